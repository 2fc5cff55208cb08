import { checkRange } from '../range.ts';
import { checkPlan, type DispatchPlan, STRIKE_RANGE } from './plan.ts';
import { columnsOf, slotHoursOf } from './prices.ts';
import { type Restart, type RestartRules, rampsOf, restartOf, startsOf, stopsOf } from './restart.ts';

/** What a class earns that follows a plan, per MW at the meter: after power, adders, pool fee and restarts. */
export interface PlanMargin {
  hours: number;
  /** Share of these hours, 0…1. */
  onShare: number;
  restarts: number;
  marginUsdPerMw: number;
  alwaysOnUsdPerMw: number;
  /** Margin above always on; negative where stopping loses money. */
  savedUsdPerMw: number;
}

/** The margin of a plan on the prices that it was made on. @throws RangeError */
export function planMargin(given: {
  plan: DispatchPlan;
  strikeUsdPerMwh: number;
  rules?: RestartRules;
}): PlanMargin {
  const { plan, strikeUsdPerMwh, rules } = given;
  checkRange({ field: 'strikeUsdPerMwh', value: strikeUsdPerMwh, ...STRIKE_RANGE });
  checkPlan(plan);
  const { totalHours, usdPerMwBefore } = columnsOf(plan.prices);
  const slotHours = rules === undefined ? 1 : slotHoursOf(plan.prices);
  const { restartUsdPerMw, ...how } = restartOf({ ...(rules && { rules }), slotHours });
  const { offHours, starts, unused } = stopped({ plan, ...how });
  const restarts = starts.length;
  const savedUsdPerMw = unused.usdPerMw - strikeUsdPerMwh * unused.hours - restarts * restartUsdPerMw;
  const alwaysOnUsdPerMw = strikeUsdPerMwh * totalHours - usdPerMwBefore.at(-1)!;
  return {
    hours: totalHours,
    onShare: (totalHours - offHours) / totalHours,
    restarts,
    marginUsdPerMw: alwaysOnUsdPerMw + savedUsdPerMw,
    ...{ alwaysOnUsdPerMw, savedUsdPerMw },
  };
}

/** What of full load is not used (hours of it, and what they would cost), by stops and by the ramps after them. */
function stopped(given: { plan: DispatchPlan } & Pick<Restart, 'rampLoads' | 'paidAtEnd'>) {
  const { plan, rampLoads, paidAtEnd } = given;
  const { on, prices } = plan;
  const { hoursBefore, usdPerMwBefore } = columnsOf(prices);
  const stops = stopsOf(on);
  const starts = startsOf({ stops, on, paidAtEnd });
  let offHours = 0;
  let offUsdPerMw = 0;
  for (const { from, to } of stops) {
    offHours += hoursBefore[to]! - hoursBefore[from]!;
    offUsdPerMw += usdPerMwBefore[to]! - usdPerMwBefore[from]!;
  }
  const unused = { hours: offHours, usdPerMw: offUsdPerMw };
  for (const { slot, load } of rampsOf({ on, starts, rampLoads })) {
    unused.hours += (1 - load) * (hoursBefore[slot + 1]! - hoursBefore[slot]!);
    unused.usdPerMw += (1 - load) * (usdPerMwBefore[slot + 1]! - usdPerMwBefore[slot]!);
  }
  return { offHours, starts, unused };
}
