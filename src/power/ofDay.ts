import { startOfDay } from '../common/localTime.ts';
import type { Site } from '../economics/index.ts';
import { siteKey } from '../sites/name.ts';
import type { Database } from '../storage/database.ts';
import { inTurn, type PowerPrice, pricesSince } from './prices.ts';
import { reportsOf } from './table.ts';

/** What power costs at a site on one day of its own, as far as it was reported. Prices in USD per MWh. */
export interface PowerOfDay {
  /**
   * Mean over the hours of the day until now for which a price is known, each by how long it held: reported ones, and
   * after one that was set by hand the site's own. Undefined where a feed said nothing on that day.
   */
  usdPerMwh?: number;
  hoursKnown: number;
  /** Those of them in which a reported price held. */
  hoursReported?: number | undefined;
  /** Whether a reported price held at some time of the day. */
  reportedToday?: boolean | undefined;
  /** Hours of the day until now. */
  hours: number;
  /** Who or what said the last of them, and of when that is. */
  source: string;
  observedAt: number;
  /** Somebody set it: the site's own price follows it. After a feed nothing is known. */
  byHand: boolean;
  /** The price in force now; undefined where what was reported has run out. */
  inForceUsdPerMwh?: number;
  /** When the last of them ran out, or will. */
  end: number;
}

const HOUR_MS = 3_600_000;
/** For so long it is said of a price that it has run out. */
const RECENT_MS = 7 * 24 * HOUR_MS;

/** What of a site a day's price depends on. */
export type PricedSite = Pick<Site, 'name' | 'timeZone' | 'powerPriceUsdPerMwh'>;

/** What power costs today at each of these sites of which something was reported lately, by the site's name. */
export async function powerOfDays(asked: {
  database: Database;
  tenant: string;
  sites: readonly PricedSite[];
  now: number;
}): Promise<Map<string, PowerOfDay>> {
  const { database, tenant, sites, now } = asked;
  const reported = sites.length === 0 ? [] : await reportsOf(database, tenant);
  if (reported.length === 0) return new Map();
  // What was reported before a report was taken away is history, and of no day's price.
  const keys = new Set(reported.map(({ site }) => site));
  const prices = await pricesSince(database, { tenant, market: 'live', since: now - RECENT_MS });
  const bySite = Map.groupBy(prices, ({ site }) => site);
  return new Map(
    sites.flatMap(({ name, timeZone, powerPriceUsdPerMwh: ownUsdPerMwh }) => {
      const prices = bySite.get(siteKey(name));
      if (prices === undefined || !keys.has(siteKey(name))) return [];
      const ofDay = powerOfDay({ prices, ownUsdPerMwh, dayStart: startOfDay({ time: now, timeZone }), now });
      return ofDay ? [[name, ofDay] as const] : [];
    }),
  );
}

/**
 * The price of a day that began at `dayStart`, until `now`, of the prices that were reported of one site. Undefined where
 * there are none until now.
 */
export function powerOfDay(asked: {
  prices: readonly PowerPrice[];
  ownUsdPerMwh: number;
  dayStart: number;
  now: number;
}): PowerOfDay | undefined {
  const { dayStart, now, ownUsdPerMwh } = asked;
  const begun = inTurn(asked.prices).filter(({ start }) => start <= now);
  const last = begun.at(-1);
  if (last === undefined) return undefined;
  const known = begun.flatMap((price, at) => [
    { ...price, isReported: true },
    ...(price.byHand
      ? [{ start: price.end, end: begun[at + 1]?.start ?? now, usdPerMwh: ownUsdPerMwh, isReported: false }]
      : []),
  ]);
  const held = known
    .map(({ start, end, ...price }) => ({ ...price, ms: Math.min(end, now) - Math.max(start, dayStart) }))
    .filter(({ ms }) => ms > 0);
  const msOf = (prices: typeof held) => prices.reduce((sum, price) => sum + price.ms, 0);
  const ms = msOf(held);
  const paid = held.reduce((sum, price) => sum + price.usdPerMwh * price.ms, 0);
  const inForce = now < last.end ? last.usdPerMwh : undefined;
  // What has just been said has held for no time yet, and is all that is known.
  const usdPerMwh = ms === 0 ? inForce : paid / ms;
  return {
    ...(usdPerMwh !== undefined && { usdPerMwh }),
    hoursKnown: ms / HOUR_MS,
    hoursReported: msOf(held.filter(({ isReported }) => isReported)) / HOUR_MS,
    reportedToday: last.end > dayStart,
    hours: (now - dayStart) / HOUR_MS,
    source: last.source,
    observedAt: last.start,
    byHand: last.byHand,
    ...(inForce !== undefined && { inForceUsdPerMwh: inForce }),
    end: last.end,
  };
}
