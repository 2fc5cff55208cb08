import type { Deal, DealReplay } from '../../economics/index.ts';

const USD_M = 1e6;

/** The lowest and the highest of what somebody expects; the same twice where it is one figure. */
export type Extent = readonly [low: number, high: number];

/** NOI of a year that the landlord expects, the average over the initial term, in USD. */
export interface SaidNoi {
  usdPerYear: Extent;
  /** Whether the landlord named a share of rent, and the amount follows from it. */
  fromMargin: boolean;
}

export function saidNoi(deal: Deal): SaidNoi | undefined {
  const { noiUsdMPerYear: noi, noiMarginPercent: margin } = deal;
  if (noi !== undefined) return { usdPerYear: [noi * USD_M, noi * USD_M], fromMargin: false };
  if (margin === undefined) return undefined;
  const rent = averageRentUsd(deal);
  return { usdPerYear: [(rent * margin[0]) / 100, (rent * margin[1]) / 100], fromMargin: true };
}

/** Rent of a year, the average over the initial term. */
export const averageRentUsd = ({ contractUsdM, termYears }: Deal): number =>
  (contractUsdM! * USD_M) / termYears!;

/**
 * The landlord's NOI over its capex: the lowest NOI over the highest capex, and the other way round. Undefined where it
 * did not name both, or capex of the GPUs alone.
 */
export function saidYieldPercent({ deal, replay }: { deal: Deal; replay: DealReplay }): Extent | undefined {
  const noi = saidNoi(deal);
  const { capexUsdMPerMw: capex } = deal;
  if (noi === undefined || capex === undefined || capex[0] === 0 || replay.use === 'gpuCloud')
    return undefined;
  const [low, high] = noi.usdPerYear;
  const usd = replay.criticalMw * USD_M;
  return [(low / (capex[1] * usd)) * 100, (high / (capex[0] * usd)) * 100];
}
