import { type PivotCase, prepare } from '../case/case.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { presentValueUsd } from '../finance/legValue.ts';
import { siteNpvUsd } from '../finance/siteTax.ts';
import { checkInteger } from '../range.ts';
import { machinesBeside } from '../uses/division.ts';
import { leasable } from '../uses/leasable.ts';
import { mineUntil } from '../uses/mining.ts';
import { conversionPlan } from './plans.ts';
import { startingAfter } from './when.ts';

/** What it costs a lease of all that is leasable to begin later. The tenant waits, on the same terms. */
export interface DelayValue {
  months: number;
  /** At the meter. */
  grossMw: number;
  /** Of the lease alone, on time. */
  npvUsd: number;
  /** Everything waits: nothing is built until the power is near. The lease alone. */
  waiting: DelayCost;
  /** The halls are built on time and stand empty until the power comes. The lease alone. */
  idle: DelayCost;
  /** What mining on the same megawatts earns in these months, where they are energised. */
  miningMeanwhileUsd: number;
  /** The site, mining until the lease begins: below 0 where waiting gains. */
  net: DelayCost;
}

export interface DelayCost {
  npvUsd: number;
  lostUsd: number;
  lostUsdPerMonth: number;
}

/** Values a delay of `months` (whole, 1…240) in the power of a lease. @throws RangeError */
export function delayValue(asked: PivotCase & { months: number }): DelayValue {
  const { months, ...pivot } = asked;
  checkInteger({ field: 'months', value: months, min: 1, max: 240, unit: 'months' });
  const given = prepare({ ...pivot, signed: true });
  const { leasableMw: convertedMw } = leasable(given);
  const { converted } = conversionPlan({ given, use: 'colocation', convertedMw });
  const factor = monthlyDiscountFactor({ discountPercent: given.assumptions.colocationDiscountPercent });
  const npvUsd = siteNpvUsd({ given, legs: converted });
  const capexUsd = converted.reduce((sum, leg) => sum + presentValue({ flowsUsd: leg.capexUsd, factor }), 0);
  const later = factor ** months;
  const cost = (usd: number, onTimeUsd: number): DelayCost => ({
    npvUsd: usd,
    lostUsd: onTimeUsd - usd,
    lostUsdPerMonth: (onTimeUsd - usd) / months,
  });
  const site = { ...pivot, signed: true };
  const [onTime, delayed] = [0, months].map(
    (wait) => startingAfter({ asked: site, waitMonths: wait }).npvUsd,
  );
  return {
    months,
    grossMw: convertedMw,
    npvUsd,
    waiting: cost(npvUsd * later, npvUsd),
    idle: cost((npvUsd + capexUsd) * later - capexUsd, npvUsd),
    miningMeanwhileUsd: meanwhileUsd(asked),
    net: cost(delayed!, onTime!),
  };
}

function meanwhileUsd({ months, ...pivot }: PivotCase & { months: number }): number {
  const given = prepare({ ...pivot, waitMonths: Math.max(months, pivot.waitMonths ?? 0) });
  const { leaving: classes } = machinesBeside({ given, convertedMw: leasable(given).leasableMw });
  const leg = mineUntil({ given, classes, lastMonth: months });
  return presentValueUsd({ given, leg: { ...leg, capexUsd: given.nothing, proceedsUsd: given.nothing } });
}
