import { type DaySource, type MeterDay, meterDay, onMarket, slotsOf } from '../answers/index.ts';
import { boundsOf, dayAfter, firstMoment, localDay } from '../common/localTime.ts';
import type { Site } from '../economics/index.ts';
import { inTurn, type PowerPrice, type PricedDay } from '../power/index.ts';
import { siteKey } from '../sites/name.ts';

/** Whose market publishes the next day's prices at about noon: then a tariff that knows every day is told of it too. */
const NOON = 12 * 60;

/**
 * Today and tomorrow of each site by its name, with what power costs as far as it is known: days with day-ahead prices, and of
 * a site with a tariff both.
 */
export async function planDays(asked: {
  sites: readonly Site[];
  now: number;
  /** Those with day-ahead prices. */
  priced: ReadonlyMap<string, readonly PricedDay[]>;
  /** As power was reported at all sites since their today began. */
  live: readonly PowerPrice[];
  pricing: DaySource;
}): Promise<Map<string, readonly MeterDay[]>> {
  const { sites, now, priced, pricing } = asked;
  const reported = Map.groupBy(asked.live, ({ site }) => site);
  const tariffs = await pricing.tariffs.ofSites(sites.map(({ name }) => name));
  const found = await Promise.all(
    sites.map(async (site) => {
      const { name, timeZone } = site;
      const own = priced.get(name) ?? [];
      const today = localDay({ time: now, timeZone });
      const both = [today, dayAfter(today)].map(
        (day) => own.find((one) => one.day === day) ?? { day, ...boundsOf({ day, timeZone }), dayAhead: [] },
      );
      const days = tariffs.has(name) ? both : own;
      const { compute } = pricing.threads;
      const live = inTurn(reported.get(siteKey(name)) ?? []);
      const of = { site, tariffs: tariffs.get(name), compute, live, now };
      return [name, await Promise.all(days.map((day) => meterDay({ ...of, day })))] as const;
    }),
  );
  return new Map(found);
}

/** The latest of a site's days of which it is known what power costs; undefined where there is none. */
export function latestDay(asked: {
  days: readonly MeterDay[] | undefined;
  site: Site;
  now: number;
}): MeterDay | undefined {
  const { days = [], site, now } = asked;
  const { timeZone } = site;
  const today = localDay({ time: now, timeZone });
  const isEarly = () => now < firstMoment({ day: today, minuteOfDay: NOON, timeZone });
  return days.findLast(
    (day) => slotsOf(day).length > 0 && (onMarket(day) || day.day === today || !isEarly()),
  );
}
