import { setImmediate as breathe } from 'node:timers/promises';
import { memoize } from '../common/memoize.ts';
import type { Site } from '../economics/index.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import { type PriceSum, priceStart, pricesMark, sumOfPrices } from './prices.ts';
import { reportsOf } from './table.ts';

/** What power cost at a site over the twelve months until now, as far as it was reported. */
export interface PowerOfYear {
  /** Mean of the hours for which a price was reported, each price by how long it held. */
  usdPerMwh: number;
  hoursKnown: number;
  /** When the first of these hours began and the last ended, Unix milliseconds. */
  from: number;
  to: number;
  /** Who or what reports the prices now. */
  source: string;
}

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** So much of the ledger is added up in one turn: of a feed that changes each minute some fourteen hundred prices. */
const TURN_MS = 24 * HOUR_MS;
/** Sums of days that are over, of some fifty sites. */
const MOST_SUMS = 20_000;
/** By day and by what marks its prices, so that whatever is corrected, renamed or taken away is added up again. */
const sumsKept = memoize((_: Database) => new Map<string, PriceSum | undefined>());

/**
 * What power cost over a year at each of these sites that has a report, by the site's name. A site whose report was taken
 * away has none, and hours after a price that was set by hand are not known.
 */
export async function powerOfYears(asked: {
  database: Database;
  tenant: string;
  sites: readonly Pick<Site, 'name'>[];
  now: number;
}): Promise<Map<string, PowerOfYear>> {
  const { database, tenant, sites, now } = asked;
  const reports = new Map((await reportsOf(database, tenant)).map((report) => [report.site, report]));
  const found = new Map<string, PowerOfYear>();
  for (const { name } of sites) {
    const site = siteKey(name);
    const report = reports.get(site);
    const sum = report && (await sumOfYear({ database, tenant, site, now }));
    if (!sum || sum.ms === 0) continue;
    const { paidUsdMsPerMwh, ms, from, to } = sum;
    const usdPerMwh = paidUsdMsPerMwh / ms;
    found.set(name, { usdPerMwh, hoursKnown: ms / HOUR_MS, from, to, source: report.source });
  }
  return found;
}

async function sumOfYear(asked: { database: Database; tenant: string; site: string; now: number }) {
  const { database, tenant, site, now } = asked;
  const since = now - YEAR_MS;
  const sums: PriceSum[] = [];
  const of = { tenant, site };
  const held = await priceStart(database, { ...of, side: 'until', time: since });
  let from = held ?? (await priceStart(database, { ...of, side: 'from', time: since }));
  while (from !== undefined && from < now) {
    const to = Math.min((Math.floor(from / TURN_MS) + 1) * TURN_MS, now);
    const next = await priceStart(database, { ...of, side: 'from', time: to });
    const day = { ...of, from, to, next: next ?? now, since, until: now };
    const isOver = from >= since && next !== undefined && next <= now;
    const sum = await (isOver ? keptSum : sumOfPrices)(database, day);
    if (sum) sums.push(sum);
    from = next;
    await breathe();
  }
  return {
    paidUsdMsPerMwh: sums.reduce((total, sum) => total + sum.paidUsdMsPerMwh, 0),
    ms: sums.reduce((total, sum) => total + sum.ms, 0),
    from: Math.min(...sums.map((sum) => sum.from)),
    to: Math.max(...sums.map((sum) => sum.to)),
  };
}

/** The sum of a day that is over, which the times that are asked about cut nothing off. */
async function keptSum(
  database: Database,
  day: Parameters<typeof sumOfPrices>[1],
): Promise<PriceSum | undefined> {
  const { tenant, site, from, to, next } = day;
  const key = JSON.stringify([tenant, site, from, to, next, await pricesMark(database, day)]);
  const kept = sumsKept(database);
  if (kept.has(key)) return kept.get(key);
  const sum = await sumOfPrices(database, day);
  kept.set(key, sum);
  if (kept.size > MOST_SUMS) kept.delete(kept.keys().next().value!);
  return sum;
}
