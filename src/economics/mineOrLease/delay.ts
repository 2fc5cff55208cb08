import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { leasable } from '../case/leasable.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { afterTaxUsd } from '../finance/value.ts';
import { checkInteger } from '../range.ts';
import { miningClasses, miningLeg, partition } from '../uses/mining.ts';
import { conversionPlan } from './plans.ts';

/** What it costs a lease of all that is leasable to begin later, on the same terms. NPV of the lease alone. */
export interface DelayValue {
  months: number;
  /** At the meter. */
  grossMw: number;
  npvUsd: number;
  /** Everything waits: nothing is built until the power is near. */
  waiting: DelayCost;
  /** The halls are built on time and stand empty until the power comes. */
  idle: DelayCost;
  /** What mining on the same megawatts earns in these months, where they are energised. */
  miningMeanwhileUsd: number;
}

export interface DelayCost {
  npvUsd: number;
  lostUsd: number;
  lostUsdPerMonth: number;
}

/** Values a delay of `months` (whole, 1…240) in the power of a lease. @throws RangeError */
export function delayValue(asked: PivotCase & { months: number }): DelayValue {
  const { months } = asked;
  checkInteger({ field: 'months', value: months, min: 1, max: 240, unit: 'months' });
  const given = prepare(asked);
  const { leasableMw: convertedMw } = leasable(given);
  const { converted } = conversionPlan({ given, use: 'colocation', convertedMw });
  const { colocationDiscountPercent: discountPercent } = given.assumptions;
  const factor = monthlyDiscountFactor({ discountPercent });
  const present = (flowsUsd: Float64Array) => presentValue({ flowsUsd, factor });
  const npvUsd = sumOf(converted.map((leg) => present(afterTaxUsd({ given, leg }))));
  const capexUsd = sumOf(converted.map((leg) => present(leg.capexUsd)));
  const later = factor ** months;
  const cost = (usd: number): DelayCost => ({
    npvUsd: usd,
    lostUsd: npvUsd - usd,
    lostUsdPerMonth: (npvUsd - usd) / months,
  });
  return {
    months,
    grossMw: convertedMw,
    npvUsd,
    waiting: cost(npvUsd * later),
    idle: cost((npvUsd + capexUsd) * later - capexUsd),
    miningMeanwhileUsd: miningUsd({ given, months }),
  };
}

function miningUsd({ given, months }: { given: Prepared; months: number }): number {
  const { kept } = partition({ classes: miningClasses(given), meterMw: leasable(given).nowMw });
  const lastMonth = Math.min(months, given.months);
  const leg = miningLeg({ given, classes: kept, lastMonth, refreshed: false });
  return presentValue({ flowsUsd: leg.noiUsd, factor: monthlyDiscountFactor(leg) });
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
