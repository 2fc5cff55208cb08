import type { MarketSnapshot, SourceStatus } from '../../market/contract.ts';
import type { Circumstances } from './measure.ts';
import type { MarketSample } from './sample.ts';
import type { Samples } from './samples.ts';
import type { SiteCache } from './siteCache.ts';
import { troubledSources } from './sourceTrouble.ts';

/** What conditions are checked against at `now`; the past is read when a condition asks for it, and once. */
export function circumstancesOf(asked: {
  snapshot: MarketSnapshot;
  sample: MarketSample;
  status: readonly SourceStatus[];
  kept: Samples;
  sites: SiteCache;
  now: number;
}): Circumstances {
  const { snapshot, sample, status, kept, sites, now } = asked;
  const past = new Map<number, MarketSample | undefined>();
  return {
    sample,
    past(ageMs) {
      if (!past.has(ageMs)) past.set(ageMs, kept.ago({ ageMs, now, history: snapshot.history }));
      return past.get(ageMs);
    },
    troubledSources: troubledSources({ snapshot, status }),
    site: (tenant, name) => sites.get({ tenant, name, now }),
    sites: (tenant) => sites.all({ tenant, now }).map(({ site }) => site),
  };
}
