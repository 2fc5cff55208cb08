import { monthNumber } from '../month.ts';
import { type Bill, type BillTerms, biller } from './bill.ts';
import { NEXT_TO_NONE } from './lines.ts';
import type { Load } from './load.ts';
import { volumetricUsdPerMwh } from './volumetric.ts';

/** What a MWh counts by volume in one interval after the other, from `start` on (Unix milliseconds). */
export interface IntervalPrices {
  start: number;
  usdPerMwh: Float64Array;
}

/** What power costs over some months, by the load's own MWh. */
export interface PlanPrice {
  /** Of these months. */
  bills: readonly Bill[];
  /** The bills ÷ energy: what a site's breakeven is held against. */
  allInUsdPerMwh: number;
  /** The mean, weighted by the load, of what a MWh counts by volume: what a machine's breakeven is held against; undefined where an index price is not known. */
  volumetricUsdPerMwh: number | undefined;
  /** The same of each interval of these months. */
  prices: IntervalPrices | undefined;
  /** What the bills lack, because it is not known. */
  missing: readonly string[];
}

/**
 * The price to plan with, of the months of a load from `since` on; those before it are there to be looked back at. Undefined
 * where the load draws nothing in them. @throws RangeError
 */
export function planPrice({
  since,
  load,
  ...terms
}: BillTerms & { since: string; load: Load }): PlanPrice | undefined {
  const { calendar, bills } = biller(terms);
  const counted = bills(load).filter(({ month }) => month >= since);
  const sum = (of: (bill: Bill) => number) => counted.reduce((total, bill) => total + of(bill), 0);
  const energyKwh = sum((bill) => bill.energyKwh);
  if (energyKwh < NEXT_TO_NONE) return undefined;
  const first = calendar.slices.find(({ month }) => month >= monthNumber(since))!.first;
  const usdPerMwh = volumetricUsdPerMwh({ ...terms, load }).slice(first);
  const { start, intervalMinutes } = terms.grid;
  const isKnown = !usdPerMwh.some(Number.isNaN);
  const mwhPerKw = intervalMinutes / 60 / 1000;
  const volumetricUsd = usdPerMwh.reduce(
    (sum, price, at) => sum + price * load.kw[first + at]! * mwhPerKw,
    0,
  );
  return {
    bills: counted,
    allInUsdPerMwh: (sum((bill) => bill.totalUsd) / energyKwh) * 1000,
    volumetricUsdPerMwh: isKnown ? (volumetricUsd / energyKwh) * 1000 : undefined,
    prices: isKnown ? { start: start + first * intervalMinutes * 60_000, usdPerMwh } : undefined,
    missing: [...new Set(counted.flatMap(({ missing }) => missing))],
  };
}
