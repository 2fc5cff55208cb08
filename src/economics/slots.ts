import { checkInteger, checkRange, isWithin, type Range } from './range.ts';
import { TIME_RANGE } from './units.ts';

/** A value that holds for a stretch of time: a price, a load. Times in Unix milliseconds, the end not included. */
export interface Slot {
  start: number;
  end: number;
  value: number;
}

const SLOT_COUNT_RANGE = { min: 1, max: 2_000_000, unit: 'slots' };

/** @throws RangeError where slots are not in the order of time, overlap, or hold a value out of range */
export function checkSlots(given: { field: string; slots: readonly Slot[]; range: Range }): void {
  const { field, slots, range } = given;
  checkInteger({ field: `${field}.length`, value: slots.length, ...SLOT_COUNT_RANGE });
  const startRange = { ...TIME_RANGE };
  const endRange = { ...TIME_RANGE };
  for (let index = 0; index < slots.length; index++) {
    const { start, end, value } = slots[index]!;
    endRange.min = start + 1;
    // Names are made for what is refused alone: there are tens of thousands of slots.
    if (!isWithin(startRange, start) || !isWithin(endRange, end) || !isWithin(range, value)) {
      const at = `${field}[${index}]`;
      checkRange({ field: `${at}.start`, value: start, ...startRange });
      checkRange({ field: `${at}.end`, value: end, ...endRange });
      checkRange({ field: `${at}.value`, value, ...range });
    }
    startRange.min = end;
  }
}
