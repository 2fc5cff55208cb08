import type { Slot } from '../slots.ts';
import { type PlanMargin, planMargin } from './margin.ts';
import { type DispatchPlan, lastPriceSeenPlan, planOn } from './plan.ts';
import type { RestartRules } from './restart.ts';
import { schedule } from './schedule.ts';

/** What a plan earned on the prices that came, in the hours that both cover. */
export interface PlanScore extends PlanMargin {
  /** What perfect foresight would have saved under the same rules: an upper bound, which nobody reaches but by luck. */
  boundUsdPerMw: number;
  /** Saved ÷ bound, negative where money was lost; undefined where there was nothing to save. */
  shareOfBound?: number;
}

/** What is known when a plan is made: everything, the day-ahead prices, or the price of the slot before. */
export const informationLevels = ['perfectForesight', 'dayAhead', 'lastPriceSeen'] as const;
export type InformationLevel = (typeof informationLevels)[number];

interface Score {
  plan: DispatchPlan;
  /** The prices that came, USD/MWh; those that the plan was made on unless given. */
  prices?: readonly Slot[];
  strikeUsdPerMwh: number;
  rules?: RestartRules;
}

/** The score of a plan. The plan and the prices meet where their slots begin and end together. @throws RangeError, also where none do. */
export function scorePlan({ plan, prices = plan.prices, ...terms }: Score): PlanScore {
  const met = planOn({ plan, prices });
  const margin = planMargin({ ...terms, plan: met });
  const best = planMargin({ ...terms, plan: schedule({ ...terms, prices: met.prices }) });
  const boundUsdPerMw = best.savedUsdPerMw;
  return {
    ...margin,
    boundUsdPerMw,
    ...(boundUsdPerMw > 0 && { shareOfBound: margin.savedUsdPerMw / boundUsdPerMw }),
  };
}

/** What each level of information would have earned on the real prices: decided on what is known, paid what came. @throws RangeError */
export function compareInformation(given: {
  dayAhead: readonly Slot[];
  realTime: readonly Slot[];
  strikeUsdPerMwh: number;
  rules?: RestartRules;
}): Record<InformationLevel, PlanScore> {
  const { dayAhead, realTime, ...terms } = given;
  const { minimumOffHours = 0 } = terms.rules ?? {};
  const score = (plan: DispatchPlan) => scorePlan({ plan, prices: realTime, ...terms });
  return {
    perfectForesight: score(schedule({ ...terms, prices: realTime })),
    dayAhead: score(schedule({ ...terms, prices: dayAhead })),
    lastPriceSeen: score(lastPriceSeenPlan({ ...terms, prices: realTime, minimumOffHours })),
  };
}
