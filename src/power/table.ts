import type { SiteOwner } from '../sites/owner.ts';
import { announceChange } from '../storage/changeLog.ts';
import type { Database } from '../storage/database.ts';
import type { PowerReport } from './report.ts';

/** A tenant's reports by name. */
export function reportsOf(database: Database, tenant: string): PowerReport[] {
  const sql = 'SELECT * FROM power_reports WHERE tenant = :tenant ORDER BY name';
  return database.all(sql, { tenant }).map(storedReport);
}

/** The reports of every tenant that have a URL to ask. */
export function feedsOf(database: Database): PowerReport[] {
  const sql = 'SELECT * FROM power_reports WHERE url IS NOT NULL ORDER BY tenant, site';
  return database.all(sql).map(storedReport);
}

type Row = NonNullable<ReturnType<Database['get']>>;

function storedReport(row: Row): PowerReport {
  return {
    tenant: String(row.tenant),
    site: String(row.site),
    name: String(row.name),
    source: String(row.source),
    ...(row.url === null ? {} : { url: String(row.url) }),
    ...(row.field === null ? {} : { field: String(row.field) }),
    ...(row.price_usd_per_mwh === null ? {} : { priceUsdPerMwh: Number(row.price_usd_per_mwh) }),
    ...(row.observed_at === null ? {} : { observedAt: Number(row.observed_at) }),
    ...(row.answered_at === null ? {} : { answeredAt: Number(row.answered_at) }),
    ...(row.unchanged_since === null ? {} : { unchangedSince: Number(row.unchanged_since) }),
    ...(row.error === null ? {} : { error: String(row.error) }),
  };
}

/** Keeps a report in place of the one before, and lets the watcher know. Part of the caller's transaction. */
export function keepReport(database: Database, report: PowerReport): void {
  const { tenant, site, name, url = null, field = null, source, error = null } = report;
  const { priceUsdPerMwh = null, observedAt = null, answeredAt = null, unchangedSince = null } = report;
  database.run(
    `INSERT INTO power_reports
       (tenant, site, name, url, field, price_usd_per_mwh, observed_at, answered_at, unchanged_since, source, error)
     VALUES (:tenant, :site, :name, :url, :field, :priceUsdPerMwh, :observedAt, :answeredAt, :unchangedSince,
       :source, :error)
     ON CONFLICT (tenant, site) DO UPDATE SET name = excluded.name, url = excluded.url, field = excluded.field,
       price_usd_per_mwh = excluded.price_usd_per_mwh, observed_at = excluded.observed_at,
       answered_at = excluded.answered_at, unchanged_since = excluded.unchanged_since,
       source = excluded.source, error = excluded.error`,
    {
      ...{ tenant, site, name, url, field, source, error },
      ...{ priceUsdPerMwh, observedAt, answeredAt, unchangedSince },
    },
  );
  announceChange(database, { tenant, site });
}

/** Keeps what a URL said, unless someone has set another price, or none, while it was asked. */
export function keepAnswer(database: Database, report: PowerReport): void {
  const { tenant, site, url = null } = report;
  const sql = 'SELECT 1 FROM power_reports WHERE tenant = :tenant AND site = :site AND url = :url';
  database.transaction(() => {
    if (database.get(sql, { tenant, site, url })) keepReport(database, report);
  });
}

/** False when there was no report. Part of the caller's transaction. */
export function dropReport(
  database: Database,
  { tenant, site }: Pick<PowerReport, 'tenant' | 'site'>,
): boolean {
  const sql = 'DELETE FROM power_reports WHERE tenant = :tenant AND site = :site';
  if (database.run(sql, { tenant, site }) === 0) return false;
  announceChange(database, { tenant, site });
  return true;
}

/** A report goes on under the new name of its site, and goes with it. */
export function powerSites(database: Database): SiteOwner {
  return {
    renamed({ tenant, from, to }) {
      const sql = `UPDATE OR REPLACE power_reports SET site = :key, name = :name
        WHERE tenant = :tenant AND site = :from`;
      database.run(sql, { tenant, from: from.key, ...to });
    },
    removed({ tenant, key }) {
      database.run('DELETE FROM power_reports WHERE tenant = :tenant AND site = :key', { tenant, key });
    },
  };
}
