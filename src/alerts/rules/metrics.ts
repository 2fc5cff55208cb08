import type { Metric } from '../../chat/show/metrics.ts';
import { hashpriceBtcOf, hashpriceOf, type MarketSample } from '../reading/sample.ts';
import type { MarketMetric } from './rule.ts';

/** A market metric as alerts know it. */
interface MarketMetricSpec {
  /** As a sentence names it. */
  name: string;
  /** As its values are shown. */
  figure: Metric;
  /** Recovery bands: 2 % of the limit, or one point for what is a percentage already. */
  percent: boolean;
  of(sample: MarketSample): number | undefined;
}

export const marketMetrics: Record<MarketMetric, MarketMetricSpec> = {
  hashprice: {
    name: 'hashprice',
    figure: 'hashpriceUsdPerPhDay',
    percent: false,
    of: (sample) => hashpriceOf(sample)?.usdPerPhDay,
  },
  hashpriceBtc: {
    name: 'hashprice in BTC',
    figure: 'hashpriceBtcPerPhDay',
    percent: false,
    of: hashpriceBtcOf,
  },
  price: { name: 'BTC price', figure: 'btcPriceUsd', percent: false, of: ({ priceUsd }) => priceUsd },
  difficulty: {
    name: 'difficulty',
    figure: 'difficulty',
    percent: false,
    of: ({ difficulty }) => difficulty,
  },
  hashrate: {
    name: 'network hashrate',
    figure: 'networkHashrateEhPerS',
    percent: false,
    of: ({ networkHashrateEhPerS }) => networkHashrateEhPerS,
  },
  feeShare: {
    name: 'fee share',
    figure: 'feeSharePercent',
    percent: true,
    of({ subsidyBtc, feesBtcPerBlock }) {
      if (subsidyBtc === undefined || feesBtcPerBlock === undefined) return undefined;
      const rewardBtc = subsidyBtc + feesBtcPerBlock;
      return rewardBtc > 0 ? (feesBtcPerBlock / rewardBtc) * 100 : undefined;
    },
  },
  nextRetarget: {
    name: 'next retarget',
    figure: 'nextRetargetChangePercent',
    percent: true,
    of: ({ nextRetargetPercent }) => nextRetargetPercent,
  },
};

/** The change from `past` in percent. Undefined where one of them is not known; for percentages, in points. */
export function changeOf(asked: {
  metric: MarketMetric;
  sample: MarketSample;
  past: MarketSample | undefined;
}): number | undefined {
  const { of, percent } = marketMetrics[asked.metric];
  const now = of(asked.sample);
  const then = asked.past && of(asked.past);
  if (now === undefined || then === undefined) return undefined;
  if (percent) return now - then;
  return then > 0 ? (now / then - 1) * 100 : undefined;
}
