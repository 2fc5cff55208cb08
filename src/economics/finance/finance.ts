import { expm1 } from '../elementary/exp.ts';
import { log1p } from '../elementary/log.ts';
import { power } from '../elementary/power.ts';
import { checkRange, isWithin, outOfRange, type Range } from '../range.ts';

const MONTHS_PER_YEAR = 12;
const DISCOUNT_RANGE: Range = { min: -90, max: 1000, unit: '% a year' };
const FLOW_RANGE: Range = { min: -1e15, max: 1e15, unit: 'USD' };
const MONTHS_RANGE: Range = { min: 1, max: 1200, unit: 'months' };

/** Amounts in USD by month, the first at the end of month 1; what is paid out is negative. */
export type MonthlyUsd = ArrayLike<number>;

/** Refuses flows that cannot be added up: none, more than 1,200 months, or beyond ±1e15 USD. @throws RangeError */
export function checkFlows(flowsUsd: MonthlyUsd): void {
  checkRange({ field: 'flowsUsd.length', value: flowsUsd.length, ...MONTHS_RANGE });
  for (let month = 0; month < flowsUsd.length; month++) {
    const value = flowsUsd[month];
    if (!isWithin(FLOW_RANGE, value)) throw outOfRange({ field: 'flowsUsd', value, ...FLOW_RANGE });
  }
}

/** What a month of waiting does to an amount: (1 + r)^(−1/12). `discountPercent` −90…1,000 a year. @throws RangeError */
export function monthlyDiscountFactor({ discountPercent }: { discountPercent: number }): number {
  checkRange({ field: 'discountPercent', value: discountPercent, ...DISCOUNT_RANGE });
  return power(1 + discountPercent / 100, -1 / MONTHS_PER_YEAR);
}

/** Net present value of flows at month ends, discounted by (1 + r)^(1/12) a month. @throws RangeError */
export function npv(asked: { flowsUsd: MonthlyUsd; discountPercent: number }): number {
  const { flowsUsd, discountPercent } = asked;
  checkFlows(flowsUsd);
  return presentValue({ flowsUsd, factor: monthlyDiscountFactor({ discountPercent }) });
}

/** Horner's rule from the last month back. Nothing is checked: for flows that were. */
export function presentValue({ flowsUsd, factor }: { flowsUsd: MonthlyUsd; factor: number }): number {
  let value = 0;
  for (let month = flowsUsd.length - 1; month >= 0; month--) value = (value + flowsUsd[month]!) * factor;
  return value;
}

/** Present values of the flows of each twelve months; they add up to the NPV. @throws RangeError */
export function presentByYear(asked: { flowsUsd: MonthlyUsd; discountPercent: number }): number[] {
  const flowsUsd = Float64Array.from(asked.flowsUsd);
  checkFlows(flowsUsd);
  const factor = monthlyDiscountFactor(asked);
  return Array.from({ length: Math.ceil(flowsUsd.length / MONTHS_PER_YEAR) }, (_, year) => {
    const from = year * MONTHS_PER_YEAR;
    const of = flowsUsd.subarray(from, from + MONTHS_PER_YEAR);
    return presentValue({ flowsUsd: of, factor }) * power(factor, from);
  });
}

/** Present value of 1 at the end of each of `periods` (1…1,200) at a rate per period (−50…100 %). @throws RangeError */
export function annuityFactor(asked: { ratePercentPerPeriod: number; periods: number }): number {
  const { ratePercentPerPeriod, periods } = asked;
  const range = { min: -50, max: 100, unit: '% per period' };
  checkRange({ field: 'ratePercentPerPeriod', value: ratePercentPerPeriod, ...range });
  checkRange({ field: 'periods', value: periods, ...MONTHS_RANGE, unit: 'periods' });
  const rate = ratePercentPerPeriod / 100;
  return rate === 0 ? periods : -expm1(-periods * log1p(rate)) / rate;
}

/**
 * Rent of the first year when `totalUsd` (0…1e13) is paid over `termYears` (whole, 1…50) with a yearly escalator
 * (−20…50 %): total ÷ Σ (1 + e)^k. @throws RangeError
 */
export function firstYearRentUsd(asked: {
  totalUsd: number;
  termYears: number;
  escalatorPercentPerYear: number;
}): number {
  const { totalUsd, termYears, escalatorPercentPerYear } = asked;
  checkRange({ field: 'totalUsd', value: totalUsd, min: 0, max: 1e13, unit: 'USD' });
  return totalUsd / (termYears * averageRentFactor({ termYears, escalatorPercentPerYear }));
}

/** Average rent over a term as a multiple of the first year's. Term 1/12…50 years, escalator −20…50 %. @throws RangeError */
export function averageRentFactor(asked: { termYears: number; escalatorPercentPerYear: number }): number {
  const { termYears, escalatorPercentPerYear } = asked;
  checkRange({ field: 'termYears', value: termYears, min: 1 / MONTHS_PER_YEAR, max: 50, unit: 'years' });
  const range = { min: -20, max: 50, unit: '% a year' };
  checkRange({ field: 'escalatorPercentPerYear', value: escalatorPercentPerYear, ...range });
  let paid = 0;
  for (let year = 0; year < termYears; year++) {
    paid += power(1 + escalatorPercentPerYear / 100, year) * Math.min(1, termYears - year);
  }
  return paid / termYears;
}

/** Month in which what was paid out has come back for good; undefined when it never does, or nothing was paid out. */
export function paybackMonth({ flowsUsd }: { flowsUsd: MonthlyUsd }): number | undefined {
  checkFlows(flowsUsd);
  let balance = 0;
  let month: number | undefined;
  for (let index = 0; index < flowsUsd.length; index++) {
    const before = balance;
    balance += flowsUsd[index]!;
    if (balance < 0) month = undefined;
    else if (before < 0) month = index + 1;
  }
  return month;
}

/** The most that is ever out of pocket; 0 when nothing is. @throws RangeError */
export function peakOutlayUsd({ flowsUsd }: { flowsUsd: MonthlyUsd }): number {
  checkFlows(flowsUsd);
  let balance = 0;
  let lowest = 0;
  for (let index = 0; index < flowsUsd.length; index++) {
    balance += flowsUsd[index]!;
    lowest = Math.min(lowest, balance);
  }
  return Math.abs(lowest);
}
