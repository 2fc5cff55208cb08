import { hashpriceMove } from '../../answers/market/hashpriceChange.ts';
import { sourceLines } from '../../answers/market/sources.ts';
import type { Part, SourceLine } from '../../chat/reply.ts';
import { combined, type Provenance } from '../../chat/show/figures.ts';
import type { MarketSnapshot } from '../../market/contract.ts';
import { payoutsOf } from '../reading/measure.ts';
import { hashpriceOf, type MarketSample } from '../reading/sample.ts';
import type { Samples } from '../reading/samples.ts';
import type { Payouts, SiteLine } from '../reading/siteLine.ts';

/** The market as the messages of one moment tell of it, worked out once for all of them. */
interface MarketContext {
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
export interface MessageContext extends MarketContext {
  lines: readonly SiteLine[];
}

/** The contexts of a moment's messages: the market is told of when somebody is told of it. */
export function messageContexts(asked: {
  now: number;
  snapshot: MarketSnapshot;
  sample: MarketSample;
  /** What is remembered of before. */
  kept: Pick<Samples, 'ago' | 'latest'>;
  lines(tenant: string): Promise<readonly SiteLine[]>;
}): (tenant: string) => Promise<MessageContext> {
  let market: MarketContext | undefined;
  return async (tenant) => {
    market ??= await marketContext(asked);
    return { ...market, lines: await asked.lines(tenant) };
  };
}

const DAY_MS = 86_400_000;

async function marketContext(asked: Parameters<typeof messageContexts>[0]): Promise<MarketContext> {
  const { now, snapshot, sample, kept } = asked;
  const from = combined([snapshot.priceUsd, snapshot.chain, snapshot.fees]);
  const dayAgo = await kept.ago({ ageMs: DAY_MS, now, history: snapshot.history });
  const [before, after] = [dayAgo && hashpriceOf(dayAgo), hashpriceOf(sample)];
  const moved = before && after ? hashpriceMove({ before, after, span: '24 h', from }).parts : [];
  const predictedRetargetPercent = (await kept.latest())?.nextRetargetPercent;
  const rest = { sources: sourceLines({ snapshot }), moved, payouts: payoutsOf(sample) };
  return { now, snapshot, sample, from, predictedRetargetPercent, ...rest };
}
