import type { Prepared } from '../case/case.ts';
import type { MiningOption } from '../case/choices.ts';
import { monthlyPowers } from '../elementary/powers.ts';
import { monthlyDiscountFactor } from '../finance/finance.ts';
import { oncePer } from '../once.ts';
import { type MiningClass, type MiningRates, miningRates, pricesUsdPerTh } from './fleet.ts';
import { monthly } from './leg.ts';

/** What to mine: these classes, at most the months 1 … `lastMonth`. */
export interface MiningTask {
  given: Prepared;
  classes: readonly MiningClass[];
  lastMonth: number;
  mayMine: readonly MiningOption[];
  /** What land and interconnect sell for when mining ends; 0 where something else is built there. */
  landUsd: number;
}

/** Everything that a schedule is valued with, by month. */
export interface Valuation extends MonthlyValues {
  task: MiningTask;
}

/** The same for every schedule of a case. */
interface MonthlyValues {
  rates: MiningRates;
  priceUsdPerTh: Float64Array;
  /** Energy and what else is charged on it, per MW. */
  costUsdPerMw: Float64Array;
  /** The same amounts in today's money, and what a dollar sold in the month is. */
  present: {
    revenuePerTh: Float64Array;
    costPerMw: Float64Array;
    fixedPerMw: Float64Array;
    pricePerTh: Float64Array;
    discount: Float64Array;
  };
}

export const valuationOf = (task: MiningTask): Valuation => ({ task, ...monthlyValues(task.given) });

const monthlyValues = oncePer((given: Prepared): MonthlyValues => {
  const { assumptions, market, months } = given;
  const rates = miningRates(given);
  const priceUsdPerTh = pricesUsdPerTh(given);
  const costUsdPerMw = monthly(months, (at) => rates.energyUsdPerMw[at]! + rates.otherUsdPerMw[at]!);
  const discount = discounts({ discountPercent: assumptions.miningDiscountPercent, months });
  const contracted = discounts({
    discountPercent: assumptions.contractedDiscountPercent,
    months: market.fixedMonths,
  });
  const paid = discount.slice();
  paid.set(contracted);
  const by = (factors: Float64Array, usd: Float64Array) => monthly(months, (at) => factors[at]! * usd[at]!);
  return {
    rates,
    priceUsdPerTh,
    costUsdPerMw,
    present: {
      revenuePerTh: by(paid, rates.revenueUsdPerTh),
      costPerMw: by(discount, costUsdPerMw),
      fixedPerMw: by(discount, rates.fixedUsdPerMw),
      pricePerTh: by(discount, priceUsdPerTh),
      discount,
    },
  };
});

function discounts({ discountPercent, months }: { discountPercent: number; months: number }): Float64Array {
  const factor = monthlyDiscountFactor({ discountPercent });
  return monthlyPowers({ factor, months });
}
