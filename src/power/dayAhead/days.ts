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
  /** As the market sold power the day before, one after the other. */
  dayAhead: PowerPrice[];
}

const HOUR_MS = 3_600_000;
/** No day of today began longer ago. */
const LONGEST_MS = 26 * HOUR_MS;

/**
 * Of each site by its name: today, and tomorrow once its prices are known; days without day-ahead prices are left out,
 * and all sites where there is none.
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
  return new Map(
    sites.map(({ name, timeZone }) => {
      const own = inTurn(dayAhead.filter(isOf(name)));
      const today = localDay({ time: now, timeZone });
      const days = [today, dayAfter(today)];
      return [name, days.map((day) => within({ day, timeZone, dayAhead: own })).filter(isPriced)];
    }),
  );
}

const isOf =
  (name: string) =>
  ({ site }: PowerPrice): boolean =>
    site === siteKey(name);

function within(asked: { day: string; timeZone: string; dayAhead: PowerPrice[] }): PricedDay {
  const { day } = asked;
  const { from, to } = boundsOf(asked);
  const dayAhead = asked.dayAhead.filter(({ start, end }) => start < to && end > from);
  return { day, from, to, dayAhead };
}

/** Whether a price lies within the day. */
const isPriced = ({ from, to, dayAhead }: PricedDay): boolean =>
  dayAhead.some(({ start, end }) => start >= from && end <= to);
