import type { MarketSnapshot, SourceStatus } from '../../market/contract.ts';
import { pricesAhead } from '../../power/index.ts';
import { siteKey } from '../../sites/name.ts';
import type { Database } from '../../storage/database.ts';
import type { Circumstances } from './measure.ts';
import type { MarketSample } from './sample.ts';
import type { Samples } from './samples.ts';
import type { SiteCache } from './siteCache.ts';
import type { Ahead } from './siteNow.ts';
import { troubledSources } from './sourceTrouble.ts';

/** A run of dear hours is told whole if it ends within this. */
const AHEAD_MS = 36 * 3_600_000;

const placeOf = (tenant: string, site: string): string => JSON.stringify([tenant, site]);

/** What conditions are checked against at `now`. */
export async function circumstancesOf(asked: {
  snapshot: MarketSnapshot;
  sample: MarketSample;
  status: readonly SourceStatus[];
  kept: Samples;
  sites: SiteCache;
  now: number;
  /** How long ago conditions ask about; of other times nothing is known. */
  windowsMs: Iterable<number>;
  /** The sites, by their keys, of which conditions ask what power costs next. */
  ahead: { database: Database; of: Iterable<{ tenant: string; site: string }> };
}): Promise<Circumstances> {
  const { snapshot, sample, status, kept, sites, now, windowsMs } = asked;
  const { history } = snapshot;
  const past = new Map<number, MarketSample | undefined>();
  for (const ageMs of new Set(windowsMs)) past.set(ageMs, await kept.ago({ ageMs, now, history }));
  const ahead = new Map<string, Ahead>();
  const to = now + AHEAD_MS;
  for (const { tenant, site } of asked.ahead.of) {
    const sold = await pricesAhead(asked.ahead.database, { tenant, site, from: now, to });
    ahead.set(placeOf(tenant, site), await sites.ahead({ tenant, site, sold, now, to }));
  }
  return {
    sample,
    past: (ageMs) => past.get(ageMs),
    troubledSources: troubledSources({ snapshot, status }),
    site(tenant, name) {
      const site = sites.get({ tenant, name, now });
      const next = site && ahead.get(placeOf(tenant, siteKey(name)));
      return next ? { ...site, ahead: next } : site;
    },
    sites: (tenant) => sites.all({ tenant, now }).map(({ site }) => site),
  };
}
