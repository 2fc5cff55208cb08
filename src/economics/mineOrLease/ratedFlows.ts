import type { AssumptionName } from '../case/assumptionTable.ts';
import type { Prepared } from '../case/case.ts';
import { siteFlowsUsd } from '../finance/siteTax.ts';
import { addUp, type Use } from '../uses/leg.ts';
import { legsOf, type SitePlan } from './plans.ts';

/** The assumption that a flow is discounted at. */
export type RateName = Extract<
  AssumptionName,
  | 'miningDiscountPercent'
  | 'colocationDiscountPercent'
  | 'gpuCloudDiscountPercent'
  | 'contractedDiscountPercent'
>;

/** Cash of a plan that is discounted at one rate, USD by month, after the site's tax and without debt. */
export interface RatedFlows {
  rate: RateName;
  flowsUsd: Float64Array;
}

const RATES: Record<Use, RateName> = {
  mining: 'miningDiscountPercent',
  colocation: 'colocationDiscountPercent',
  gpuCloud: 'gpuCloudDiscountPercent',
};

/** The cash of a plan by what it is discounted at; discounted so, it adds up to the plan's NPV. */
export function ratedFlows(asked: {
  given: Pick<Prepared, 'assumptions' | 'months'>;
  plan: SitePlan;
}): RatedFlows[] {
  const { given, plan } = asked;
  const legs = legsOf(plan);
  const afterTax = siteFlowsUsd({ given, legs });
  const open = legs.map(({ use, contractedUsd }, at) => ({
    rate: RATES[use],
    flowsUsd: afterTax[at]!.map((usd, month) => usd - contractedUsd[month]!),
  }));
  const sold = legs.map(({ contractedUsd }) => ({
    rate: 'contractedDiscountPercent' as const,
    flowsUsd: contractedUsd,
  }));
  const all: RatedFlows[] = [...open, ...sold];
  return [...new Set(all.map(({ rate }) => rate))]
    .map((rate) => {
      const ofRate = all.filter((one) => one.rate === rate).map(({ flowsUsd }) => flowsUsd);
      return { rate, flowsUsd: addUp(ofRate, given.months) };
    })
    .filter(({ flowsUsd }) => flowsUsd.some((usd) => usd !== 0));
}
