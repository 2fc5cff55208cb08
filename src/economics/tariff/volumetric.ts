import { checkRange, OutOfRangeError } from '../range.ts';
import { checkSlots, type Slot } from '../slots.ts';
import { MARKET_PRICE_RANGE, TIME_RANGE } from '../units.ts';
import { type BillTerms, biller } from './bill.ts';
import { BUCKETS } from './calendar.ts';
import { countedUsdPerKwh } from './energy.ts';
import type { Load } from './load.ts';
import { periodsOf } from './periods.ts';
import type { Scope } from './scope.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 96 * QUARTER_MS;
const MOST_DAYS = 367;
const OF_INDEX_RANGE = { min: -2, max: 2, unit: '' };

/** A price as a fixed part and a multiple of the index, which holds for what is used above `blockKw`. */
interface Price {
  usdPerMwh: number;
  ofIndex: number;
  blockKw: number;
}

/** What a MWh counts by volume at the meter from `start` until before `end` (Unix milliseconds), USD: `usdPerMwh + ofIndex × index`. */
export interface MeterPrice {
  start: number;
  end: number;
  usdPerMwh: number;
  /** 0 where the tariff has no index. */
  ofIndex: number;
}

/**
 * What a MWh counts by volume in each interval (USD): energy, index, riders and taxes on them. It is what one more costs and
 * one less saves, but for energy whose steps rise: that counts at no more than the mean of its month. Demand, fixed amounts,
 * minimums and what a host takes are not in it. Within a block that does not sell back the index is not in it either. NaN
 * where an index price is not known. @throws RangeError
 */
export function volumetricUsdPerMwh({ load, ...terms }: BillTerms & { load: Load }): Float64Array {
  const runs = pricedRuns({ load, ...terms });
  const prices = new Float64Array(terms.grid.count);
  for (const { first, end, price } of runs)
    for (let index = first; index < end; index++) {
      const paysIndex = price.ofIndex !== 0 && load.kw[index]! >= price.blockKw;
      const indexUsd = paysIndex ? (load.indexUsdPerMwh?.[index] ?? Number.NaN) : 0;
      prices[index] = price.usdPerMwh + price.ofIndex * indexUsd;
    }
  return prices;
}

/**
 * The same as runs of a stretch of the grid, whatever the index is, one after the other and each unlike the one before.
 * @throws RangeError, also where it turns on the load: in a block that does not sell back
 */
export function meterPrices(asked: BillTerms & { load: Load; from: number; to: number }): MeterPrice[] {
  const { from, to, ...terms } = asked;
  const { start, intervalMinutes, count } = terms.grid;
  const timeOf = (interval: number) => start + interval * intervalMinutes * MINUTE_MS;
  const runs = pricedRuns(terms);
  const grid = { min: start, max: timeOf(count), unit: TIME_RANGE.unit };
  checkRange({ field: 'from', value: from, ...grid });
  checkRange({ field: 'to', value: to, ...grid, min: from + 1 });
  const found: MeterPrice[] = [];
  for (const { first, end, price } of runs) {
    const run = { start: Math.max(from, timeOf(first)), end: Math.min(to, timeOf(end)) };
    if (run.start >= run.end) continue;
    const { usdPerMwh, ofIndex, blockKw } = price;
    if (blockKw > 0)
      throw new OutOfRangeError(
        'charges must have no block that does not sell back: what a MWh costs by it turns on how much of it is used',
      );
    const last = found.at(-1);
    if (last?.usdPerMwh === usdPerMwh && last.ofIndex === ofIndex) last.end = run.end;
    else found.push({ ...run, usdPerMwh, ofIndex });
  }
  checkMeterPrices(found);
  return found;
}

/** The runs of a grid, in which nothing but the index and the load moves a price. */
function pricedRuns({
  load,
  ...terms
}: BillTerms & { load: Load }): { first: number; end: number; price: Price }[] {
  const { calendar, scopes } = biller(terms);
  const { runStarts, runBuckets } = calendar;
  const byBucket = scopes(load).flatMap(bucketPrices);
  return Array.from(runBuckets, (bucket, run) => ({
    first: runStarts[run]!,
    end: runStarts[run + 1]!,
    price: byBucket[bucket]!,
  }));
}

/** The price of each of the 48 buckets of a part of a month. */
function bucketPrices(scope: Scope): Price[] {
  const { tariff, month } = scope;
  const lossFactor = 1 + (tariff.losses?.energyShare ?? 0);
  const charges = tariff.charges.map((charge) => {
    const rates = charge.kind === 'energy' ? countedUsdPerKwh(charge, scope) : [];
    const periods = charge.kind === 'energy' ? periodsOf(charge, month) : undefined;
    return { charge, usdPerKwh: (bucket: number) => (periods ? rates[periods[bucket]!]! : 0) };
  });
  return Array.from({ length: BUCKETS }, (_, bucket) => {
    const parts: (Price & { name: string })[] = [];
    for (const { charge, usdPerKwh } of charges) {
      const { name } = charge;
      const part = { name, usdPerMwh: usdPerKwh(bucket) * 1000 * lossFactor, ofIndex: 0, blockKw: 0 };
      if (charge.kind === 'block') {
        part.usdPerMwh = charge.adderUsdPerMwh * lossFactor;
        part.ofIndex = lossFactor;
        part.blockKw = charge.sellsBack ? 0 : (charge.blockMw * 1000) / lossFactor;
      }
      if (charge.kind === 'percent') {
        const { of, share } = charge;
        const below = added(parts.filter((above) => of === undefined || of.includes(above.name)));
        part.usdPerMwh = below.usdPerMwh * share;
        part.ofIndex = below.ofIndex * share;
      }
      parts.push(part);
    }
    return added(parts);
  });
}

const added = (parts: readonly Price[]): Price => ({
  usdPerMwh: parts.reduce((sum, part) => sum + part.usdPerMwh, 0),
  ofIndex: parts.reduce((sum, part) => sum + part.ofIndex, 0),
  blockKw: Math.max(0, ...parts.map(({ blockKw }) => blockKw)),
});

/** @throws RangeError for prices that are not in the order of time, or that nobody pays */
function checkMeterPrices(prices: readonly MeterPrice[]): void {
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
 * What a MWh counts by volume at the meter, USD: where the tariff has an index in the slots of the index as far as they are known,
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
