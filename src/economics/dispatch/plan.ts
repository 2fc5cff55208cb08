import { checkInteger, checkRange, OutOfRangeError } from '../range.ts';
import type { Slot } from '../slots.ts';
import { columnsOf, SLOTS_OF_RUN } from './prices.ts';

export const MINIMUM_OFF_RANGE = { min: 0, max: 24, unit: 'hours' };

/** What a machine can earn with a MWh, less adders: at most that of 5 J/TH at the dearest hashprice there is. */
export const STRIKE_RANGE = { min: -1e9, max: 1e9, unit: 'USD/MWh' };

/** Which slots a class of machines runs in, as decided on these prices. */
export interface DispatchPlan {
  prices: readonly Slot[];
  /** 1 where it runs, 0 where it is off: one for each price. */
  on: Uint8Array;
}

/** What is asked of a plan: prices in USD/MWh in the order of time, and what a MWh is worth to the class. */
export interface PlanInputs {
  prices: readonly Slot[];
  /** As strikePrice() says, USD/MWh. */
  strikeUsdPerMwh: number;
}

/** The class runs wherever power costs less than its strike price, as if a stop and a start cost nothing. @throws RangeError */
export function thresholdPlan({ prices, strikeUsdPerMwh }: PlanInputs): DispatchPlan {
  checkRange({ field: 'strikeUsdPerMwh', value: strikeUsdPerMwh, ...STRIKE_RANGE });
  const { usdPerMwh, highestOfRun } = columnsOf(prices);
  const on = new Uint8Array(usdPerMwh.length).fill(1);
  for (let run = 0; run < highestOfRun.length; run++) {
    if (highestOfRun[run]! < strikeUsdPerMwh) continue;
    const end = Math.min(on.length, (run + 1) * SLOTS_OF_RUN);
    for (let slot = run * SLOTS_OF_RUN; slot < end; slot++)
      if (usdPerMwh[slot]! >= strikeUsdPerMwh) on[slot] = 0;
  }
  return { prices, on };
}

/**
 * The class runs where the price of the slot before was under its strike price: all that a site knows which buys at real
 * time. It starts on, and once off it stays off for `minimumOffHours` (0 unless given). @throws RangeError
 */
export function lastPriceSeenPlan({
  prices,
  strikeUsdPerMwh,
  minimumOffHours = 0,
}: PlanInputs & { minimumOffHours?: number }): DispatchPlan {
  checkRange({ field: 'strikeUsdPerMwh', value: strikeUsdPerMwh, ...STRIKE_RANGE });
  checkRange({ field: 'minimumOffHours', value: minimumOffHours, ...MINIMUM_OFF_RANGE });
  const { usdPerMwh, hours } = columnsOf(prices);
  const on = new Uint8Array(usdPerMwh.length).fill(1);
  let offHours = Infinity;
  for (let slot = 1; slot < on.length; slot++) {
    const wanted = usdPerMwh[slot - 1]! < strikeUsdPerMwh;
    const held = on[slot - 1] === 0 && offHours < minimumOffHours;
    if (wanted && !held) continue;
    offHours = (on[slot - 1] === 0 ? offHours : 0) + hours[slot]!;
    on[slot] = 0;
  }
  return { prices, on };
}

/**
 * The plan on other prices, those that came: where slots of both begin and end together, the rest is left out.
 * @throws RangeError where there are none
 */
export function planOn({ plan, prices }: { plan: DispatchPlan; prices: readonly Slot[] }): DispatchPlan {
  checkPlan(plan);
  columnsOf(plan.prices);
  if (plan.prices === prices) return plan;
  columnsOf(prices);
  const planned = new Map(plan.prices.map(({ start, end }, slot) => [start, { end, on: plan.on[slot]! }]));
  const both = prices.filter(({ start, end }) => planned.get(start)?.end === end);
  if (both.length > 0)
    return { prices: both, on: Uint8Array.from(both, ({ start }) => planned.get(start)!.on) };
  const slots = plan.prices.length;
  throw new OutOfRangeError(
    `The prices must be of 1 to ${slots} slots of the plan, read none that is one of them`,
  );
}

/** @throws RangeError where it does not speak of every slot */
export function checkPlan({ prices, on }: DispatchPlan): void {
  const { length } = prices;
  checkInteger({ field: 'plan.on.length', value: on.length, min: length, max: length, unit: 'slots' });
}
