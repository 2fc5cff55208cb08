import type { MarketSnapshot, SourceStatus } from '../../market/contract.ts';
import type { Circumstances } from './measure.ts';
import type { MarketSample } from './sample.ts';
import type { Samples } from './samples.ts';
import type { SiteCache } from './siteCache.ts';
import { troubledSources } from './sourceTrouble.ts';

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
}): Promise<Circumstances> {
  const { snapshot, sample, status, kept, sites, now, windowsMs } = asked;
  const { history } = snapshot;
  const past = new Map<number, MarketSample | undefined>();
  for (const ageMs of new Set(windowsMs)) past.set(ageMs, await kept.ago({ ageMs, now, history }));
  return {
    sample,
    past: (ageMs) => past.get(ageMs),
    troubledSources: troubledSources({ snapshot, status }),
    site: (tenant, name) => sites.get({ tenant, name, now }),
    sites: (tenant) => sites.all({ tenant, now }).map(({ site }) => site),
  };
}
