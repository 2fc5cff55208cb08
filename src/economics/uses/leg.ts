/** The uses that megawatts can be put to. */
export type Use = 'mining' | 'colocation' | 'gpuCloud';

/** One use of some of a site's megawatts, month by month. Cash flow = NOI − capex + proceeds. */
export interface Leg {
  use: Use;
  /** At the meter. */
  grossMw: number;
  discountPercent: number;
  revenueUsd: Float64Array;
  /** Revenue less all operating costs. */
  noiUsd: Float64Array;
  capexUsd: Float64Array;
  /** What is sold, and prepayments. */
  proceedsUsd: Float64Array;
  /** For tax. */
  depreciationUsd: Float64Array;
  /** The part of the revenue that is fixed at forwards: it is discounted at a contracted rate. */
  contractedUsd: Float64Array;
  /** The part of the NOI and the proceeds that comes after the signed term. */
  beyondTermUsd: Float64Array;
}

export const zeros = (months: number): Float64Array => new Float64Array(months);

/** One amount for each of so many months; a loop, which typed arrays' own map is several times slower than. */
export function monthly(months: number, usd: (month: number) => number): Float64Array {
  const series = zeros(months);
  for (let month = 0; month < months; month++) series[month] = usd(month);
  return series;
}

/** Cash flow before tax and debt. */
export function cashFlowsUsd({ noiUsd, capexUsd, proceedsUsd }: Leg): Float64Array {
  return monthly(noiUsd.length, (month) => noiUsd[month]! - capexUsd[month]! + proceedsUsd[month]!);
}

/** What tax is on, before interest. */
export function profitUsd({ noiUsd, proceedsUsd, depreciationUsd }: Leg): Float64Array {
  return monthly(noiUsd.length, (month) => noiUsd[month]! + proceedsUsd[month]! - depreciationUsd[month]!);
}

/** Adds series of one length up, month by month; no series are `months` of nothing. */
export function addUp(series: readonly Float64Array[], months: number): Float64Array {
  const sum = zeros(months);
  for (const one of series) for (let month = 0; month < months; month++) sum[month]! += one[month]!;
  return sum;
}

/** Spreads an amount evenly over the months `from` … `to` − 1 that exist. */
export function spread(asked: { into: Float64Array; amount: number; from: number; to: number }): void {
  const { into, amount, from, to } = asked;
  const each = amount / (to - from);
  const end = Math.min(to, into.length);
  for (let month = from; month < end; month++) into[month]! += each;
}
