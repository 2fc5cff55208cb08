import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { npv } from '../finance/finance.ts';
import { type Irr, irr } from '../finance/irr.ts';
import { type PathPoint, pathPoints } from '../paths/milestones.ts';
import { type Conversion, machinesBeside } from '../uses/division.ts';
import { type Leasable, leasable } from '../uses/leasable.ts';
import { type OptionValues, optionValues } from '../uses/mining.ts';
import { type BeyondTerm, beyondTerm } from './afterTerm.ts';
import { type BreakevenHashprices, breakevenHashprices, breakevenRent } from './breakevens.ts';
import { type CashLead, cashLead } from './cashLead.ts';
import { conversionPlan, miningPlan, type ValuedPlan, valued } from './plans.ts';
import { bestSplit, type SplitPoint } from './split.ts';
import { type UseYear, yearsOf } from './yearly.ts';

/** One alternative for the whole site, judged against going on mining. */
export interface Alternative extends ValuedPlan, BeyondTerm, CashLead {
  use: Conversion;
  convertedMw: number;
  /** NPV of the site above that of never leasing, each use at its own rate: what decides. */
  gainUsd: number;
  /** The same when nothing comes after the signed term. */
  contractOnlyGainUsd: number;
  /** A stress: the difference of the cash flows at the conversion's discount rate, and its IRR. */
  incrementalNpvUsd: number;
  incrementalIrr: Irr;
  years: UseYear[];
}

/** The uses of one site side by side. */
export interface Comparison {
  startMonth: string;
  months: number;
  leasable: Leasable;
  /** Hashprice now and in 2, 5 and 10 years. */
  path: PathPoint[];
  /** Never lease. */
  mining: ValuedPlan;
  miningYears: UseYear[];
  /** After so many months mining closes on the path; all of them where it goes on. */
  closesAfterMonths: number;
  /** Whether machines are bought on the path. */
  renews: boolean;
  options: OptionValues;
  colocation: Alternative;
  gpuCloud: Alternative;
  /** The split with the highest NPV. */
  best: SplitPoint;
  /** The best split in full; undefined where it is to go on mining. */
  split: Alternative | undefined;
  breakevenHashprices: BreakevenHashprices;
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
  const { kept: classes, landMw } = machinesBeside({ given, convertedMw: 0 });
  const [fleet] = mining.mining;
  return {
    startMonth: given.startMonth,
    months: given.months,
    leasable: limits,
    path: pathPoints(given),
    mining,
    miningYears: yearsOf({ given, plan: mining }),
    closesAfterMonths: fleet.minedMonths,
    renews: fleet.lives.length > 1,
    options: optionValues({ given, classes, landMw }),
    colocation: alternative({ given, mining, use: 'colocation', convertedMw }),
    gpuCloud: alternative({ given, mining, use: 'gpuCloud', convertedMw }),
    best,
    split: best.use === 'mining' ? undefined : alternative({ given, mining, ...best, use: best.use }),
    breakevenHashprices: breakevenHashprices(lease),
    breakevenRentUsdPerKwMonth: breakevenRent(lease),
  };
}

/** What so many megawatts put to a use are worth above `mining`. */
export function alternative(asked: {
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
  const gainUsd = plan.npvUsd - mining.npvUsd;
  const after = beyondTerm({ legs: plan.converted });
  return {
    ...plan,
    ...after,
    use,
    convertedMw,
    gainUsd,
    contractOnlyGainUsd: gainUsd - after.beyondTermUsd,
    incrementalNpvUsd: npv({ flowsUsd: difference, discountPercent }),
    incrementalIrr: irr({ flowsUsd: difference }),
    ...cashLead(difference),
    years: yearsOf({ given, plan }),
  };
}
