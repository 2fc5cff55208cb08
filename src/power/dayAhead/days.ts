import { boundsOf, dayAfter, localDay } from '../../common/localTime.ts';
import type { Site } from '../../economics/index.ts';
import { siteKey } from '../../sites/name.ts';
import type { Database } from '../../storage/database.ts';
import { inTurn, type PowerPrice, pricesSince } from '../prices.ts';

/** A day of a site's own calendar from its first moment until the next day's, with the prices that hold in it. */
export interface PricedDay {
  /** `2026-07-14` */
  day: string;
  from: number;
  to: number;
  /** As the market sold power the day before, and as it was reported when it was used: one after the other. */
  dayAhead: PowerPrice[];
  live: PowerPrice[];
}

const HOUR_MS = 3_600_000;
/** No day of yesterday began longer ago. */
const LONGEST_MS = 50 * HOUR_MS;

/**
 * Of each site by its name: yesterday and today, and tomorrow once its prices are known; days without day-ahead prices
 * are left out, and sites without any.
 */
export async function pricedDays(asked: {
  database: Database;
  tenant: string;
  sites: readonly Pick<Site, 'name' | 'timeZone'>[];
  now: number;
}): Promise<Map<string, PricedDay[]>> {
  const { database, tenant, sites, now } = asked;
  const since = now - LONGEST_MS;
  const dayAhead = await pricesSince(database, { tenant, market: 'dayAhead', since });
  if (dayAhead.length === 0) return new Map();
  const live = await pricesSince(database, { tenant, market: 'live', since });
  return new Map(
    sites.map(({ name, timeZone }) => {
      const own = { dayAhead: inTurn(dayAhead.filter(isOf(name))), live: inTurn(live.filter(isOf(name))) };
      const today = localDay({ time: now, timeZone });
      const days = [-1, 0, 1].map((after) => dayAfter(today, after));
      return [name, days.map((day) => within({ day, timeZone, ...own })).filter(isPriced)];
    }),
  );
}

const isOf =
  (name: string) =>
  ({ site }: PowerPrice): boolean =>
    site === siteKey(name);

function within(asked: {
  day: string;
  timeZone: string;
  dayAhead: PowerPrice[];
  live: PowerPrice[];
}): PricedDay {
  const { day, dayAhead, live } = asked;
  const { from, to } = boundsOf(asked);
  const held = (prices: PowerPrice[]) => prices.filter(({ start, end }) => start < to && end > from);
  return { day, from, to, dayAhead: held(dayAhead), live: held(live) };
}

/** Whether a price lies within the day. */
const isPriced = ({ from, to, dayAhead }: PricedDay): boolean =>
  dayAhead.some(({ start, end }) => start >= from && end <= to);
