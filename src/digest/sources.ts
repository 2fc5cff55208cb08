import { firedAlerts } from '../alerts/index.ts';
import { plansSince } from '../plans/index.ts';
import { powerOfDays, pricedDays } from '../power/index.ts';
import type { Database } from '../storage/database.ts';
import type { DigestSources } from './compose.ts';

/** What digests are written from, as the database knows it. */
export function digestSources(asked: {
  database: Database;
  market: DigestSources['market'];
  siteStore: DigestSources['siteStore'];
  now: () => number;
}): DigestSources {
  const { database, now } = asked;
  return {
    ...asked,
    fired: firedAlerts({ database }),
    powerOfDay: (asked) => powerOfDays({ ...asked, database, now: now() }),
    pricedDays: (asked) => pricedDays({ ...asked, database, now: now() }),
    plansSince: async (asked) => (await plansSince(database, asked)).plans,
  };
}
