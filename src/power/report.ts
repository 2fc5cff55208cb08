import type { Database } from '../storage/database.ts';

/** A site's power price as someone or something reported it. */
export interface PowerReport {
  tenant: string;
  /** The site's key, and its name as it was called when the report was set up. */
  site: string;
  name: string;
  /** Asked every minute; without it the price was set by hand. */
  url?: string;
  /** Where the price is in what the URL gives: a column of CSV, a path into JSON. */
  field?: string;
  /** Undefined until the URL has answered for the first time. */
  priceUsdPerMwh?: number;
  observedAt?: number;
  source: string;
  /** Why the last attempt failed. */
  error?: string;
}

const MINUTE_MS = 60_000;
/** A price from a URL is asked for every minute; one that was typed holds for a day. */
const FRESH_MS = { url: 15 * MINUTE_MS, hand: 24 * 60 * MINUTE_MS };
const SKEW_MS = 5 * MINUTE_MS;

/** The reported price, or `stale` when it is missing, too old, or of a time that the clock has not reached. */
export function powerNow({ url, priceUsdPerMwh, observedAt }: PowerReport, now: number): number | 'stale' {
  if (priceUsdPerMwh === undefined || observedAt === undefined) return 'stale';
  const age = now - observedAt;
  const fresh = age < (url === undefined ? FRESH_MS.hand : FRESH_MS.url) && age > -SKEW_MS;
  return fresh ? priceUsdPerMwh : 'stale';
}

type Row = NonNullable<ReturnType<Database['get']>>;

export function storedReport(row: Row): PowerReport {
  return {
    tenant: String(row.tenant),
    site: String(row.site),
    name: String(row.name),
    source: String(row.source),
    ...(row.url === null ? {} : { url: String(row.url) }),
    ...(row.field === null ? {} : { field: String(row.field) }),
    ...(row.price_usd_per_mwh === null ? {} : { priceUsdPerMwh: Number(row.price_usd_per_mwh) }),
    ...(row.observed_at === null ? {} : { observedAt: Number(row.observed_at) }),
    ...(row.error === null ? {} : { error: String(row.error) }),
  };
}

/** Keeps a report in place of the one before, and lets the watcher know. Part of the caller's transaction. */
export function keepReport(database: Database, report: PowerReport): void {
  const { tenant, site, name, url = null, field = null, source, error = null } = report;
  const { priceUsdPerMwh = null, observedAt = null } = report;
  database.run(
    `INSERT INTO power_reports (tenant, site, name, url, field, price_usd_per_mwh, observed_at, source, error)
     VALUES (:tenant, :site, :name, :url, :field, :priceUsdPerMwh, :observedAt, :source, :error)
     ON CONFLICT (tenant, site) DO UPDATE SET name = excluded.name, url = excluded.url, field = excluded.field,
       price_usd_per_mwh = excluded.price_usd_per_mwh, observed_at = excluded.observed_at,
       source = excluded.source, error = excluded.error`,
    { tenant, site, name, url, field, priceUsdPerMwh, observedAt, source, error },
  );
  database.run('INSERT INTO alert_changes (tenant, site) VALUES (:tenant, :site)', { tenant, site });
}

/** False when there was no report. Part of the caller's transaction. */
export function dropReport(
  database: Database,
  { tenant, site }: Pick<PowerReport, 'tenant' | 'site'>,
): boolean {
  const sql = 'DELETE FROM power_reports WHERE tenant = :tenant AND site = :site';
  if (database.run(sql, { tenant, site }) === 0) return false;
  database.run('INSERT INTO alert_changes (tenant, site) VALUES (:tenant, :site)', { tenant, site });
  return true;
}
