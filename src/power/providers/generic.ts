import { z } from 'zod';
import { UserError } from '../../common/errors.ts';
import { isTimeZone } from '../../common/timeZone.ts';
import type { Slot } from '../../economics/index.ts';
import { SourceError } from '../../net/http.ts';
import { anyJson, atPath } from './json.ts';
import { readPriceUnit } from './money.ts';
import { readNumber } from './number.ts';
import { priceProvider } from './provider.ts';
import { lengthsOf, slotsOf } from './slots.ts';
import { columnOf, csvTable } from './table.ts';
import { readTime, startsOf } from './times.ts';

const field = z.string().min(1).max(120);

const options = {
  /** Where the list of rows is in JSON, `data.prices`; '' is the whole. Without it the text is CSV. */
  rows: z.string().max(120).optional(),
  /** Paths within a row, or columns. */
  start: field.optional(),
  end: field.optional(),
  price: field,
  unit: z.string().refine((text) => readPriceUnit(text) !== undefined, {
    error: 'a unit such as $/MWh, EUR/MWh, $/kWh, c/kWh or p/kWh is accepted',
  }),
  /** Whose clock times without an offset are of: America/Chicago. */
  timeZone: z.string().refine(isTimeZone, { error: 'a zone such as America/Chicago is accepted' }).optional(),
  decimal: z.enum(['.', ',']).default('.'),
  /** Said by whoever was asked whether the unit is right. */
  unitConfirmed: z.boolean().default(false),
};

/**
 * Prices of a list in JSON or of a CSV table: each with its start, its end, or both. Which of the two a time is, is said by
 * giving it as `start` or as `end`: it cannot be known from the times. A
 * time without an offset is what the clock shows then: an hour that ends as the clock is set forward ends at 03:00.
 */
export const generic = priceProvider({
  name: 'generic',
  title: 'Prices',
  options,
  read({ text, options }) {
    const { unit, unitConfirmed } = options;
    refuseSides(options);
    const read = rowsOf({ text, options }).map((row) => ({
      ...row,
      price: readNumber({ place: row.place, value: row.price, decimal: options.decimal }),
    }));
    const rows = timed({ rows: read, timeZone: options.timeZone }).flatMap(({ price, ...row }) =>
      price === undefined ? [] : [{ ...row, price }],
    );
    const slots = slotsOf({ rows, unit: readPriceUnit(unit)!, options });
    if (!unitConfirmed) refuseDoubtful({ slots, unit, currency: options.currency });
    return slots;
  },
});

type Options = z.infer<z.ZodObject<typeof options>>;
interface GivenRow<Price> {
  place: string;
  start?: unknown;
  end?: unknown;
  price: Price;
}

function rowsOf({ text, options }: { text: string; options: Options }): GivenRow<unknown>[] {
  const { rows: path, start, end, price } = options;
  if (path === undefined) {
    const table = csvTable(text);
    const at = (column: string | undefined) => (column === undefined ? undefined : columnOf(table, [column]));
    const columns = { start: at(start), end: at(end), price: at(price)! };
    return table.rows.map(({ place, cells }) => ({
      place,
      ...(columns.start !== undefined && { start: cells[columns.start] }),
      ...(columns.end !== undefined && { end: cells[columns.end] }),
      price: cells[columns.price],
    }));
  }
  const list = atPath(anyJson(text), path);
  if (!Array.isArray(list)) throw new SourceError(`there is no list at “${path}”`);
  return list.map((row, index) => ({
    place: `${path}[${index}]`,
    ...(start !== undefined && { start: atPath(row, start) }),
    ...(end !== undefined && { end: atPath(row, end) }),
    price: atPath(row, price),
  }));
}

/** Refuses options that do not say which side of its slot a time is, and columns that are named as the other side. */
function refuseSides({ start, end }: Options): void {
  if (start === undefined && end === undefined)
    throw new UserError('Say whether the time of a price is its start or its end: start=time or end=time.');
  if (start !== undefined && /end|until/iu.test(start))
    throw new UserError(`“${start}” is named as an end: give it as end, or rename it.`);
  if (end !== undefined && /start|begin|from/iu.test(end))
    throw new UserError(`“${end}” is named as a start: give it as start, or rename it.`);
}

/** The rows with both their times; the one that is not given follows from the neighbours. */
function timed<Price>(asked: { rows: readonly GivenRow<Price>[]; timeZone: string | undefined }) {
  const { rows, timeZone } = asked;
  const timesOf = (side: 'start' | 'end') =>
    rows.some((row) => side in row)
      ? utcTimes({ times: rows.map((row) => ({ place: row.place, value: row[side] })), timeZone })
      : undefined;
  const [starts, ends] = [timesOf('start'), timesOf('end')];
  const lengths = starts && ends ? undefined : lengthsOf({ rows, times: (starts ?? ends)! });
  return rows.map(({ place, price }, index) => {
    const start = starts?.[index] ?? ends![index]! - lengths![index]!;
    return { place, price, start, end: ends?.[index] ?? start + lengths![index]! };
  });
}

/** Times in UTC; those without an offset are what the clock of the zone shows. @throws SourceError where some have one and some not */
function utcTimes(asked: {
  times: { place: string; value: unknown }[];
  timeZone: string | undefined;
}): number[] {
  const { times, timeZone } = asked;
  const read = times.map((time) => ({ place: time.place, ...readTime(time) }));
  const moments = read.flatMap((time) => ('utc' in time ? [time.utc] : []));
  const walls = read.flatMap((time) => ('wall' in time ? [time] : []));
  if (walls.length === 0) return moments;
  if (moments.length > 0)
    throw new SourceError('some times have an offset to UTC and some have none: all or none are read');
  if (timeZone === undefined)
    throw new SourceError('times have no offset to UTC: say of which zone they are, such as America/Chicago');
  return startsOf({ rows: walls, timeZone });
}

/** Refuses prices per MWh that look like another unit, until somebody has said that they are right. */
function refuseDoubtful(asked: { slots: readonly Slot[]; unit: string; currency: string }): void {
  const { slots, unit, currency } = asked;
  const sizes = slots.map(({ value }) => Math.abs(value)).sort((a, b) => a - b);
  const [median, highest] = [sizes[Math.floor(sizes.length / 2)]!, sizes.at(-1)!];
  const low = highest > 0 && highest < 1;
  if (!low && median <= 1000) return;
  const found = low
    ? `no price reaches ${highest.toPrecision(2)}`
    : `half of the prices reach ${median.toPrecision(3)}`;
  throw new SourceError(
    `read as ${unit}, ${found} ${currency}/MWh: are they ${low ? 'per kWh' : 'cents, or per MWh'}? Give the unit, or say unitConfirmed=yes`,
  );
}
