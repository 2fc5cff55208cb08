import type { Slot } from '../economics/slots.ts';
import type { Database, Row } from '../storage/database.ts';
import { endOf, type PowerReport } from './report.ts';

/** A power price of a site and when it holds: from `start` until before `end`, in Unix milliseconds. */
export interface PowerPrice {
  site: string;
  start: number;
  end: number;
  /** Somebody said when it ends: it counts until then in plans too. Else `end` is only how long it is fresh. */
  endSaid: boolean;
  usdPerMwh: number;
  source: string;
  /** Somebody set it: when it has run out, the site's own price is in force. A feed that falls silent leaves none. */
  byHand: boolean;
  /** When it was kept. Of two with one start the later corrects the other, which stays. */
  recordedAt: number;
}

/** What a price is of: power as it is paid for when it is used, or as the market sold it the day before. */
export type PowerMarket = 'live' | 'dayAhead';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A year and the month before it, so that a month can be held against the same of last year. */
const KEPT_MS = 400 * DAY_MS;

/** Keeps what is reported from when it holds: the same price goes on, another begins. Part of the caller's transaction. */
export async function recordPrice(database: Database, report: PowerReport): Promise<void> {
  const end = endOf(report);
  if (end === undefined) return;
  const { tenant, site, priceUsdPerMwh: usdPerMwh, observedAt, answeredAt = observedAt, source } = report;
  const endSaid = Number(report.url === undefined && report.until !== undefined);
  const price = { tenant, site, start: observedAt!, end, endSaid, usdPerMwh: usdPerMwh!, source };
  const goesOn = await database.run(
    `UPDATE power_prices SET end_at = :end, end_said = :endSaid
     WHERE tenant = :tenant AND site = :site AND market = 'live' AND usd_per_mwh = :usdPerMwh AND source = :source
       AND start_at <= :start AND end_at >= :start
       AND start_at = (SELECT max(start_at) FROM power_prices
         WHERE tenant = :tenant AND site = :site AND market = 'live')
       AND recorded_at = (SELECT max(recorded_at) FROM power_prices AS of_start
         WHERE tenant = :tenant AND site = :site AND market = 'live' AND of_start.start_at = power_prices.start_at)`,
    price,
  );
  if (goesOn > 0) return;
  // Whoever looks at the time after this one has ended would otherwise take what it replaced for what holds then.
  await database.run(
    `UPDATE power_prices SET end_at = :start
     WHERE tenant = :tenant AND site = :site AND market = 'live' AND end_at > :start
       AND start_at = (SELECT max(start_at) FROM power_prices
         WHERE tenant = :tenant AND site = :site AND market = 'live' AND start_at < :start)`,
    { tenant, site, start: observedAt! },
  );
  const byHand = Number(report.url === undefined);
  await database.run(INSERT, { ...price, market: 'live', byHand, recordedAt: answeredAt! });
  await dropOld(database, price);
}

const INSERT = `INSERT INTO power_prices
    (tenant, site, market, start_at, end_at, end_said, usd_per_mwh, source, by_hand, recorded_at)
  VALUES (:tenant, :site, :market, :start, :end, :endSaid, :usdPerMwh, :source, :byHand, :recordedAt)
  ON CONFLICT (tenant, site, market, start_at, recorded_at) DO UPDATE SET
    end_at = excluded.end_at, end_said = excluded.end_said, usd_per_mwh = excluded.usd_per_mwh, source = excluded.source,
    by_hand = excluded.by_hand`;

async function dropOld(
  database: Database,
  { tenant, site, start }: { tenant: string; site: string; start: number },
): Promise<void> {
  // With the markets named the key finds what is old; without, every price of the site is looked at.
  const sql = `DELETE FROM power_prices WHERE tenant = :tenant AND site = :site AND market IN ('live', 'dayAhead')
    AND start_at < :before`;
  await database.run(sql, { tenant, site, before: start - KEPT_MS });
}

/**
 * Keeps day-ahead prices of a site; one that differs from what is kept corrects it. How many are new. Part of the
 * caller's transaction.
 */
