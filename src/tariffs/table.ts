import { z } from 'zod';
import type { Tariff } from '../economics/index.ts';
import type { SiteOwner } from '../sites/owner.ts';
import { announceChange } from '../storage/changeLog.ts';
import type { Database, Row } from '../storage/database.ts';
import { readStored, unlessUnreadable } from '../storage/stored.ts';
import { tariffSchema } from './schema.ts';

/** A tariff as it is kept for a site. */
export interface StoredTariff {
  /** The local day from which on it holds, `2026-07-15`. */
  since: string;
  tariff: Tariff;
  /** Where it comes from: a file, or who typed it. */
  source: string;
  /** Unix milliseconds. */
  setAt: number;
}

/** A month of a meter's readings: intervals of one length without a gap, all within one local month. */
export interface MeteredMonth {
  /** `2026-07` */
  month: string;
  /** Unix milliseconds. */
  start: number;
  intervalMinutes: number;
  /** Mean kW of each interval. */
  kw: readonly number[];
  source: string;
  readAt: number;
}

/** A month is thousands of numbers: to look at each by a schema of its own takes ten times as long. */
const kilowatts = z.custom<number[]>(
  (value) => Array.isArray(value) && value.every((kw) => typeof kw === 'number' && kw >= 0),
);

/** Whose they are: a site by its key. Every statement names the tenant. */
export interface SitePlace {
  tenant: string;
  site: string;
}

/** A site's tariffs, by the day from which on they hold. */
export async function tariffsOf(database: Database, { tenant, site }: SitePlace): Promise<StoredTariff[]> {
  const sql = 'SELECT * FROM tariffs WHERE tenant = :tenant AND site = :site ORDER BY since';
  return (await database.all(sql, { tenant, site })).map(storedTariff);
}

/** Every tariff of a tenant by the keys of their sites; of a site that has a damaged one, nothing can be counted with. */
export async function tariffsOfAll(
  database: Database,
  tenant: string,
): Promise<Map<string, StoredTariff[] | 'damaged'>> {
  const sql = 'SELECT * FROM tariffs WHERE tenant = :tenant ORDER BY site, since';
  const bySite = Map.groupBy(await database.all(sql, { tenant }), ({ site }) => String(site));
  return new Map(
    [...bySite].map(([site, rows]) => [site, unlessUnreadable(() => rows.map(storedTariff)) ?? 'damaged']),
  );
}

const storedTariff = (row: Row): StoredTariff => ({
  since: String(row.since),
  tariff: readStored({
    json: String(row.tariff),
    schema: tariffSchema,
    name: `tariff ${row.tenant}/${row.site}`,
  }),
  source: String(row.source),
  setAt: Number(row.set_at),
});

/** The days from which on a site's tariffs hold, of damaged ones too. */
export async function tariffDays(database: Database, { tenant, site }: SitePlace): Promise<string[]> {
  const sql = 'SELECT since FROM tariffs WHERE tenant = :tenant AND site = :site';
  return (await database.all(sql, { tenant, site })).map((row) => String(row.since));
}

/** Keeps a tariff in place of that of the same day. Part of the caller's transaction. */
export async function keepTariff(
  database: Database,
  { tenant, site, since, tariff, source, setAt }: SitePlace & StoredTariff,
): Promise<void> {
  await database.run(
    `INSERT INTO tariffs (tenant, site, since, tariff, source, set_at)
     VALUES (:tenant, :site, :since, :tariff, :source, :setAt)
     ON CONFLICT (tenant, site, since) DO UPDATE SET tariff = excluded.tariff, source = excluded.source,
       set_at = excluded.set_at`,
    { tenant, site, since, tariff: JSON.stringify(tariff), source, setAt },
  );
  await announceChange(database, { tenant, site });
}

/** How many there were. Part of the caller's transaction. */
export async function dropTariffs(database: Database, { tenant, site }: SitePlace): Promise<number> {
  const sql = 'DELETE FROM tariffs WHERE tenant = :tenant AND site = :site';
  const dropped = await database.run(sql, { tenant, site });
  if (dropped > 0) await announceChange(database, { tenant, site });
  return dropped;
}

/** A site's metered months from one to another, both included, in order. */
export async function meteredOf(
  database: Database,
  { tenant, site, from, to }: SitePlace & { from: string; to: string },
): Promise<MeteredMonth[]> {
  const sql = `SELECT * FROM metered_months
    WHERE tenant = :tenant AND site = :site AND month >= :from AND month <= :to ORDER BY month`;
  return (await database.all(sql, { tenant, site, from, to })).map((row) => ({
    month: String(row.month),
    start: Number(row.start_at),
    intervalMinutes: Number(row.interval_minutes),
    kw: readStored({ json: String(row.kw), schema: kilowatts, name: `meter ${tenant}/${site}` }),
    source: String(row.source),
    readAt: Number(row.read_at),
  }));
}

/** The months that a site's meter is known of, in order. */
export async function meteredMonths(database: Database, { tenant, site }: SitePlace): Promise<string[]> {
  const sql = 'SELECT month FROM metered_months WHERE tenant = :tenant AND site = :site ORDER BY month';
  return (await database.all(sql, { tenant, site })).map((row) => String(row.month));
}

/** Keeps a month in place of what was read of it before. Part of the caller's transaction. */
export async function keepMetered(
  database: Database,
  { tenant, site, month, start, intervalMinutes, kw, source, readAt }: SitePlace & MeteredMonth,
): Promise<void> {
  await database.run(
    `INSERT INTO metered_months (tenant, site, month, start_at, interval_minutes, kw, source, read_at)
     VALUES (:tenant, :site, :month, :start, :intervalMinutes, :kw, :source, :readAt)
     ON CONFLICT (tenant, site, month) DO UPDATE SET start_at = excluded.start_at,
       interval_minutes = excluded.interval_minutes, kw = excluded.kw, source = excluded.source,
       read_at = excluded.read_at`,
    { tenant, site, month, start, intervalMinutes, kw: JSON.stringify(kw), source, readAt },
  );
}

/** How many there were. Part of the caller's transaction. */
export async function dropMetered(database: Database, { tenant, site }: SitePlace): Promise<number> {
  return database.run('DELETE FROM metered_months WHERE tenant = :tenant AND site = :site', { tenant, site });
}

/** What is kept of a site goes on under its new name, and goes with it; what was left under that name gives way. */
export function tariffSites(database: Database): SiteOwner {
  return {
    async renamed({ tenant, from, to }) {
      if (from.key === to.key) return;
      const names = { tenant, from: from.key, to: to.key };
      await database.run('DELETE FROM tariffs WHERE tenant = :tenant AND site = :to', { tenant, to: to.key });
      await database.run('UPDATE tariffs SET site = :to WHERE tenant = :tenant AND site = :from', names);
      await database.run('DELETE FROM metered_months WHERE tenant = :tenant AND site = :to', {
        tenant,
        to: to.key,
      });
      await database.run(
        'UPDATE metered_months SET site = :to WHERE tenant = :tenant AND site = :from',
        names,
      );
    },
    async removed({ tenant, key }) {
      await database.run('DELETE FROM tariffs WHERE tenant = :tenant AND site = :key', { tenant, key });
      await database.run('DELETE FROM metered_months WHERE tenant = :tenant AND site = :key', {
        tenant,
        key,
      });
    },
  };
}
