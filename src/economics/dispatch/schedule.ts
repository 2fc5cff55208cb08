import { checkRange } from '../range.ts';
import { type DispatchPlan, type PlanInputs, STRIKE_RANGE, thresholdPlan } from './plan.ts';
import { columnsOf, slotHoursOf } from './prices.ts';
import { type Restart, type RestartRules, restartOf } from './restart.ts';

/**
 * The plan that earns most on these prices under the rules of restart. The class is on before the first slot; an off run
 * that ends lasts at least `minimumOffHours`, the last need not end (and pays a start only with `paidAtEnd`); slots that are missing are skipped. Under
 * rules, slots must be of one length; without any it is the thresholdPlan. @throws RangeError
 */
export function schedule({
  prices,
  strikeUsdPerMwh,
  rules,
}: PlanInputs & { rules?: RestartRules }): DispatchPlan {
  if (rules === undefined) return thresholdPlan({ prices, strikeUsdPerMwh });
  checkRange({ field: 'strikeUsdPerMwh', value: strikeUsdPerMwh, ...STRIKE_RANGE });
  const slotHours = slotHoursOf(prices);
  const machine = statesOf({ ...restartOf({ rules, slotHours }), slotHours });
  const { usdPerMwh } = columnsOf(prices);
  const margins = usdPerMwh.map((price) => (strikeUsdPerMwh - price) * slotHours);
  return { prices, on: bestCourse({ machine, margins }) };
}

/** The states that a machine can be in, and the ways between them: state 0 runs at full load and is where it begins. */
interface Machine {
  /** Share of full load in each state; 0 is off. */
  loads: number[];
  ways: { from: number; to: number; costUsd: number }[];
  /** What it costs to end where it is off. */
  offAtEndUsd: number;
}

/** Running, off for one slot, two, and so on until it may start again, then one state for each slot of the ramp. */
function statesOf(given: Restart & { slotHours: number }): Machine {
  const { minimumOffHours, restartUsdPerMw, rampLoads, paidAtEnd, slotHours } = given;
  const longestOff = Math.max(1, Math.ceil(minimumOffHours / slotHours));
  const ramp = rampLoads.map((_, slot) => longestOff + 1 + slot);
  const up = [...ramp, 0];
  const way = (from: number, to: number, costUsd = 0) => ({ from, to, costUsd });
  return {
    offAtEndUsd: paidAtEnd ? restartUsdPerMw : 0,
    loads: [1, ...Array.from({ length: longestOff }, () => 0), ...rampLoads],
    ways: [
      way(0, 0),
      ...up.map((running) => way(running, 1)),
      ...Array.from({ length: longestOff - 1 }, (_, slot) => way(slot + 1, slot + 2)),
      way(longestOff, longestOff),
      way(longestOff, up[0]!, restartUsdPerMw),
      ...ramp.map((running, slot) => way(running, up[slot + 1]!)),
    ],
  };
}

/** The course through the states that earns most: a dynamic programme over slots, then back from its best end. */
function bestCourse({ machine, margins }: { machine: Machine; margins: Float64Array }): Uint8Array {
  const { loads, ways, offAtEndUsd } = machine;
  const count = loads.length;
  const before = new Uint16Array(margins.length * count);
  let earned = new Float64Array(count).fill(-Infinity);
  let next = new Float64Array(count);
  earned[0] = 0;
  for (let slot = 0; slot < margins.length; slot++) {
    next.fill(-Infinity);
    for (const { from, to, costUsd } of ways) {
      const usd = earned[from]! - costUsd;
      if (usd <= next[to]!) continue;
      next[to] = usd;
      before[slot * count + to] = from;
    }
    for (let state = 0; state < count; state++) next[state]! += loads[state]! * margins[slot]!;
    [earned, next] = [next, earned];
  }
  const ended = earned.map((usd, state) => (loads[state] === 0 ? usd - offAtEndUsd : usd));
  let state = ended.indexOf(Math.max(...ended));
  const on = new Uint8Array(margins.length);
  for (let slot = margins.length - 1; slot >= 0; slot--) {
    on[slot] = loads[state]! > 0 ? 1 : 0;
    state = before[slot * count + state]!;
  }
  return on;
}
