import type { SiteOwner } from '../sites/owner.ts';
import type { Database } from '../storage/database.ts';
import type { Plan } from './plan.ts';
import { type Digest, type DigestSettings, planColumns } from './rows.ts';

export type DigestRow = ReturnType<Database['all']>[number];

/** The digests in the database. A change of any is part of the caller's transaction. */
export function digestTable(database: Database) {
  return {
    of: (tenant: string): DigestRow[] =>
      database.all('SELECT * FROM digests WHERE tenant = :tenant ORDER BY number', { tenant }),
    find(tenant: string, number: number): DigestRow | undefined {
      const sql = 'SELECT * FROM digests WHERE tenant = :tenant AND number = :number';
      return database.get(sql, { tenant, number });
    },
    /** One that is posted. */
    active: (id: number): DigestRow | undefined =>
      database.get('SELECT * FROM digests WHERE id = :id AND paused = 0', { id }),
    /** Those of every tenant of which something is due, or that were planned by a clock that was ahead. */
    due(now: number): Pick<Digest, 'tenant' | 'number'>[] {
      const rows = database.all(
        `SELECT tenant, number FROM digests
         WHERE paused = 0 AND (next_run_at <= :now OR planned_at > :now) ORDER BY next_run_at`,
        { now },
      );
      return rows.map(({ tenant, number }) => ({ tenant: String(tenant), number: Number(number) }));
    },
    insert(asked: { tenant: string; number: number; settings: DigestSettings; plan: Plan }): void {
      const { tenant, number, settings, plan } = asked;
      database.run(
        `INSERT INTO digests (tenant, number, settings, plan, next_run_at, planned_at)
         VALUES (:tenant, :number, :settings, :plan, :nextRunAt, :plannedAt)`,
        { tenant, number, settings: JSON.stringify(settings), ...planColumns(plan) },
      );
    },
    /** Compare-and-set: false when the digest is no longer as it was read. */
    keep({ digest, plan }: { digest: Digest; plan: Plan }): boolean {
      const { id, version, paused } = digest;
      const changed = database.run(
        `UPDATE digests SET plan = :plan, next_run_at = :nextRunAt, planned_at = :plannedAt, paused = :paused,
           version = version + 1
         WHERE id = :id AND version = :version`,
        { id, version, paused: paused ? 1 : 0, ...planColumns(plan) },
      );
      return changed === 1;
    },
    remove: (id: number): number => database.run('DELETE FROM digests WHERE id = :id', { id }),
    /** A number that no digest of the tenant has had. */
    nextNumber(tenant: string): number {
      const row = database.get(
        `INSERT INTO digest_numbers VALUES (:tenant, 1)
         ON CONFLICT (tenant) DO UPDATE SET last = last + 1 RETURNING last`,
        { tenant },
      );
      return Number(row?.last);
    },
  };
}

/** Digests go on to tell of a site under its new name; of one that is removed they say that it is gone. */
export function digestSites(database: Database): SiteOwner {
  return {
    renamed({ tenant, from, to }) {
      database.run(
        `UPDATE digests SET version = version + 1, settings = json_set(settings, '$.sites', (
             SELECT json_group_array(CASE value WHEN :from THEN :to ELSE value END)
             FROM json_each(settings, '$.sites')))
         WHERE tenant = :tenant AND json_valid(settings)
           AND EXISTS (SELECT 1 FROM json_each(settings, '$.sites') WHERE value = :from)`,
        { tenant, from: from.name, to: to.name },
      );
    },
    removed() {},
  };
}
