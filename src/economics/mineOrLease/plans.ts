import type { Prepared } from '../case/case.ts';
import { leasable } from '../case/leasable.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { afterTaxUsd, type UseValue, useValue } from '../finance/value.ts';
import { type Block, colocationLeg } from '../uses/colocation.ts';
import { gpuCloudLeg } from '../uses/gpuCloud.ts';
import { addUp, type Leg } from '../uses/leg.ts';
import { keepMining, miningClasses, miningLeg, partition } from '../uses/mining.ts';

/** What AI tenants can do with megawatts. */
export type Conversion = 'colocation' | 'gpuCloud';

/** What the whole site does: some megawatts converted, the others mining. */
export interface SitePlan {
  /** The machines that stay, and those that mine until demolition. */
  mining: readonly [Leg, Leg];
  converted: readonly Leg[];
  /** Whether the mining fleet is renewed at the end of its life, and what that is worth against not doing so. */
  refreshed: boolean;
  refreshGainUsd: number;
}

/** A plan with what it is worth. */
export interface ValuedPlan extends SitePlan {
  /** The use that the megawatts are converted to by itself; undefined where all go on mining. */
  conversionValue: UseValue | undefined;
  miningValue: UseValue;
  /** All of the site, each leg at its own discount rate, after tax and without debt. */
  npvUsd: number;
  flowsUsd: Float64Array;
}

/** The site with nothing converted. */
export const miningPlan = (given: Prepared): SitePlan => ({
  ...minedBeside({ given, convertedMw: 0 }),
  converted: [],
});

/**
 * The site with `convertedMw` (at the meter, at most what is leasable) let. Megawatts that have power today are
 * converted first; the least efficient machines make room, and mine until demolition.
 */
export const conversionPlan = (asked: Converting): SitePlan => ({
  ...minedBeside(asked),
  converted: convertedLegs(asked),
});

interface Converting {
  given: Prepared;
  use: Conversion;
  convertedMw: number;
}

/** The legs of the megawatts that are converted. */
export function convertedLegs({ given, use, convertedMw }: Converting): Leg[] {
  const leg = use === 'colocation' ? colocationLeg : gpuCloudLeg;
  return blocksOf({ given, convertedMw }).map((block) => leg({ given, block }));
}

/** NPV of legs, each at its own discount rate, after tax and without debt. */
export function legsNpvUsd({ given, legs }: { given: Prepared; legs: readonly Leg[] }): number {
  return legs.reduce((sum, leg) => {
    const flowsUsd = afterTaxUsd({ given, leg });
    return sum + presentValue({ flowsUsd, factor: monthlyDiscountFactor(leg) });
  }, 0);
}

/** Everything that is said of a plan. */
export function valued({ given, plan }: { given: Prepared; plan: SitePlan }): ValuedPlan {
  const [first, ...others] = plan.converted;
  const legs = [...plan.mining, ...plan.converted];
  return {
    ...plan,
    conversionValue: first && useValue({ given, legs: [first, ...others] }),
    miningValue: useValue({ given, legs: plan.mining }),
    npvUsd: legsNpvUsd({ given, legs }),
    flowsUsd: addUp(
      legs.map((leg) => afterTaxUsd({ given, leg })),
      given.months,
    ),
  };
}

/** Megawatts with power now are built now; later ones so that the halls are ready when the power comes. */
function blocksOf({ given, convertedMw }: { given: Prepared; convertedMw: number }): Block[] {
  const { nowMw, laterMw, laterMonths, grossToCritical } = leasable(given);
  const block = (grossMw: number, startsAfter: number): Block => ({
    grossMw,
    criticalMw: grossMw / grossToCritical,
    startsAfter,
  });
  const startsAfter = Math.max(0, laterMonths - given.buildMonths);
  const now = Math.min(convertedMw, nowMw);
  const later = Math.min(convertedMw - now, laterMw);
  const blocks = startsAfter === 0 ? [block(now + later, 0)] : [block(now, 0), block(later, startsAfter)];
  return blocks.filter((one) => one.grossMw > 0 && one.startsAfter + given.buildMonths < given.months);
}

/** Mining beside a conversion: on what is left, and on what has power today until demolition. */
export function minedBeside({ given, convertedMw }: { given: Prepared; convertedMw: number }) {
  const { grossMw, nowMw } = leasable(given);
  const poweredMw = Math.min(given.site.energisedMw ?? grossMw, grossMw);
  const { kept: classes } = partition({ classes: miningClasses(given), meterMw: poweredMw });
  const { kept, leaving } = partition({ classes, meterMw: poweredMw - Math.min(convertedMw, nowMw) });
  const lastMonth = Math.min(given.buildMonths, Math.round(given.assumptions.demolitionAfterMonths));
  const until = miningLeg({ given, classes: leaving, lastMonth, refreshed: false });
  const { leg, ...refresh } = keepMining({ given, classes: kept });
  return { ...refresh, mining: [leg, until] as const };
}
