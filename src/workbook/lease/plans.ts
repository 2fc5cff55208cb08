import type { Judgement } from '../../answers/lease/judgement.ts';
import {
  type Alternative,
  type RatedFlows,
  type RateName,
  ratedFlows,
  type UseYear,
  type ValuedPlan,
} from '../../economics/index.ts';

/** What the whole site may do, with its cash. */
export interface Plan {
  name: string;
  plan: ValuedPlan;
  flows: readonly RatedFlows[];
  years: readonly UseYear[];
  /** What only a conversion has. */
  conversion?: { alternative: Alternative; rate: RateName };
}

/** Never lease, all of it converted to either use, and the best split where it is another. */
export function plansOf({ compared, pivot }: Judgement): Plan[] {
  const { mining, miningYears, colocation, gpuCloud, split, leasable, months } = compared;
  const given = { assumptions: pivot.given.assumptions, months };
  const converted = (name: string, alternative: Alternative): Plan => ({
    name,
    plan: alternative,
    flows: ratedFlows({ given, plan: alternative }),
    years: alternative.years,
    conversion: {
      alternative,
      rate: alternative.use === 'colocation' ? 'colocationDiscountPercent' : 'gpuCloudDiscountPercent',
    },
  });
  const isOther = split !== undefined && split.convertedMw !== leasable.leasableMw;
  return [
    { name: 'Never lease', plan: mining, flows: ratedFlows({ given, plan: mining }), years: miningYears },
    converted('Colocation', colocation),
    converted('GPU cloud', gpuCloud),
    ...(isOther ? [converted('Best split', split)] : []),
  ];
}
