import { firedAlerts } from '../alerts/index.ts';
import type { DaySource } from '../answers/index.ts';
import { plansSince } from '../plans/index.ts';
import { powerOfDays, pricedDays } from '../power/index.ts';
import type { Database } from '../storage/database.ts';
import { tariffsOfSites } from '../tariffs/index.ts';
import type { DigestSources } from './compose.ts';

/** What digests are written from, as the database knows it. */
export function digestSources(asked: {
  database: Database;
  market: DigestSources['market'];
  siteStore: DigestSources['siteStore'];
  now: () => number;
  /** Where bills are computed. */
  threads: DaySource['threads'];
}): DigestSources {
  const { database, now, threads } = asked;
  return {
    ...asked,
    fired: firedAlerts({ database }),
    pricing: (tenant) => ({
      power: { ofDay: (sites) => powerOfDays({ tenant, sites, database, now: now() }) },
      tariffs: { ofSites: (sites) => tariffsOfSites({ tenant, sites, database }) },
      threads,
    }),
    pricedDays: (asked) => pricedDays({ ...asked, database, now: now() }),
    plansSince: async (asked) => (await plansSince(database, asked)).plans,
  };
}
