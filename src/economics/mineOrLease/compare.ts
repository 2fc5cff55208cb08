import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { type Leasable, leasable } from '../case/leasable.ts';
import { npv } from '../finance/finance.ts';
import { type Irr, irr } from '../finance/irr.ts';
import { switchOffValueUsd } from '../uses/mining.ts';
import { breakevenHashprice, breakevenRent } from './breakevens.ts';
import { type Conversion, conversionPlan, miningPlan, type ValuedPlan, valued } from './plans.ts';
import { bestSplit, type SplitPoint } from './split.ts';

/** One alternative for the whole site, judged against going on mining. */
export interface Alternative extends ValuedPlan {
  convertedMw: number;
  /** NPV of the site above that of going on mining. */
  gainUsd: number;
  /** The difference of the cash flows: at the conversion's discount rate, and its IRR. */
  incrementalNpvUsd: number;
  incrementalIrr: Irr;
}

/** The uses of one site side by side. */
export interface Comparison {
  startMonth: string;
  months: number;
  leasable: Leasable;
  mining: ValuedPlan;
  /** What switching machines off while they lose money is worth; an AI lease gives it up. */
  switchOffValueUsd: number;
  colocation: Alternative;
  gpuCloud: Alternative;
  /** The split with the highest NPV. */
  best: SplitPoint;
  /** The best split in full; undefined where it is to go on mining. */
  split: Alternative | undefined;
  /** Hashprice today, moving as assumed, at which mining is worth as much as colocation; undefined beyond ×20. */
  breakevenHashpriceUsdPerPhDay: number | undefined;
  /** First-year rent at which colocation is worth as much as mining; undefined beyond $1,000. */
  breakevenRentUsdPerKwMonth: number | undefined;
}

/** Compares keeping on mining, colocation and GPU cloud on all that can be leased, and the best split. @throws RangeError */
export function comparePivot(asked: PivotCase): Comparison {
  const given = prepare(asked);
  const limits = leasable(given);
  const mining = valued({ given, plan: miningPlan(given) });
  const { leasableMw: convertedMw } = limits;
  const lease = { given, convertedMw };
  const { best } = bestSplit(given);
  return {
    startMonth: given.startMonth,
    months: given.months,
    leasable: limits,
    mining,
    switchOffValueUsd: mining.mining.reduce((sum, leg) => sum + switchOffValueUsd(leg), 0),
    colocation: alternative({ given, mining, use: 'colocation', convertedMw }),
    gpuCloud: alternative({ given, mining, use: 'gpuCloud', convertedMw }),
    best,
    split: best.use === 'mining' ? undefined : alternative({ given, mining, ...best, use: best.use }),
    breakevenHashpriceUsdPerPhDay: breakevenHashprice(lease),
    breakevenRentUsdPerKwMonth: breakevenRent(lease),
  };
}

function alternative(asked: {
  given: Prepared;
  mining: ValuedPlan;
  use: Conversion;
  convertedMw: number;
}): Alternative {
  const { given, mining, use, convertedMw } = asked;
  const plan = valued({ given, plan: conversionPlan({ given, use, convertedMw }) });
  const difference = plan.flowsUsd.map((usd, month) => usd - mining.flowsUsd[month]!);
  const discountPercent =
    given.assumptions[use === 'colocation' ? 'colocationDiscountPercent' : 'gpuCloudDiscountPercent'];
  return {
    ...plan,
    convertedMw,
    gainUsd: plan.npvUsd - mining.npvUsd,
    incrementalNpvUsd: npv({ flowsUsd: difference, discountPercent }),
    incrementalIrr: irr({ flowsUsd: difference }),
  };
}
