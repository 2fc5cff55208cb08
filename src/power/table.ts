import type { SiteOwner } from '../sites/owner.ts';
import { announceChange } from '../storage/changeLog.ts';
import type { Database, Row } from '../storage/database.ts';
import { dayAheadSites } from './dayAhead/table.ts';
import { dropPrices, endPrice, movePrices, recordPrice } from './prices.ts';
import type { PowerReport } from './report.ts';

/** A tenant's reports by name. */
export async function reportsOf(database: Database, tenant: string): Promise<PowerReport[]> {
  const sql = 'SELECT * FROM power_reports WHERE tenant = :tenant ORDER BY name';
  return (await database.all(sql, { tenant })).map(storedReport);
}

/** The reports of every tenant that have a URL to ask. */
export async function feedsOf(database: Database): Promise<PowerReport[]> {
  const sql = 'SELECT * FROM power_reports WHERE url IS NOT NULL ORDER BY tenant, site';
  return (await database.all(sql)).map(storedReport);
}

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
    ...(row.until_at === null ? {} : { until: Number(row.until_at) }),
    ...(row.error === null ? {} : { error: String(row.error) }),
  };
}

/** Keeps a report in place of the one before, and lets the watcher know. Part of the caller's transaction. */
export async function keepReport(database: Database, report: PowerReport): Promise<void> {
  const { tenant, site, name, url = null, field = null, source, error = null } = report;
  const { priceUsdPerMwh = null, observedAt = null, answeredAt = null, unchangedSince = null } = report;
  const { until = null } = report;
  await database.run(
    `INSERT INTO power_reports
       (tenant, site, name, url, field, price_usd_per_mwh, observed_at, answered_at, unchanged_since, until_at,
       source, error)
     VALUES (:tenant, :site, :name, :url, :field, :priceUsdPerMwh, :observedAt, :answeredAt, :unchangedSince,
       :until, :source, :error)
     ON CONFLICT (tenant, site) DO UPDATE SET name = excluded.name, url = excluded.url, field = excluded.field,
       price_usd_per_mwh = excluded.price_usd_per_mwh, observed_at = excluded.observed_at,
       answered_at = excluded.answered_at, unchanged_since = excluded.unchanged_since,
       until_at = excluded.until_at, source = excluded.source, error = excluded.error`,
    {
      ...{ tenant, site, name, url, field, source, error },
      ...{ priceUsdPerMwh, observedAt, answeredAt, unchangedSince, until },
    },
  );
  await recordPrice(database, report);
  await announceChange(database, { tenant, site });
}

/** Keeps what a URL said, unless someone has set another price, or none, while it was asked. */
export async function keepAnswer(database: Database, report: PowerReport): Promise<void> {
  const { tenant, site, url = null } = report;
  const sql = 'SELECT 1 FROM power_reports WHERE tenant = :tenant AND site = :site AND url = :url';
  await database.transaction(`tenant:${tenant}`, async () => {
    if (await database.get(sql, { tenant, site, url })) await keepReport(database, report);
  });
}

/** False when there was no report; what it said holds until `at`. Part of the caller's transaction. */
export async function dropReport(
  database: Database,
  { at, tenant, site }: Pick<PowerReport, 'tenant' | 'site'> & { at: number },
): Promise<boolean> {
  const sql = 'DELETE FROM power_reports WHERE tenant = :tenant AND site = :site';
  if ((await database.run(sql, { tenant, site })) === 0) return false;
  await endPrice(database, { tenant, site, at });
  await announceChange(database, { tenant, site });
  return true;
}

/** Reports, prices and feeds go on under the new name of their site, and go with it. */
export function powerSites(database: Database): SiteOwner {
  async function forget({ tenant, key: site }: { tenant: string; key: string }): Promise<void> {
    const sql = 'DELETE FROM power_reports WHERE tenant = :tenant AND site = :site';
    await database.run(sql, { tenant, site });
    await dropPrices(database, { tenant, site });
  }
  const dayAhead = dayAheadSites(database);
  return {
    async renamed(change) {
      await dayAhead.renamed(change);
      const { tenant, from, to } = change;
      if (to.key !== from.key) {
        // What was left of a site that had the name before gives way.
        await forget({ tenant, key: to.key });
        await movePrices(database, { tenant, from: from.key, to: to.key });
      }
      const sql =
        'UPDATE power_reports SET site = :key, name = :name WHERE tenant = :tenant AND site = :from';
      await database.run(sql, { tenant, from: from.key, ...to });
    },
    async removed(site) {
      await dayAhead.removed(site);
      await forget(site);
    },
  };
}
