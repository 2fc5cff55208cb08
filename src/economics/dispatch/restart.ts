import { checkRange } from '../range.ts';
import { MINIMUM_OFF_RANGE } from './plan.ts';

/** What stopping and starting again asks of machines; what is not given is 0. */
export interface RestartRules {
  /** Least time from a stop to the next start, 0…24. */
  minimumOffHours?: number;
  /** What one start costs, 0…1,000,000. */
  restartUsdPerMw?: number;
  /** Time in which the load rises evenly from nothing to all after a start, 0…4. */
  rampHours?: number;
}

/** The rules, checked, with the load of each slot after a start while it still rises (shares of full load). */
export interface Restart {
  minimumOffHours: number;
  restartUsdPerMw: number;
  rampLoads: number[];
}

/** @throws RangeError */
export function restartOf({ rules = {}, slotHours }: { rules?: RestartRules; slotHours: number }): Restart {
  const { minimumOffHours = 0, restartUsdPerMw = 0, rampHours = 0 } = rules;
  checkRange({ field: 'minimumOffHours', value: minimumOffHours, ...MINIMUM_OFF_RANGE });
  checkRange({ field: 'restartUsdPerMw', value: restartUsdPerMw, min: 0, max: 1e6, unit: 'USD per MW' });
  checkRange({ field: 'rampHours', value: rampHours, min: 0, max: 4, unit: 'hours' });
  const rampLoads = Array.from({ length: Math.ceil(rampHours / slotHours) }, (_, slot) => {
    const from = slot * slotHours;
    const full = Math.max(0, from + slotHours - rampHours);
    const to = from + slotHours - full;
    return ((to * to - from * from) / (2 * rampHours) + full) / slotHours;
  });
  return { minimumOffHours, restartUsdPerMw, rampLoads };
}

/** What machines that follow `on` do, slot by slot: the share of full load they draw, and when they start again. */
export function loadsOf({ on, rampLoads }: { on: Uint8Array; rampLoads: readonly number[] }) {
  const loads = new Float64Array(on);
  const starts: number[] = [];
  for (let slot = 0; slot < on.length; slot++) {
    if (on[slot] === 0 || (on[slot - 1] ?? 1) === 1) continue;
    starts.push(slot);
    for (let ramp = 0; ramp < rampLoads.length && on[slot + ramp] === 1; ramp++)
      loads[slot + ramp] = rampLoads[ramp]!;
  }
  return { loads, starts };
}
