import { oncePer } from '../once.ts';
import { OutOfRangeError } from '../range.ts';
import { checkSlots, type Slot } from '../slots.ts';
import { MARKET_PRICE_RANGE } from '../units.ts';

const MS_PER_HOUR = 3_600_000;

export const SLOTS_OF_RUN = 16;

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

/** The length that all slots have, in hours. @throws RangeError where they differ. */
export function slotHoursOf(prices: readonly Slot[]): number {
  const { slotHours } = columnsOf(prices);
  if (slotHours !== undefined) return slotHours;
  throw new OutOfRangeError('The slots must be of one length for rules of restart, read several lengths');
}
