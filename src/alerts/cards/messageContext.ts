import { hashpriceMove } from '../../answers/market/hashpriceChange.ts';
import { sourceLines } from '../../answers/market/sources.ts';
import type { Part, SourceLine } from '../../chat/reply.ts';
import { combined, type Provenance } from '../../chat/show/figures.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import { payoutsOf } from '../reading/measure.ts';
import { hashpriceOf, type MarketSample } from '../reading/sample.ts';
import type { Payouts, SiteLine } from '../reading/siteLine.ts';

/** The market as the messages of one moment tell of it, worked out once for all of them. */
export interface MarketScene {
  now: number;
  snapshot: MarketSnapshot;
  sample: MarketSample;
  /** Where the figures come from. */
  from: Provenance;
  sources: SourceLine[];
  /** How hashprice moved over a day, and what moved it; empty where one of its parts is not known. */
  moved: Part[];
  payouts: Payouts | undefined;
  /** The estimate of the retarget before it happened, percent. */
  predictedRetargetPercent?: number | undefined;
}

/** What a message is written from: the market, and the sites of the tenant. */
export interface Scene extends MarketScene {
  lines: readonly SiteLine[];
}

export function marketScene(asked: {
  now: number;
  snapshot: MarketSnapshot;
  sample: MarketSample;
  /** The market a day ago, where it is known. */
  dayAgo: MarketSample | undefined;
  predictedRetargetPercent: number | undefined;
}): MarketScene {
  const { dayAgo, ...rest } = asked;
  const { snapshot, sample } = asked;
  const from = combined([snapshot.priceUsd, snapshot.chain, snapshot.fees]);
  const [before, after] = [dayAgo && hashpriceOf(dayAgo), hashpriceOf(sample)];
  const moved = before && after ? hashpriceMove({ before, after, span: '24 h', from }).parts : [];
  return { ...rest, from, sources: sourceLines({ snapshot }), moved, payouts: payoutsOf(sample) };
}
