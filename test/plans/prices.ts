import { boundsOf } from '../../src/common/localTime.ts';
import { plansSince } from '../../src/plans/index.ts';
import { recordDayAhead, recordPrice } from '../../src/power/prices.ts';
import type { Database } from '../../src/storage/database.ts';
import { tenant, testDigests } from '../digest/digests.ts';
import { testSite } from '../support/testSite.ts';

const HOUR_MS = 3_600_000;
export const site = testSite({ timeZone: 'America/Chicago' });
const place = { tenant, site: 'rockdale' };
const midnight = boundsOf({ day: '2026-04-20', timeZone: site.timeZone }).from;

/** A moment so many hours after the site's midnight before 20 April 2026. */
export const hourOf = (hour: number): number => midnight + hour * HOUR_MS;

/** A clock that is set by hand, also far ahead. */
export function wallClock(hour: number) {
  let time = hourOf(hour);
  return {
    now: () => time,
    set: (to: number) => {
      time = to;
    },
  };
}

/** Day-ahead prices of some hours, two days unless said otherwise: dear from 18:00 to 19:00. */
export async function sell(asked: {
  database: Database;
  from?: number;
  hours?: number;
  dear?: number;
  keptAt: number;
}): Promise<void> {
  const { database, from = hourOf(0), hours = 48, dear = 400, keptAt } = asked;
  const slots = Array.from({ length: hours * 4 }, (_, quarter) => ({
    start: from + (quarter / 4) * HOUR_MS,
    end: from + ((quarter + 1) / 4) * HOUR_MS,
    value: Math.floor(quarter / 4) % 24 === 18 ? dear : 20,
  }));
  await recordDayAhead(database, { ...place, slots, source: 'a market', at: keptAt });
}

/** What power cost in an hour when it was used, as a feed said. */
export const pay = (database: Database, hour: number, usdPerMwh: number): Promise<void> =>
  recordPrice(database, {
    ...place,
    name: site.name,
    url: 'https://example.com/',
    source: 'a feed',
    priceUsdPerMwh: usdPerMwh,
    observedAt: hourOf(hour),
    answeredAt: hourOf(hour + 0.9),
  });

/** Two processes on one database. */
export const replicas = (database: Database, now: () => number) =>
  [1, 2].map(() => testDigests({ database, now, sites: [{ site, version: 1, updatedAt: 0, demo: false }] }));

export const kept = async (database: Database) => (await plansSince(database, { tenant, since: 0 })).plans;
