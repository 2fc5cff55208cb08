import { checkRange, isWithin, OutOfRangeError } from '../range.ts';
import { BUCKETS, type Calendar, type Grid } from './calendar.ts';
import { type Kilowatts, LOAD_RANGE } from './load.ts';

/** A load by the buckets of its calendar: kWh, and the highest interval's kW. */
export interface Use {
  energyKwh: Float64Array;
  peakKw: Float64Array;
}

/** All that energy and demand charges need of a load, in one pass over it. @throws RangeError */
export function useOf({ kw, calendar }: { kw: Kilowatts; calendar: Calendar }): Use {
  const { runStarts, runBuckets, slices, grid } = calendar;
  if (kw.length !== grid.count)
    throw new OutOfRangeError(`kw must have the ${grid.count} intervals of its grid, read ${kw.length}`);
  const energyKwh = new Float64Array(slices.length * BUCKETS);
  const peakKw = new Float64Array(slices.length * BUCKETS);
  const hours = grid.intervalMinutes / 60;
  let sound = true;
  let index = 0;
  for (let run = 0; run < runBuckets.length; run++) {
    const bucket = runBuckets[run]!;
    const end = runStarts[run + 1]!;
    let sum = 0;
    let peak = 0;
    for (; index < end; index++) {
      const load = kw[index]!;
      sum += load;
      // What is not a number stays in the maximum and is found after the loop.
      peak = Math.max(peak, load);
      if (load < 0) sound = false;
    }
    energyKwh[bucket]! += sum * hours;
    peakKw[bucket] = Math.max(peakKw[bucket]!, peak);
  }
  if (!sound || !peakKw.every((peak) => peak <= LOAD_RANGE.max)) refuse(kw);
  return { energyKwh, peakKw };
}

function refuse(kw: Kilowatts): never {
  for (let index = 0; index < kw.length; index++)
    checkRange({ field: `kw[${index}]`, value: kw[index], ...LOAD_RANGE });
  throw new Error('A load that was refused has no fault');
}

/** Each interval at the mean of the window of the clock that it lies in; windows are not longer than an hour. */
export function inWindows(asked: { kw: Kilowatts; grid: Grid; minutes: number }): Kilowatts {
  const { kw, grid, minutes } = asked;
  if (minutes <= grid.intervalMinutes) return kw;
  const windowOf = (index: number) =>
    Math.floor((grid.start / 60_000 + index * grid.intervalMinutes) / minutes);
  // A mean would hide what must be refused.
  for (let index = 0; index < kw.length; index++) if (!isWithin(LOAD_RANGE, kw[index])) refuse(kw);
  const means = Float64Array.from(kw);
  for (let from = 0; from < means.length; ) {
    let to = from;
    let sum = 0;
    for (; to < means.length && windowOf(to) === windowOf(from); to++) sum += kw[to]!;
    means.fill(sum / (to - from), from, to);
    from = to;
  }
  return means;
}
