import type { Metric } from '../../chat/show/metrics.ts';
import type { MarketMetric, SiteMeasure } from './rule.ts';

/** A market metric as alerts name and show it. */
interface MarketMetricSpec {
  /** As a sentence names it. */
  name: string;
  /** As its values are shown. */
  figure: Metric;
  /** As a change of it is shown. */
  change: Metric;
  /** A percentage already: it changes in points. */
  percent: boolean;
}

export const marketMetrics: Record<MarketMetric, MarketMetricSpec> = {
  hashprice: {
    name: 'hashprice',
    figure: 'hashpriceUsdPerPhDay',
    change: 'hashpriceChangePercent',
    percent: false,
  },
  hashpriceBtc: {
    name: 'hashprice in BTC',
    figure: 'hashpriceBtcPerPhDay',
    change: 'hashpriceChangePercent',
    percent: false,
  },
  price: { name: 'BTC price', figure: 'btcPriceUsd', change: 'btcPriceChangePercent', percent: false },
  difficulty: {
    name: 'difficulty',
    figure: 'difficulty',
    change: 'difficultyChangePercent',
    percent: false,
  },
  hashrate: {
    name: 'network hashrate',
    figure: 'networkHashrateEhPerS',
    change: 'networkHashrateChangePercent',
    percent: false,
  },
  feeShare: {
    name: 'fee share',
    figure: 'feeSharePercent',
    change: 'percentageChangePoints',
    percent: true,
  },
  nextRetarget: {
    name: 'next retarget',
    figure: 'nextRetargetChangePercent',
    change: 'percentageChangePoints',
    percent: true,
  },
};

/** What is measured at a site, as alerts name and show it. */
export const siteMeasures: Record<SiteMeasure, { name: string; figure: Metric }> = {
  margin: { name: 'margin', figure: 'marginUsdPerDay' },
  marginPercent: { name: 'margin of revenue', figure: 'marginPercent' },
  headroom: { name: 'headroom', figure: 'headroomPercent' },
  power: { name: 'power price', figure: 'powerPriceUsdPerMwh' },
};
