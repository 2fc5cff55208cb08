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
  /** Whether machines that are off at the end pay for the start that comes after it, as those of a day do; else they do not. */
  paidAtEnd?: boolean;
}

/** The rules, checked, with the load of each slot after a start while it still rises (shares of full load). */
export interface Restart {
  minimumOffHours: number;
  restartUsdPerMw: number;
  rampLoads: number[];
  paidAtEnd: boolean;
}

/** @throws RangeError */
export function restartOf({ rules = {}, slotHours }: { rules?: RestartRules; slotHours: number }): Restart {
  const { minimumOffHours = 0, restartUsdPerMw = 0, rampHours = 0, paidAtEnd = false } = rules;
  checkRange({ field: 'minimumOffHours', value: minimumOffHours, ...MINIMUM_OFF_RANGE });
  checkRange({ field: 'restartUsdPerMw', value: restartUsdPerMw, min: 0, max: 1e6, unit: 'USD per MW' });
  checkRange({ field: 'rampHours', value: rampHours, min: 0, max: 4, unit: 'hours' });
  const rampLoads = Array.from({ length: Math.ceil(rampHours / slotHours) }, (_, slot) => {
    const from = slot * slotHours;
    const full = Math.max(0, from + slotHours - rampHours);
    const to = from + slotHours - full;
    return ((to * to - from * from) / (2 * rampHours) + full) / slotHours;
  });
  return { minimumOffHours, restartUsdPerMw, rampLoads, paidAtEnd };
}

/** Slots of a plan in which machines are off, one after the other: `to` is the slot in which they start again, if any. */
export interface Stop {
  from: number;
  to: number;
}

/** The stops of a plan; the last may go on beyond its end. */
export function stopsOf(on: Uint8Array): Stop[] {
  const stops: Stop[] = [];
  let from = on.indexOf(0);
  while (from >= 0) {
    const next = on.indexOf(1, from);
    const to = next < 0 ? on.length : next;
    stops.push({ from, to });
    from = on.indexOf(0, to);
  }
  return stops;
}

/** The slots in which machines start again, and pay for it: one after the last only where that is paid too. */
export function startsOf(given: { stops: readonly Stop[]; on: Uint8Array; paidAtEnd: boolean }): number[] {
  const { stops, on, paidAtEnd } = given;
  return stops.map(({ to }) => to).filter((to) => to < on.length || paidAtEnd);
}

/** The slots in which the load rises after these starts, with their share of full load. */
export function rampsOf(given: { on: Uint8Array; starts: readonly number[]; rampLoads: readonly number[] }) {
  const { on, starts, rampLoads } = given;
  if (rampLoads.length === 0) return [];
  return starts.flatMap((start) => {
    const stop = on.indexOf(0, start);
    const length = stop < 0 ? on.length - start : stop - start;
    return rampLoads.slice(0, length).map((load, slot) => ({ slot: start + slot, load }));
  });
}