export async function recordDayAhead(
  database: Database,
  given: { tenant: string; site: string; slots: readonly Slot[]; source: string; at: number },
): Promise<number> {
  const { tenant, site, slots, source, at } = given;
  const [first] = slots;
  if (first === undefined) return 0;
  const kept = await pricesAhead(database, { tenant, site, from: first.start, to: slots.at(-1)!.end });
  const known = new Map(kept.map((price) => [price.start, price]));
  const changed = slots.filter(({ start, end, value }) => {
    const is = known.get(start);
    return is?.end !== end || is.usdPerMwh !== value;
  });
  await database.runMany(
    INSERT,
    changed.map(({ start, end, value: usdPerMwh }) => ({
      ...{ tenant, site, market: 'dayAhead', start, end, endSaid: 1, usdPerMwh, source },
      ...{ byHand: 0, recordedAt: at },
    })),
  );
  await dropOld(database, { tenant, site, start: first.start });
  return changed.length;
}

/** One after the other: a later one ends what was said before, and of two with one start the later kept counts. */
export function inTurn(prices: readonly PowerPrice[]): PowerPrice[] {
  const sorted = prices.toSorted((a, b) => a.start - b.start || a.recordedAt - b.recordedAt);
  const last = sorted.filter(({ start }, at) => sorted[at + 1]?.start !== start);
  return last.map((price, at) => ({ ...price, end: Math.min(price.end, last[at + 1]?.start ?? price.end) }));
}

/** What holds now holds no longer. Part of the caller's transaction. */
export async function endPrice(
  database: Database,
  ended: { tenant: string; site: string; at: number },
): Promise<void> {
  const sql = `UPDATE power_prices SET end_at = :at
    WHERE tenant = :tenant AND site = :site AND market = 'live' AND start_at <= :at AND end_at > :at`;
  await database.run(sql, ended);
}

/** What is kept of a site goes on under another key. Part of the caller's transaction. */
export async function movePrices(
  database: Database,
  moved: { tenant: string; from: string; to: string },
): Promise<void> {
  const sql = 'UPDATE power_prices SET site = :to WHERE tenant = :tenant AND site = :from';
  await database.run(sql, moved);
}

/** What is kept of a site is there no longer. Part of the caller's transaction. */
export async function dropPrices(database: Database, of: { tenant: string; site: string }): Promise<void> {
  await database.run('DELETE FROM power_prices WHERE tenant = :tenant AND site = :site', of);
}

/** A tenant's prices in one market that hold at some time after `since`, as they were kept, the earliest first. */
export async function pricesSince(
  database: Database,
  asked: { tenant: string; market: PowerMarket; since: number },
): Promise<PowerPrice[]> {
  const rows = await database.all(
    `SELECT * FROM power_prices WHERE tenant = :tenant AND market = :market AND end_at > :since
     ORDER BY site, start_at, recorded_at`,
    asked,
  );
  return rows.map(storedPrice);
}

/** A site's prices in one market that hold at some time from `from` until before `to`, as they were kept. */
export async function pricesWithin(
  database: Database,
  asked: { tenant: string; site: string; market: PowerMarket; from: number; to: number },
): Promise<PowerPrice[]> {
  const rows = await database.all(
    `SELECT * FROM power_prices WHERE tenant = :tenant AND site = :site AND market = :market
       AND end_at > :from AND start_at < :to ORDER BY start_at, recorded_at`,
    asked,
  );
  return rows.map(storedPrice);
}

/** When a live price of a site began: the last one until a time, or the first one from it on. Undefined without any. */
export async function priceStart(
  database: Database,
  asked: { tenant: string; site: string; side: 'until' | 'from'; time: number },
): Promise<number | undefined> {
  const { tenant, site, side, time } = asked;
  const of = "FROM power_prices WHERE tenant = :tenant AND site = :site AND market = 'live'";
  const sql = {
    until: `SELECT max(start_at) AS start_at ${of} AND start_at <= :time`,
    from: `SELECT min(start_at) AS start_at ${of} AND start_at >= :time`,
  };
  const start = (await database.get(sql[side], { tenant, site, time }))?.start_at;
  return start === null || start === undefined ? undefined : Number(start);
}

/** What changes whenever the live prices of a site do that begin from `from` until before `to`. */
export async function pricesMark(
  database: Database,
  { tenant, site, from, to }: { tenant: string; site: string; from: number; to: number },
): Promise<string> {
  const row = await database.get(
    `SELECT count(*) AS count, max(recorded_at) AS last, sum(end_at - start_at) AS ms, sum(usd_per_mwh) AS usd
     FROM power_prices
     WHERE tenant = :tenant AND site = :site AND market = 'live' AND start_at >= :from AND start_at < :to`,
    { tenant, site, from, to },
  );
  return [row?.count, row?.last, row?.ms, row?.usd].join('/');
}

