import { createHash } from 'node:crypto';
import type { Row, Value } from './database.ts';

/** Every row of a database as it was at one moment, whichever engine keeps it. */
export interface AllRows {
  /** The names of its tables. */
  tables(): Promise<string[]>;
  /** Row by row. */
  rowsOf(table: string): Iterable<Row> | AsyncIterable<Row>;
  /** The last number that was given to a row, by the table: none is given twice, whatever was deleted. */
  lastNumbers(): Promise<Map<string, number>>;
}

/** A table's rows in one number: the same however they are ordered, and whichever engine keeps them. */
export async function digestOf(
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<{ count: number; digest: string }> {
  let count = 0;
  let sum = 0n;
  for await (const row of rows) {
    count += 1;
    sum = (sum + numberOf(row)) & MASK;
  }
  return { count, digest: sum.toString(16) };
}

/** Sums of so many bits tell rows apart as well as any digest of that length. */
const BITS = 128n;
const MASK = (1n << BITS) - 1n;

function numberOf(row: Row): bigint {
  const values = Object.keys(row)
    .sort()
    .map((column) => [column, comparable(row[column]!)]);
  const hash = createHash('sha256').update(JSON.stringify(values)).digest('hex');
  return BigInt(`0x${hash}`) & MASK;
}

/** 1 and 1.0 are one number to SQLite's strict columns and to PostgreSQL's. */
const comparable = (value: Value): unknown =>
  typeof value === 'bigint'
    ? Number(value)
    : value instanceof Uint8Array
      ? Buffer.from(value).toString('hex')
      : value;

/** `rows` in lists of `most`. */
export async function* inLists(
  rows: Iterable<Row> | AsyncIterable<Row>,
  most: number,
): AsyncGenerator<Row[]> {
  let list: Row[] = [];
  for await (const row of rows) {
    list.push(row);
    if (list.length < most) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}

/** A statement that adds a row of these columns to `table`. */
export function insertInto(table: string, columns: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `INSERT INTO "${table}" (${names}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`;
}
