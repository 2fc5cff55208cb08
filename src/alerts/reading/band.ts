import { marketMetrics } from '../rules/metrics.ts';
import type { MarketMetric } from '../rules/rule.ts';

/**
 * The recovery band: how far beyond its limit a value has to come back before a rule has recovered, so that a value
 * that trembles at its limit is told of once. Nowhere else is it known how wide it is.
 */

const SHARE = 0.02;
/** Percentage points, for what is a percentage already. */
export const POINTS_BAND = 1;

/** 2 % of the limit, or one point for what is a percentage already; in the unit of the metric. */
export function marketBand({ metric, limit }: { metric: MarketMetric; limit: number }): number {
  return marketMetrics[metric].percent ? POINTS_BAND : SHARE * Math.abs(limit);
}

/** One point; a change of less than that recovers when all of it is gone. */
export const changeBand = (percent: number): number => Math.min(POINTS_BAND, percent);

/** 2 % of the revenue: a margin has no size of its own near 0. In the unit of the revenue. */
export const marginBand = (revenue: number): number => SHARE * revenue;

/** 2 % of a power price, USD per MWh. */
export const powerBand = (limitUsdPerMwh: number): number => SHARE * Math.abs(limitUsdPerMwh);

/** The breakevens, USD per MWh, whose own band ends at the price that is paid: for either sign of it. */
export const breakevensAtBand = (paidUsdPerMwh: number): number[] => [
  paidUsdPerMwh / (1 - SHARE),
  paidUsdPerMwh / (1 + SHARE),
];
