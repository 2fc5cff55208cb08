import { firedAlerts } from '../alerts/index.ts';
import type { Compute } from '../compute/threads.ts';
import { plansSince } from '../plans/index.ts';
import { pricedDays, pricesSince } from '../power/index.ts';
import type { Database } from '../storage/database.ts';
import type { DigestSources } from './compose.ts';
import { planDays } from './planDays.ts';
import { pricingOf } from './pricing.ts';

/** What held since today began is in today's plan; no day of today began longer ago. */
const LONGEST_DAY_MS = 26 * 3_600_000;

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
  const pricing = pricingOf({ database, now, compute });
  return {
    ...asked,
    fired: firedAlerts({ database }),
    pricing,
    planDays: async ({ tenant, sites }) => {
      const at = now();
      const priced = await pricedDays({ tenant, sites, database, now: at });
      const live = await pricesSince(database, { tenant, market: 'live', since: at - LONGEST_DAY_MS });
      return planDays({ sites, now: at, priced, live, pricing: pricing(tenant) });
    },
    plansSince: async (asked) => (await plansSince(database, asked)).plans,
  };
}
