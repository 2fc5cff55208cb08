import { startOfDay } from '../common/localTime.ts';
import type { Site } from '../economics/index.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import { type PowerPrice, pricesSince } from './prices.ts';

/** What power costs at a site on one day of its own, as far as it was reported. Prices in USD per MWh. */
export interface PowerOfDay {
  /**
   * Mean over the hours of the day until now for which a price is known, each by how long it held. Undefined where none
   * is: what was reported had run out before.
   */
  usdPerMwh?: number;
  hoursKnown: number;
  /** Hours of the day until now. */
  hours: number;
  /** Who or what said the last of them, and of when that is. */
  source: string;
  observedAt: number;
  /** The price in force now; undefined where what was reported has run out. */
  inForceUsdPerMwh?: number;
  /** When the last of them ran out, or will. */
  end: number;
}

const HOUR_MS = 3_600_000;
/** For so long it is said of a price that it has run out. */
const RECENT_MS = 7 * 24 * HOUR_MS;

/** What power costs today at each of these sites of which something was reported lately, by the site's name. */
export async function powerOfDays(asked: {
  database: Database;
  tenant: string;
  sites: readonly Pick<Site, 'name' | 'timeZone'>[];
  now: number;
}): Promise<Map<string, PowerOfDay>> {
  const { database, tenant, sites, now } = asked;
  if (sites.length === 0) return new Map();
  const bySite = Map.groupBy(
    await pricesSince(database, { tenant, since: now - RECENT_MS }),
    ({ site }) => site,
  );
  return new Map(
    sites.flatMap(({ name, timeZone }) => {
      const prices = bySite.get(siteKey(name));
      const dayStart = prices && startOfDay({ time: now, timeZone });
      const ofDay = prices && powerOfDay({ prices, dayStart: dayStart!, now });
      return ofDay ? [[name, ofDay] as const] : [];
    }),
  );
}

/** One after the other: a later one ends what was said before, and of two with one start the later kept counts. */
export function inTurn(prices: readonly PowerPrice[]): PowerPrice[] {
  const sorted = prices.toSorted((a, b) => a.start - b.start || a.recordedAt - b.recordedAt);
  const last = sorted.filter(({ start }, at) => sorted[at + 1]?.start !== start);
  return last.map((price, at) => ({ ...price, end: Math.min(price.end, last[at + 1]?.start ?? price.end) }));
}

/**
 * The price of a day that began at `dayStart`, until `now`, of the prices of one site. Undefined where there are none
 * until now.
 */
export function powerOfDay(asked: {
  prices: readonly PowerPrice[];
  dayStart: number;
  now: number;
}): PowerOfDay | undefined {
  const { dayStart, now } = asked;
  const begun = inTurn(asked.prices).filter(({ start }) => start <= now);
  const last = begun.at(-1);
  if (last === undefined) return undefined;
  const held = begun
    .filter(({ end }) => end > dayStart)
    .map(({ start, end, usdPerMwh }) => ({ usdPerMwh, ms: Math.min(end, now) - Math.max(start, dayStart) }));
  const ms = held.reduce((sum, price) => sum + price.ms, 0);
  const paid = held.reduce((sum, price) => sum + price.usdPerMwh * price.ms, 0);
  // What has just been said has held for no time yet, and is all that is known.
  const mean = ms === 0 ? last.usdPerMwh : paid / ms;
  return {
    ...(held.length > 0 && { usdPerMwh: mean }),
    hoursKnown: ms / HOUR_MS,
    hours: (now - dayStart) / HOUR_MS,
    source: last.source,
    observedAt: last.start,
    ...(now < last.end && { inForceUsdPerMwh: last.usdPerMwh }),
    end: last.end,
  };
}
