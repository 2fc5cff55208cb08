import { checkSlots, type Slot } from '../slots.ts';
import { checkGrid, type Grid } from './calendar.ts';

/** Prices and loads alike. */
const VALUE_RANGE = { min: -1e12, max: 1e12 };

/**
 * Slots as the values of a grid's intervals: the mean over each by time, NaN where no slot covers all of it. Slots are in
 * order of time and do not overlap. @throws RangeError
 */
export function onGrid({ slots, grid }: { slots: readonly Slot[]; grid: Grid }): Float64Array {
  const lengthMs = checkGrid(grid);
  if (slots.length > 0) checkSlots({ field: 'slots', slots, range: VALUE_RANGE });
  let at = 0;
  return Float64Array.from({ length: grid.count }, (_, index) => {
    const from = grid.start + index * lengthMs;
    const to = from + lengthMs;
    while (at < slots.length && slots[at]!.end <= from) at++;
    let [covered, sum] = [0, 0];
    for (let next = at; next < slots.length && slots[next]!.start < to; next++) {
      const { start, end, value } = slots[next]!;
      const ms = Math.min(to, end) - Math.max(from, start);
      covered += ms;
      sum += value * ms;
    }
    return covered === lengthMs ? sum / lengthMs : Number.NaN;
  });
}
