import { checkRange } from '../range.ts';
import type { Slot } from '../slots.ts';
import { checkPlan, type DispatchPlan, lastPriceSeenPlan, planOn, STRIKE_RANGE } from './plan.ts';
import { columnsOf, slotHoursOf } from './prices.ts';
import { loadsOf, type RestartRules, restartOf } from './restart.ts';
import { schedule } from './schedule.ts';

/** What a plan earned on the prices that came, per MW of the class at the meter. */
export interface PlanScore {
  /** Hours that both the plan and the prices cover; the rest is left out. */
  hours: number;
  /** Share of these hours, 0…1. */
  onShare: number;
  restarts: number;
  /** After power, adders, pool fee and restarts. */
  marginUsdPerMw: number;
  alwaysOnUsdPerMw: number;
  /** Margin above always on; negative where stopping lost money. */
  savedUsdPerMw: number;
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
  const { onShare, restarts, ...margin } = earnedBy(met, terms);
  const bound = earnedBy(schedule({ ...terms, prices: met.prices }), terms);
  const savedUsdPerMw = margin.marginUsdPerMw - margin.alwaysOnUsdPerMw;
  const boundUsdPerMw = bound.marginUsdPerMw - bound.alwaysOnUsdPerMw;
  return {
    hours: columnsOf(met.prices).totalHours,
    ...{ onShare, restarts, ...margin, savedUsdPerMw, boundUsdPerMw },
    ...(boundUsdPerMw > 0 && { shareOfBound: savedUsdPerMw / boundUsdPerMw }),
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

/** What the class earns that follows the plan on the plan's own prices, and what it would earn if it never stopped. */
function earnedBy(plan: DispatchPlan, terms: { strikeUsdPerMwh: number; rules?: RestartRules }) {
  const { strikeUsdPerMwh, rules } = terms;
  checkRange({ field: 'strikeUsdPerMwh', value: strikeUsdPerMwh, ...STRIKE_RANGE });
  checkPlan(plan);
  const { usdPerMwh, hours, totalHours } = columnsOf(plan.prices);
  const slotHours = rules === undefined ? 1 : slotHoursOf(plan.prices);
  const { rampLoads, restartUsdPerMw } = restartOf({ ...(rules && { rules }), slotHours });
  const { loads, starts } = loadsOf({ on: plan.on, rampLoads });
  let onHours = 0;
  let earnedUsd = 0;
  let alwaysOnUsdPerMw = 0;
  for (let slot = 0; slot < loads.length; slot++) {
    const usd = (strikeUsdPerMwh - usdPerMwh[slot]!) * hours[slot]!;
    onHours += plan.on[slot]! * hours[slot]!;
    earnedUsd += loads[slot]! * usd;
    alwaysOnUsdPerMw += usd;
  }
  const restarts = starts.length;
  const marginUsdPerMw = earnedUsd - restarts * restartUsdPerMw;
  return { onShare: onHours / totalHours, restarts, marginUsdPerMw, alwaysOnUsdPerMw };
}