/** Live prices added up by how long each held. */
export interface PriceSum {
  paidUsdMsPerMwh: number;
  ms: number;
  from: number;
  to: number;
}

/**
 * The live prices of a site that begin from `from` until before `to`, in turn as `inTurn` has them, as far as they held from
 * `since` until `until`; the next one begins at `next`. Undefined where none did.
 */
export async function sumOfPrices(
  database: Database,
  asked: {
    tenant: string;
    site: string;
    from: number;
    to: number;
    next: number;
    since: number;
    until: number;
  },
): Promise<PriceSum | undefined> {
  const { tenant, site, from, to, next, since, until } = asked;
  const row = await database.get(
    `SELECT sum((stop - begin) * usd_per_mwh) AS paid, sum(stop - begin) AS ms, min(begin) AS first, max(stop) AS last
     FROM (
       SELECT usd_per_mwh, CASE WHEN start_at < :since THEN :since ELSE start_at END AS begin,
         CASE WHEN ends < :until THEN ends ELSE :until END AS stop
       FROM (
         SELECT start_at, usd_per_mwh, CASE WHEN next_at < end_at THEN next_at ELSE end_at END AS ends
         FROM (
           SELECT start_at, end_at, usd_per_mwh,
             coalesce(lead(start_at) OVER (ORDER BY start_at, recorded_at), :next) AS next_at
           FROM power_prices WHERE tenant = :tenant AND site = :site AND market = 'live'
             AND start_at >= :from AND start_at < :to
         ) AS turns
       ) AS held
     ) AS counted WHERE stop > begin`,
    { tenant, site, from, to, next, since, until },
  );
  if (row === undefined || row.ms === null) return undefined;
  const [paidUsdMsPerMwh, ms] = [Number(row.paid), Number(row.ms)];
  return { paidUsdMsPerMwh, ms, from: Number(row.first), to: Number(row.last) };
}

/**
 * Day-ahead prices of a site that hold at some time from `from` until before `to`, one after the other. Slots are at most an
 * hour long, so that nothing of the years before is looked at.
 */
export async function pricesAhead(
  database: Database,
  asked: { tenant: string; site: string; from: number; to: number },
): Promise<PowerPrice[]> {
  const rows = await database.all(
    `SELECT * FROM power_prices WHERE tenant = :tenant AND site = :site AND market = 'dayAhead'
       AND start_at > :earliest AND start_at < :to AND end_at > :from ORDER BY start_at, recorded_at`,
    { ...asked, earliest: asked.from - HOUR_MS },
  );
  return inTurn(rows.map(storedPrice)).filter(({ end }) => end > asked.from);
}

/** Slots of the tenth dearest hour, and of the least that makes a year of hours worth ranking. */
const TENTH_HOUR = 40;
const LEAST_SLOTS = 30 * 96;

/** What the tenth dearest hour of the last year cost at a site day ahead, by its quarter hours; undefined of under 30 days. */
export async function dearHourUsdPerMwh(
  database: Database,
  { tenant, site, now }: { tenant: string; site: string; now: number },
): Promise<number | undefined> {
  const year = `FROM power_prices WHERE tenant = :tenant AND site = :site AND market = 'dayAhead' AND start_at > :since`;
  const asked = { tenant, site, since: now - 365 * DAY_MS };
  const counted = await database.get(`SELECT count(*) AS count ${year}`, asked);
  if (Number(counted?.count) < LEAST_SLOTS) return undefined;
  const dearest = `SELECT usd_per_mwh ${year} ORDER BY usd_per_mwh DESC LIMIT ${TENTH_HOUR}`;
  return Number((await database.all(dearest, asked)).at(-1)!.usd_per_mwh);
}

const storedPrice = (row: Row): PowerPrice => ({
  site: String(row.site),
  start: Number(row.start_at),
  end: Number(row.end_at),
  endSaid: Number(row.end_said) === 1,
  usdPerMwh: Number(row.usd_per_mwh),
  source: String(row.source),
  byHand: Number(row.by_hand) === 1,
  recordedAt: Number(row.recorded_at),
});
