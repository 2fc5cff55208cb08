import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { readJson } from './json.ts';
import { readNumber } from './number.ts';
import { priceProvider } from './provider.ts';
import { slotsOf } from './slots.ts';
import { columnOf, csvTable, findColumn, type Table } from './table.ts';
import { startsOf, type WallRow } from './times.ts';

const MS_PER_HOUR = 3_600_000;
const USD_PER_MWH = { currency: 'USD', factor: 1 };
const name = z.string().min(1).max(60);

/**
 * Settlement point prices of ERCOT, real time (NP6-785-ER: hours with four intervals) or day ahead (NP4-180-ER: hours), as
 * CSV, as JSON objects, or as its API answers. Hours are told by their end, 1 to 24, in Central time; the second 01:00 of
 * November by its flag. Prices are corrected afterwards.
 */
export const ercot = priceProvider({
  name: 'ercot',
  title: 'ERCOT',
  options: { settlementPoint: name.optional(), settlementPointType: name.optional() },
  read({ text, options }) {
    const table = /^\s*[[{]/u.test(text) ? jsonTable(text) : csvTable(text);
    const ofPoint = only({
      table,
      names: ['Settlement Point Name', 'Settlement Point'],
      wanted: options.settlementPoint,
    });
    const ofType = only({
      table: ofPoint,
      names: ['Settlement Point Type'],
      wanted: options.settlementPointType,
    });
    const minutes = findColumn(table, INTERVAL) === undefined ? 60 : 15;
    const starts = startsOf({ rows: beginnings(ofType), timeZone: 'America/Chicago' });
    const price = columnOf(table, ['Settlement Point Price']);
    const rows = ofType.rows.flatMap(({ place, cells }, index) => {
      const start = starts[index]!;
      const value = readNumber({ place, value: cells[price] });
      return value === undefined ? [] : [{ place, start, end: start + minutes * 60_000, price: value }];
    });
    return slotsOf({ rows, unit: USD_PER_MWH, options });
  },
});

const INTERVAL = ['Delivery Interval'];
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const answers = z.union([
  z.object({ fields: z.array(z.object({ name: z.string() })), data: z.array(z.array(cell)) }),
  z.array(z.record(z.string(), cell)).min(1),
]);

/** Objects, all with the names of the first; or the API's lists of cells beside a list of names. */
function jsonTable(text: string): Table {
  const read = readJson({ text, schema: answers });
  const columns = Array.isArray(read) ? Object.keys(read[0]!) : read.fields.map((field) => field.name);
  const lines = Array.isArray(read) ? read.map((row) => columns.map((column) => row[column])) : read.data;
  return { columns, rows: lines.map((cells, index) => ({ place: `row ${index + 1}`, cells })) };
}

/** The rows of one settlement point, or of one type. @throws SourceError where there are several and none is wanted */
function only(asked: { table: Table; names: string[]; wanted: string | undefined }): Table {
  const { table, names, wanted } = asked;
  const at = wanted === undefined ? findColumn(table, names) : columnOf(table, names);
  if (at === undefined) return table;
  const there = [...new Set(table.rows.map(({ cells }) => String(cells[at])))];
  const some = there.slice(0, 8).join(', ').slice(0, 200);
  if (wanted === undefined && there.length > 1)
    throw new SourceError(`it holds ${there.length} of “${names[0]}”, say which: ${some}`);
  const rows = table.rows.filter(({ cells }) => wanted === undefined || cells[at] === wanted);
  if (rows.length === 0) throw new SourceError(`“${names[0]}” is never ${wanted}, it holds: ${some}`);
  return { ...table, rows };
}

/** When the rows begin in Central time: an hour before the hour that they end with, then by interval. */
function beginnings(table: Table): WallRow[] {
  const [date, hour] = [
    columnOf(table, ['Delivery Date']),
    columnOf(table, ['Delivery Hour', 'Hour Ending']),
  ];
  const interval = findColumn(table, INTERVAL);
  const flag = findColumn(table, ['Repeated Hour Flag', 'DST Flag']);
  return table.rows.map(({ place, cells }) => ({
    place,
    wall:
      dayOf({ place, value: cells[date] }) +
      (countOf({ place, value: cells[hour], most: 24 }) - 1) * MS_PER_HOUR +
      (interval === undefined
        ? 0
        : (countOf({ place, value: cells[interval], most: 4 }) - 1) * (MS_PER_HOUR / 4)),
    ...(flag !== undefined && { repeated: isFlagged({ place, value: cells[flag] }) }),
  }));
}

interface Cell {
  place: string;
  value: unknown;
}

/** `11/02/2025` (month first) or `2025-11-02`. */
function dayOf({ place, value }: Cell): number {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(String(value)) ?? [];
  const iso = month === undefined ? String(value) : `${year}-${month}-${day}`;
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isFinite(time) && new Date(time).toISOString().startsWith(iso)) return time;
  throw unread({ place, value, accepted: 'a date such as 11/02/2025' });
}

/** `7`, `07` or `07:00`. Hours are counted from 1: a 0 tells that the file counts beginnings. */
function countOf({ place, value, most }: Cell & { most: number }): number {
  const count = /^\d{1,2}(?::00)?$/u.test(String(value)) ? Number.parseInt(String(value), 10) : 0;
  if (count >= 1 && count <= most) return count;
  throw unread({ place, value, accepted: `1 to ${most} (hours are told by their end)` });
}

function isFlagged({ place, value }: Cell): boolean {
  if (value === true || value === 'Y') return true;
  if (value === false || value === 'N') return false;
  throw unread({ place, value, accepted: 'Y or N' });
}

const unread = ({ place, value, accepted }: Cell & { accepted: string }): SourceError =>
  new SourceError(`${place}: read ${JSON.stringify(value)?.slice(0, 40)}, ${accepted} is read`);
