import { oncePer } from '../once.ts';
import { checkInteger, checkRange, isWithin, OutOfRangeError, type Range } from '../range.ts';
import type { Slot } from '../slots.ts';
import { TIME_RANGE } from '../units.ts';

const MS_PER_HOUR = 3_600_000;

/** What wholesale markets let a MWh cost: from beyond Australia's floor to beyond its and ERCOT's caps. */
export const MARKET_PRICE_RANGE = { min: -2_000, max: 20_000, unit: 'USD/MWh' };
export const SLOTS_OF_RUN = 16;
const SLOT_COUNT_RANGE = { min: 1, max: 2_000_000, unit: 'slots' };

/** A price series as columns, which a year of quarter hours is computed over ten times as fast as over slots. */
export interface Columns {
  usdPerMwh: Float64Array;
  hours: Float64Array;
  /** Hours before each slot, and before the end: what lies between two slots is one difference. */
  hoursBefore: Float64Array;
  /** What 1 MW costs in these hours. */
  usdPerMwBefore: Float64Array;
  totalHours: number;
  /** The highest price of each run of so many slots: most runs lie under a strike price as a whole. */
  highestOfRun: Float64Array;
  /** Length of every slot in hours; undefined where they differ. */
  slotHours?: number;
}

/**
 * The columns of prices in the order of time; what is missing between them is skipped. The series must not be changed
 * afterwards. @throws RangeError naming the slot, also where two overlap.
 */
export const columnsOf = oncePer((prices: readonly Slot[]): Columns => {
  checkSlots({ field: 'prices', slots: prices, range: MARKET_PRICE_RANGE });
  const usdPerMwh = new Float64Array(prices.length);
  const hours = new Float64Array(prices.length);
  const highestOfRun = new Float64Array(Math.ceil(prices.length / SLOTS_OF_RUN)).fill(-Infinity);
  const hoursBefore = new Float64Array(prices.length + 1);
  const usdPerMwBefore = new Float64Array(prices.length + 1);
  for (let slot = 0; slot < prices.length; slot++) {
    const { start, end, value } = prices[slot]!;
    usdPerMwh[slot] = value;
    hours[slot] = (end - start) / MS_PER_HOUR;
    hoursBefore[slot + 1] = hoursBefore[slot]! + hours[slot]!;
    const run = Math.floor(slot / SLOTS_OF_RUN);
    highestOfRun[run] = Math.max(highestOfRun[run]!, value);
    usdPerMwBefore[slot + 1] = usdPerMwBefore[slot]! + value * hours[slot]!;
  }
  const [first] = hours;
  const same = hours.every((one) => one === first);
  return {
    ...{ usdPerMwh, hours, hoursBefore, usdPerMwBefore, highestOfRun, totalHours: hoursBefore.at(-1)! },
    ...(same && { slotHours: first! }),
  };
});

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

/** The length that all slots have, in hours. @throws RangeError where they differ. */
export function slotHoursOf(prices: readonly Slot[]): number {
  const { slotHours } = columnsOf(prices);
  if (slotHours !== undefined) return slotHours;
  throw new OutOfRangeError('The slots must be of one length for rules of restart, read several lengths');
}
