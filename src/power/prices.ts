import type { Database } from '../storage/database.ts';
import { endOf, type PowerReport } from './report.ts';

/** A power price of a site and when it holds: from `start` until before `end`, in Unix milliseconds. */
export interface PowerPrice {
  site: string;
  start: number;
  end: number;
  usdPerMwh: number;
  source: string;
  /** When it was kept. Of two with one start the later corrects the other, which stays. */
  recordedAt: number;
}

const DAY_MS = 86_400_000;
/** A year and the month before it, so that a month can be held against the same of last year. */
const KEPT_MS = 400 * DAY_MS;

/** Keeps what is reported from when it holds: the same price goes on, another begins. Part of the caller's transaction. */
export async function recordPrice(database: Database, report: PowerReport): Promise<void> {
  const end = endOf(report);
  if (end === undefined) return;
  const { tenant, site, priceUsdPerMwh: usdPerMwh, observedAt, answeredAt = observedAt, source } = report;
  const price = { tenant, site, start: observedAt!, end, usdPerMwh: usdPerMwh!, source };
  const goesOn = await database.run(
    `UPDATE power_prices SET end_at = :end
     WHERE tenant = :tenant AND site = :site AND usd_per_mwh = :usdPerMwh AND source = :source
       AND start_at <= :start AND end_at >= :start
       AND start_at = (SELECT max(start_at) FROM power_prices WHERE tenant = :tenant AND site = :site)
       AND recorded_at = (SELECT max(recorded_at) FROM power_prices
         WHERE tenant = :tenant AND site = :site AND start_at = power_prices.start_at)`,
    price,
  );
  if (goesOn > 0) return;
  await database.run(
    `INSERT INTO power_prices (tenant, site, start_at, end_at, usd_per_mwh, source, recorded_at)
     VALUES (:tenant, :site, :start, :end, :usdPerMwh, :source, :recordedAt)
     ON CONFLICT (tenant, site, start_at, recorded_at) DO UPDATE SET
       end_at = excluded.end_at, usd_per_mwh = excluded.usd_per_mwh, source = excluded.source`,
    { ...price, recordedAt: answeredAt! },
  );
  await database.run(
    'DELETE FROM power_prices WHERE tenant = :tenant AND site = :site AND start_at < :before',
    { tenant, site, before: price.start - KEPT_MS },
  );
}

/** What holds now holds no longer. Part of the caller's transaction. */
export async function endPrice(
  database: Database,
  ended: { tenant: string; site: string; at: number },
): Promise<void> {
  const sql =
    'UPDATE power_prices SET end_at = :at WHERE tenant = :tenant AND site = :site AND start_at <= :at AND end_at > :at';
  await database.run(sql, ended);
}

/** A tenant's prices that hold at some time after `since`, as they were kept, the earliest first. */
export async function pricesSince(
  database: Database,
  asked: { tenant: string; since: number },
): Promise<PowerPrice[]> {
  const rows = await database.all(
    'SELECT * FROM power_prices WHERE tenant = :tenant AND end_at > :since ORDER BY site, start_at, recorded_at',
    asked,
  );
  return rows.map((row) => ({
    site: String(row.site),
    start: Number(row.start_at),
    end: Number(row.end_at),
    usdPerMwh: Number(row.usd_per_mwh),
    source: String(row.source),
    recordedAt: Number(row.recorded_at),
  }));
}
