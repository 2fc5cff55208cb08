import { type Actor, recordChange } from '../access/audit.ts';
import { UserError } from '../common/errors.ts';
import { type Delivery, insertDeliveries } from '../delivery/outbox.ts';
import { type KeptPlan, keepPlans } from '../plans/index.ts';
import type { Database } from '../storage/database.ts';
import { unlessUnreadable } from '../storage/stored.ts';
import { type Plan, planFrom } from './plan.ts';
import { type Digest, type DigestSettings, showDigest, storedDigest } from './rows.ts';
import { type DigestRow, digestTable } from './table.ts';

const MOST_PER_TENANT = 50;

/** A tenant's digests by number, and the numbers of those that cannot be read any more. */
export interface DigestList {
  digests: Digest[];
  damaged: number[];
}

/** Where digests are kept, each tenant's apart from the others'. Each change is on record when it is made. */
export interface DigestStore {
  list(tenant: string): Promise<DigestList>;
  /** DamagedError when it cannot be read any more. */
  get(tenant: string, number: number): Promise<Digest | undefined>;
  /** UserError when there are too many, or one that says the same in the same place. */
  add(tenant: string, settings: DigestSettings, by: Actor): Promise<Digest>;
  /** Stops it until it is resumed, or starts it again; what is due meanwhile is not made up for. UserError: no such digest. */
  setPaused(tenant: string, change: { number: number; paused: boolean }, by: Actor): Promise<Digest>;
  /** Removes it even if it is damaged. False when there was none. */
  remove(tenant: string, number: number, by: Actor): Promise<boolean>;
  /** Digests of every tenant of which something is due, or that were planned by a clock that was ahead. */
  due(): Promise<Pick<Digest, 'tenant' | 'number'>[]>;
  /**
   * Keeps what follows for digests as they were read, their messages and plans, all or nothing; how many of them: what
   * someone else has changed is left alone.
   */
  commit(steps: readonly DigestStep[]): Promise<number>;
}

/** What follows for a digest, with the message that it is about to say. */
export interface DigestStep {
  digest: Digest;
  plan: Plan;
  delivery?: Delivery;
  /** Plans of run or stop that the message tells. */
  plans?: readonly KeptPlan[];
}

/** Digests in the database. Every statement names the tenant, but for those of the minute tick. */
export function digestStore({ database, now }: { database: Database; now: () => number }): DigestStore {
  const table = digestTable(database);
  const find = async (tenant: string, number: number): Promise<Digest | undefined> => {
    const row = await table.find(tenant, number);
    return row && storedDigest(row);
  };

  return {
    list: async (tenant) => readList(await table.of(tenant)),
    get: async (tenant, number) => find(tenant, number),
    async add(tenant, settings, by) {
      return database.transaction(`tenant:${tenant}`, async () => {
        refuseIfTaken({ settings, present: await table.of(tenant) });
        const number = await table.nextNumber(tenant);
        await table.insert({
          tenant,
          number,
          settings,
          plan: planFrom({ schedule: settings.schedule, now: now() }),
        });
        const added = (await find(tenant, number))!;
        await record({ database, at: now(), digest: added, verb: 'added', by });
        return added;
      });
    },
    async setPaused(tenant, { number, paused }, by) {
      return database.transaction(`tenant:${tenant}`, async () => {
        const digest = (await find(tenant, number)) ?? refuseMissing(number);
        if (digest.paused === paused) return digest;
        const { schedule } = digest.settings;
        const plan = paused ? digest.plan : planFrom({ schedule, now: now(), before: digest.plan });
        await table.keep({ digest: { ...digest, paused }, plan });
        await record({ database, at: now(), digest, verb: paused ? 'paused' : 'resumed', by });
        return (await find(tenant, number))!;
      });
    },
    async remove(tenant, number, by) {
      return database.transaction(`tenant:${tenant}`, async () => {
        const row = await table.find(tenant, number);
        if (!row) return false;
        const settings = unlessUnreadable(() => storedDigest(row))?.settings;
        await table.remove(Number(row.id));
        await record({ database, at: now(), digest: { tenant, number, settings }, verb: 'removed', by });
        return true;
      });
    },
    due: async () => table.due(now()),
    async commit(steps) {
      // What is taken to be sent is on the disk before it goes, and with it this: lost together, it is due again.
      return database.hastyTransaction('rows', async () => {
        const kept = await table.keepMany(steps);
        const ours = steps.filter((_, at) => kept[at]);
        await insertDeliveries(
          database,
          ours.flatMap(({ delivery }) => delivery ?? []),
        );
        await keepPlans(
          database,
          ours.flatMap(({ plans = [] }) => plans),
        );
        return ours.length;
      });
    },
  };
}

function readList(rows: readonly DigestRow[]): DigestList {
  const read = rows.map((row) => unlessUnreadable(() => storedDigest(row)) ?? Number(row.number));
  return {
    digests: read.filter((one) => typeof one !== 'number'),
    damaged: read.filter((one) => typeof one === 'number'),
  };
}

async function record(asked: {
  database: Database;
  at: number;
  digest: Pick<Digest, 'tenant' | 'number'> & { settings: DigestSettings | undefined };
  verb: string;
  by: Actor;
}): Promise<void> {
  const { database, at, digest, verb, by } = asked;
  const object = `digest #${digest.number}`;
  await recordChange(database, {
    tenant: digest.tenant,
    at,
    by,
    verb,
    object,
    detail: digest.settings ? showDigest(digest.settings) : 'it was damaged',
  });
}

export function refuseMissing(number: number): never {
  throw new UserError(`There is no digest #${number}. See digest list for those there are.`, {
    suggestions: ['digest list'],
  });
}

function refuseIfTaken(asked: { settings: DigestSettings; present: readonly DigestRow[] }): void {
  const { settings, present } = asked;
  const { about, schedule, sites, address } = settings;
  const same = readList(present).digests.find(
    ({ settings: one }) =>
      JSON.stringify([one.about, one.schedule, one.sites, one.address]) ===
      JSON.stringify([about, schedule, sites, address]),
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
