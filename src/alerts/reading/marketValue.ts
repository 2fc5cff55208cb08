import { marketMetrics } from '../rules/metrics.ts';
import type { MarketMetric } from '../rules/rule.ts';
import { hashpriceBtcOf, hashpriceOf, type MarketSample } from './sample.ts';

const values: Record<MarketMetric, (sample: MarketSample) => number | undefined> = {
  hashprice: (sample) => hashpriceOf(sample)?.usdPerPhDay,
  hashpriceBtc: hashpriceBtcOf,
  price: ({ priceUsd }) => priceUsd,
  difficulty: ({ difficulty }) => difficulty,
  hashrate: ({ networkHashrateEhPerS }) => networkHashrateEhPerS,
  feeShare({ subsidyBtc, feesBtcPerBlock }) {
    if (subsidyBtc === undefined || feesBtcPerBlock === undefined) return undefined;
    const rewardBtc = subsidyBtc + feesBtcPerBlock;
    return rewardBtc > 0 ? (feesBtcPerBlock / rewardBtc) * 100 : undefined;
  },
  nextRetarget: ({ nextRetargetPercent }) => nextRetargetPercent,
};

/** The value of a market metric in a sample, in the unit of its figure. Undefined: nobody has confirmed it. */
export const marketValue = (metric: MarketMetric, sample: MarketSample): number | undefined =>
  values[metric](sample);

/** The change from `past` in percent. Undefined where one of them is not known; for percentages, in points. */
export function changeOf(asked: {
  metric: MarketMetric;
  sample: MarketSample;
  past: MarketSample | undefined;
}): number | undefined {
  const { metric, sample, past } = asked;
  const now = marketValue(metric, sample);
  const then = past && marketValue(metric, past);
  if (now === undefined || then === undefined) return undefined;
  if (marketMetrics[metric].percent) return now - then;
  return then > 0 ? (now / then - 1) * 100 : undefined;
}
