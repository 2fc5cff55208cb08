import { type PivotCase, prepare } from '../case/case.ts';
import { checkWord } from '../case/choices.ts';
import { npv } from '../finance/finance.ts';
import { type ReturnRate, returnRate } from '../finance/irr.ts';
import { type PathPoint, pathPoints } from '../paths/milestones.ts';
import { type Conversion, type Division, machinesBeside } from '../uses/division.ts';
import { type Leasable, leasable } from '../uses/leasable.ts';
import { type OptionValues, optionValues } from '../uses/mining.ts';
import { type BeyondTerm, beyondTerm, contractOnlyNpvUsd } from './afterTerm.ts';
import { type Breakevens, breakevensOf } from './breakevens.ts';
import { type CashLead, cashLead } from './cashLead.ts';
import { conversionPlan, type Divided, miningPlan, type ValuedPlan, valued } from './plans.ts';
import { bestSplit, type SplitPoint } from './split.ts';
import { type UseYear, yearsOf } from './yearly.ts';

/** One alternative for the whole site, judged against going on mining. */
export interface Alternative extends ValuedPlan, Division, BeyondTerm, CashLead {
  /** NPV of the site above that of never leasing, each use at its own rate: what decides. */
  gainUsd: number;
  /** The same when nothing comes of the conversion after the signed term, not even land. */
  contractOnlyGainUsd: number;
  /** A stress: the difference of the cash flows at the conversion's discount rate, and its IRR. */
  incrementalNpvUsd: number;
  incrementalIrr: ReturnRate;
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
  /** The conversion that the verdict is about: the best there is, or the only one that is asked about. */
  judged: Alternative;
  /** Of the conversion that is judged. */
  breakevens: Breakevens;
}

/**
 * Compares keeping on mining, colocation and GPU cloud on all that can be leased, and the best split; `only` is judged
 * where it is given, on all that can be leased. @throws RangeError
 */
export function comparePivot({ only, ...asked }: PivotCase & { only?: Conversion }): Comparison {
  const given = prepare(asked);
  if (only) checkWord({ field: 'only', words: ['colocation', 'gpuCloud'], read: only });
  const limits = leasable(given);
  const mining = valued({ given, plan: miningPlan(given) });
  const { leasableMw: convertedMw } = limits;
  const { best } = bestSplit(given);
  const { kept: classes, landMw } = machinesBeside({ given, convertedMw: 0 });
  const [fleet] = mining.mining;
  const whole = (use: Conversion) => alternative({ given, mining, use, convertedMw });
  const [colocation, gpuCloud] = [whole('colocation'), whole('gpuCloud')];
  const split = best.use === 'mining' ? undefined : alternative({ given, mining, ...best, use: best.use });
  const better = gpuCloud.gainUsd > colocation.gainUsd ? gpuCloud : colocation;
  const judged = only ? { colocation, gpuCloud }[only] : (split ?? better);
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
    colocation,
    gpuCloud,
    best,
    split,
    judged,
    breakevens: breakevensOf({ given, use: judged.use, convertedMw: judged.convertedMw }),
  };
}

/** What so many megawatts put to a use are worth above `mining`. */
export function alternative(asked: Divided & { mining: ValuedPlan }): Alternative {
  const { given, mining, use, convertedMw } = asked;
  const plan = valued({ given, plan: conversionPlan({ given, use, convertedMw }) });
  const difference = plan.flowsUsd.map((usd, month) => usd - mining.flowsUsd[month]!);
  const discountPercent =
    given.assumptions[use === 'colocation' ? 'colocationDiscountPercent' : 'gpuCloudDiscountPercent'];
  const gainUsd = plan.npvUsd - mining.npvUsd;
  return {
    ...plan,
    ...beyondTerm({ legs: plan.converted }),
    use,
    convertedMw,
    gainUsd,
    contractOnlyGainUsd: contractOnlyNpvUsd({ given, plan }) - mining.npvUsd,
    incrementalNpvUsd: npv({ flowsUsd: difference, discountPercent }),
    incrementalIrr: returnRate({ flowsUsd: difference, discountPercent }),
    ...cashLead(difference),
    years: yearsOf({ given, plan }),
  };
}
