import type { SiteOwner } from '../sites/owner.ts';
import type { Database, Row } from '../storage/database.ts';
import type { Plan } from './plan.ts';
import { type Digest, type DigestSettings, planColumns, readableSettings } from './rows.ts';

export type DigestRow = Row;

/** The digests in the database. A change of any is part of the caller's transaction. */
export function digestTable(database: Database) {
  async function keepMany(many: readonly { digest: Digest; plan: Plan }[]): Promise<boolean[]> {
    const changed = await database.runMany(
      `UPDATE digests SET plan = :plan, next_run_at = :nextRunAt, planned_at = :plannedAt, paused = :paused,
         version = version + 1
       WHERE id = :id AND version = :version`,
      many.map(({ digest: { id, version, paused }, plan }) => ({
        ...{ id, version, paused: paused ? 1 : 0 },
        ...planColumns(plan),
      })),
    );
    return changed.map((count) => count === 1);
  }

  return {
    of: (tenant: string): Promise<DigestRow[]> =>
      database.all('SELECT * FROM digests WHERE tenant = :tenant ORDER BY number', { tenant }),
    find(tenant: string, number: number): Promise<DigestRow | undefined> {
      const sql = 'SELECT * FROM digests WHERE tenant = :tenant AND number = :number';
      return database.get(sql, { tenant, number });
    },
    /** Those of every tenant of which something is due, or that were planned by a clock that was ahead. */
    async due(now: number): Promise<Pick<Digest, 'tenant' | 'number'>[]> {
      const rows = await database.all(
        `SELECT tenant, number FROM digests
         WHERE paused = 0 AND (next_run_at <= :now OR planned_at > :now) ORDER BY next_run_at`,
        { now },
      );
      return rows.map(({ tenant, number }) => ({ tenant: String(tenant), number: Number(number) }));
    },
    async insert(asked: {
      tenant: string;
      number: number;
      settings: DigestSettings;
      plan: Plan;
    }): Promise<void> {
      const { tenant, number, settings, plan } = asked;
      await database.run(
        `INSERT INTO digests (tenant, number, settings, plan, next_run_at, planned_at)
         VALUES (:tenant, :number, :settings, :plan, :nextRunAt, :plannedAt)`,
        { tenant, number, settings: JSON.stringify(settings), ...planColumns(plan) },
      );
    },
    /** Compare-and-set: false when the digest is no longer as it was read. */
    async keep(one: { digest: Digest; plan: Plan }): Promise<boolean> {
      const [isKept] = await keepMany([one]);
      return isKept === true;
    },
    /** As `keep`, of many. */
    keepMany,
    remove: (id: number): Promise<number> => database.run('DELETE FROM digests WHERE id = :id', { id }),
    /** A number that no digest of the tenant has had. */
    async nextNumber(tenant: string): Promise<number> {
      const row = await database.get(
        `INSERT INTO digest_numbers (tenant, last) VALUES (:tenant, 1)
         ON CONFLICT (tenant) DO UPDATE SET last = digest_numbers.last + 1 RETURNING last`,
        { tenant },
      );
      return Number(row?.last);
    },
  };
}

/** Digests go on to tell of a site under its new name; of one that is removed they say that it is gone. */
export function digestSites(database: Database): SiteOwner {
  return {
    async renamed({ tenant, from, to }) {
      for (const row of await digestTable(database).of(tenant)) {
        const settings = readableSettings(row);
        if (!settings?.sites.includes(from.name)) continue;
        const sites = settings.sites.map((name) => (name === from.name ? to.name : name));
        await database.run('UPDATE digests SET version = version + 1, settings = :settings WHERE id = :id', {
          id: row.id!,
          settings: JSON.stringify({ ...settings, sites }),
        });
      }
    },
    async removed() {},
  };
}
