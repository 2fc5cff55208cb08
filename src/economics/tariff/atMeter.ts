import { checkRange, OutOfRangeError } from '../range.ts';
import { checkSlots, type Slot } from '../slots.ts';
import { MARKET_PRICE_RANGE } from '../units.ts';

/** What one more MWh costs at the meter from `start` until before `end` (Unix milliseconds), USD: `usdPerMwh + ofIndex × index`. */
export interface MeterPrice {
  start: number;
  end: number;
  usdPerMwh: number;
  /** 0 where the tariff has no index. */
  ofIndex: number;
}

const QUARTER_MS = 15 * 60_000;
const OF_INDEX_RANGE = { min: -2, max: 2, unit: '' };
const DAY_MS = 86_400_000;
const MOST_DAYS = 367;

/** @throws RangeError for prices that are not in the order of time, or that nobody pays */
export function checkMeterPrices(prices: readonly MeterPrice[]): void {
  const fixed = prices.map(({ usdPerMwh: value, ...run }) => ({ ...run, value }));
  checkSlots({ field: 'prices', slots: fixed, range: MARKET_PRICE_RANGE });
  for (const [at, { ofIndex }] of prices.entries())
    checkRange({ field: `prices[${at}].ofIndex`, value: ofIndex, ...OF_INDEX_RANGE });
  const days = (prices.at(-1)!.end - prices[0]!.start) / DAY_MS;
  if (days > MOST_DAYS)
    throw new OutOfRangeError(`prices must be of at most ${MOST_DAYS} days, read ${days}`);
}

/** Whether any of them moves with an index. */
export const hasIndex = (prices: readonly MeterPrice[]): boolean =>
  prices.some(({ ofIndex }) => ofIndex !== 0);

/**
 * What one more MWh costs at the meter, USD: where the tariff has an index in the slots of the index as far as they are known,
 * else in quarter hours. Both are in the order of time. @throws RangeError
 */
export function atMeter(given: { prices: readonly MeterPrice[]; index: readonly Slot[] }): Slot[] {
  const { prices, index } = given;
  checkMeterPrices(prices);
  if (index.length > 0) checkSlots({ field: 'index', slots: index, range: MARKET_PRICE_RANGE });
  return prices.flatMap(({ start, end, usdPerMwh, ofIndex }) => {
    if (ofIndex === 0) return quartersOf({ start, end, value: usdPerMwh });
    return index
      .filter((slot) => slot.start < end && slot.end > start)
      .map((slot) => ({
        start: Math.max(start, slot.start),
        end: Math.min(end, slot.end),
        value: usdPerMwh + ofIndex * slot.value,
      }));
  });
}

/** A stretch as slots no longer than a quarter hour. */
function quartersOf({ start, end, value }: Slot): Slot[] {
  return Array.from({ length: Math.ceil((end - start) / QUARTER_MS) }, (_, at) => ({
    start: start + at * QUARTER_MS,
    end: Math.min(end, start + (at + 1) * QUARTER_MS),
    value,
  }));
}
