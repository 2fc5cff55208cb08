import type { Prepared } from '../case/case.ts';
import { siteFlowsUsd, siteNpvUsd } from '../finance/siteTax.ts';
import { type UseValue, useValue } from '../finance/value.ts';
import { colocationLeg } from '../uses/colocation.ts';
import { blocksOf, type Division, minedBeside } from '../uses/division.ts';
import { gpuCloudLeg } from '../uses/gpuCloud.ts';
import { addUp, type Leg } from '../uses/leg.ts';
import type { MiningLeg } from '../uses/mining.ts';

/** What the whole site does: some megawatts converted, the others mining. */
export interface SitePlan {
  /** The machines that stay, and those that mine until demolition. */
  mining: readonly [MiningLeg, MiningLeg];
  converted: readonly Leg[];
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

/** A site that is divided. */
export interface Divided extends Division {
  given: Prepared;
}

/** The site with nothing converted. */
export const miningPlan = (given: Prepared): SitePlan => ({
  mining: minedBeside({ given, convertedMw: 0 }),
  converted: [],
});

/**
 * The site with `convertedMw` (at the meter, at most what is leasable) let. Megawatts that have power today are
 * converted first; the least efficient machines make room, and mine until demolition.
 */
export const conversionPlan = (asked: Divided): SitePlan => ({
  mining: minedBeside(asked),
  converted: convertedLegs(asked),
});

/** The legs of the megawatts that are converted. */
export function convertedLegs({ given, use, convertedMw }: Divided): Leg[] {
  const leg = use === 'colocation' ? colocationLeg : gpuCloudLeg;
  return blocksOf({ given, convertedMw }).map((block) => leg({ given, block }));
}

export const legsOf = ({ mining, converted }: SitePlan): Leg[] => [...mining, ...converted];

/** NPV of the site under a plan, after the site's tax and without debt. */
export const planNpvUsd = ({ given, plan }: { given: Prepared; plan: SitePlan }): number =>
  siteNpvUsd({ given, legs: legsOf(plan) });

/** Everything that is said of a plan. */
export function valued({ given, plan }: { given: Prepared; plan: SitePlan }): ValuedPlan {
  const [first, ...others] = plan.converted;
  const legs = legsOf(plan);
  return {
    ...plan,
    conversionValue: first && useValue({ given, legs: [first, ...others] }),
    miningValue: useValue({ given, legs: plan.mining }),
    npvUsd: siteNpvUsd({ given, legs }),
    flowsUsd: addUp(siteFlowsUsd({ given, legs }), given.months),
  };
}
