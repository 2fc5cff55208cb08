import { firedAlerts } from '../alerts/index.ts';
import type { Compute } from '../compute/threads.ts';
import { plansSince } from '../plans/index.ts';
import { pricedDays } from '../power/index.ts';
import type { Database } from '../storage/database.ts';
import type { DigestSources } from './compose.ts';
import { pricingOf } from './pricing.ts';

/** What digests are written from, as the database knows it. */
export function digestSources(asked: {
  database: Database;
  market: DigestSources['market'];
  siteStore: DigestSources['siteStore'];
  now: () => number;
  /** Where bills are computed. */
  compute: Compute;
}): DigestSources {
  const { database, now, compute } = asked;
  return {
    ...asked,
    fired: firedAlerts({ database }),
    pricing: pricingOf({ database, now, compute }),
    pricedDays: (asked) => pricedDays({ ...asked, database, now: now() }),
    plansSince: async (asked) => (await plansSince(database, asked)).plans,
  };
}
