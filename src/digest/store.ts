import { type Actor, recordChange } from '../access/audit.ts';
import { UserError } from '../common/errors.ts';
import { type Delivery, insertDelivery } from '../delivery/outbox.ts';
import type { Database } from '../storage/database.ts';
import { type Plan, planFrom } from './plan.ts';
import { type Digest, type DigestSettings, planColumns, showDigest, storedDigest } from './rows.ts';

const MOST_PER_TENANT = 50;

/** Where digests are kept, each tenant's apart from the others'. Each change is on record when it is made. */
export interface DigestStore {
  /** By number. */
  list(tenant: string): Promise<Digest[]>;
  get(tenant: string, number: number): Promise<Digest | undefined>;
  /** UserError when there are too many, or one that says the same in the same place. */
  add(tenant: string, settings: DigestSettings, by: Actor): Promise<Digest>;
  /** Stops it until it is resumed, or starts it again; what is due meanwhile is not made up for. UserError: no such digest. */
  setPaused(tenant: string, change: { number: number; paused: boolean }, by: Actor): Promise<Digest>;
  /** False when there was none. */
  remove(tenant: string, number: number, by: Actor): Promise<boolean>;
  /** Digests of every tenant of which something is due, or that were planned by a clock that was ahead. */
  due(): Promise<Pick<Digest, 'tenant' | 'number'>[]>;
  /** Keeps what follows for a digest as it was read, and the message with it; false when someone else has changed it. */
  commit(step: { digest: Digest; plan: Plan; delivery?: Delivery }): Promise<boolean>;
}

/** Digests in the database. Every statement names the tenant, but for those of the minute tick. */
export function digestStore({ database, now }: { database: Database; now: () => number }): DigestStore {
  const find = (tenant: string, number: number): Digest | undefined => {
    const sql = 'SELECT * FROM digests WHERE tenant = :tenant AND number = :number';
    const row = database.get(sql, { tenant, number });
    return row && storedDigest(row);
  };
  const all = (tenant: string): Digest[] =>
    database
      .all('SELECT * FROM digests WHERE tenant = :tenant ORDER BY number', { tenant })
      .map(storedDigest);

  return {
    list: async (tenant) => all(tenant),
    get: async (tenant, number) => find(tenant, number),
    async add(tenant, settings, by) {
      return database.transaction(() => {
        refuseIfTaken({ settings, present: all(tenant) });
        const number = nextNumber(database, tenant);
        const plan = planFrom({ schedule: settings.schedule, now: now() });
        database.run(
          `INSERT INTO digests (tenant, number, settings, plan, next_run_at, planned_at)
           VALUES (:tenant, :number, :settings, :plan, :nextRunAt, :plannedAt)`,
          { tenant, number, settings: JSON.stringify(settings), ...planColumns(plan) },
        );
        const added = find(tenant, number)!;
        record({ database, at: now(), digest: added, verb: 'added', by });
        return added;
      });
    },
    async setPaused(tenant, { number, paused }, by) {
      return database.transaction(() => {
        const digest = find(tenant, number) ?? refuseMissing(number);
        if (digest.paused === paused) return digest;
        const { schedule } = digest.settings;
        const plan = paused ? digest.plan : planFrom({ schedule, now: now(), before: digest.plan });
        keep(database, { digest: { ...digest, paused }, plan });
        record({ database, at: now(), digest, verb: paused ? 'paused' : 'resumed', by });
        return find(tenant, number)!;
      });
    },
    async remove(tenant, number, by) {
      return database.transaction(() => {
        const digest = find(tenant, number);
        if (!digest) return false;
        database.run('DELETE FROM digests WHERE id = :id', { id: digest.id });
        record({ database, at: now(), digest, verb: 'removed', by });
        return true;
      });
    },
    async due() {
      const rows = database.all(
        `SELECT tenant, number FROM digests
         WHERE paused = 0 AND (next_run_at <= :now OR planned_at > :now) ORDER BY next_run_at`,
        { now: now() },
      );
      return rows.map(({ tenant, number }) => ({ tenant: String(tenant), number: Number(number) }));
    },
    async commit({ digest, plan, delivery }) {
      return database.transaction(() => {
        const kept = keep(database, { digest, plan });
        if (kept && delivery) insertDelivery(database, delivery);
        return kept;
      });
    },
  };
}

/** Compare-and-set: false when the digest is no longer as it was read. */
function keep(database: Database, { digest, plan }: { digest: Digest; plan: Plan }): boolean {
  const { id, version, paused } = digest;
  const changed = database.run(
    `UPDATE digests SET plan = :plan, next_run_at = :nextRunAt, planned_at = :plannedAt, paused = :paused,
       version = version + 1
     WHERE id = :id AND version = :version`,
    { id, version, paused: paused ? 1 : 0, ...planColumns(plan) },
  );
  return changed === 1;
}

function record(asked: { database: Database; at: number; digest: Digest; verb: string; by: Actor }): void {
  const { database, at, digest, verb, by } = asked;
  const object = `digest #${digest.number}`;
  recordChange(database, {
    tenant: digest.tenant,
    at,
    by,
    verb,
    object,
    detail: showDigest(digest.settings),
  });
}

function nextNumber(database: Database, tenant: string): number {
  const row = database.get(
    `INSERT INTO digest_numbers VALUES (:tenant, 1)
     ON CONFLICT (tenant) DO UPDATE SET last = last + 1 RETURNING last`,
    { tenant },
  );
  return Number(row?.last);
}

export function refuseMissing(number: number): never {
  throw new UserError(`There is no digest #${number}. See digest list for those there are.`, {
    suggestions: ['digest list'],
  });
}

function refuseIfTaken(asked: { settings: DigestSettings; present: readonly Digest[] }): void {
  const { settings, present } = asked;
  const { schedule, sites, address } = settings;
  const same = present.find(
    ({ settings: one }) =>
      JSON.stringify([one.schedule, one.sites, one.address]) === JSON.stringify([schedule, sites, address]),
  );
  if (same)
    throw new UserError(`Digest #${same.number} says the same here already: ${showDigest(settings)}.`, {
      suggestions: same.paused ? [`digest resume ${same.number}`] : ['digest list'],
    });
  if (present.length >= MOST_PER_TENANT)
    throw new UserError(
      `There are ${MOST_PER_TENANT} digests, the most there may be. Remove one to add another.`,
    );
}
