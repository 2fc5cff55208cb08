import { MARKET_PRICE_RANGE, type Slot } from '../../economics/index.ts';
import { SourceError } from '../../net/http.ts';
import { factorInto, type MoneyOptions, type PriceUnit } from './money.ts';

/** A price as it stands in a text, the time it holds for (Unix milliseconds), and where that was read. */
export interface PriceRow {
  place: string;
  start: number;
  end: number;
  price: number;
}

const QUARTER_MS = 900_000;
const MAX_SLOTS = 200_000;
/** No currency's unit is worth less than this share of a dollar where power is traded by the hour. */
const SMALLEST_UNIT_USD = 1 / 2000;

/**
 * Rows in any order as quarter hours of prices per MWh. @throws SourceError for rows that overlap, that are no quarter
 * hours, half hours or hours, or that cost what no market asks
 */
export function slotsOf(asked: {
  rows: readonly PriceRow[];
  unit: PriceUnit;
  options: MoneyOptions;
}): Slot[] {
  const { rows, unit, options } = asked;
  if (rows.length === 0) throw new SourceError('there is no price in it');
  const factor = factorInto({ unit, options });
  const scale = options.currency === 'USD' ? 1 : 1 / SMALLEST_UNIT_USD;
  const range = { min: MARKET_PRICE_RANGE.min * scale, max: MARKET_PRICE_RANGE.max * scale };
  const sorted = rows.toSorted((a, b) => a.start - b.start);
  const slots: Slot[] = [];
  for (const [index, row] of sorted.entries()) {
    const { place, price, start, end } = row;
    const value = price * factor;
    if (!(value >= range.min && value <= range.max))
      throw new SourceError(
        `${place}: ${price} comes to ${value} ${options.currency}/MWh, markets ask ${range.min} to ${range.max}: is the unit right?`,
      );
    refuseOverlap(row, sorted[index - 1]);
    refuseLength(row);
    for (let at = start; at < end; at += QUARTER_MS) slots.push({ start: at, end: at + QUARTER_MS, value });
    if (slots.length > MAX_SLOTS) throw new SourceError(`it holds more than ${MAX_SLOTS} quarter hours`);
  }
  return slots;
}

function refuseOverlap(row: PriceRow, before: PriceRow | undefined): void {
  if (before === undefined || before.end <= row.start) return;
  throw new SourceError(`${before.place} and ${row.place} both give a price for ${utc(row.start)}`);
}

function refuseLength({ place, start, end }: PriceRow): void {
  const minutes = (end - start) / 60_000;
  if (![15, 30, 60].includes(minutes))
    throw new SourceError(`${place}: lasts ${minutes} minutes, 15, 30 or 60 are read`);
  if (start % QUARTER_MS !== 0)
    throw new SourceError(`${place}: begins at ${utc(start)}, the start of a quarter hour is read`);
}

/** A time as errors name it. */
export const utc = (time: number): string =>
  Number.isFinite(new Date(time).getTime())
    ? new Date(time).toISOString().replace(':00.000Z', 'Z')
    : String(time);

/**
 * How long rows last of which only the start is known, or only the end: as long as it is to the nearer of their
 * neighbours, so that one that is missing stays missing, and a market may go over from hours to quarters.
 * @throws SourceError for a row alone
 */
export function lengthsOf(asked: { rows: readonly { place: string }[]; times: readonly number[] }): number[] {
  const { rows, times } = asked;
  const sorted = times.toSorted((a, b) => a - b);
  const lengths = new Map(
    sorted.map((time, index) => {
      const before = time - (sorted[index - 1] ?? Number.NEGATIVE_INFINITY);
      const after = (sorted[index + 1] ?? Number.POSITIVE_INFINITY) - time;
      return [time, Math.min(before || Infinity, after || Infinity)];
    }),
  );
  return times.map((time, index) => {
    const length = lengths.get(time)!;
    if (Number.isFinite(length)) return length;
    throw new SourceError(
      `${rows[index]!.place}: nothing says how long the price holds, there is no other beside it`,
    );
  });
}
