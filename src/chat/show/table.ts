import type { BlockOf, Part } from '../reply.ts';
import { displayWidth, pad, safeLine, wrap } from './width.ts';

type Table = BlockOf<'table'>;

interface Column {
  align: 'left' | 'right';
  width: number;
  /** The narrowest it can be: a number is never broken, a text may be. */
  least: number;
}

const GAP = 2;
const LEAST_TEXT = 8;

/** The text of a stretch of a sentence, or of a number. */
export function partText(part: Part): string {
  return typeof part === 'string' ? part : part.text;
}

/** What stands in a field of a table, on one line, and the columns that it takes on a terminal. */
interface Cell {
  text: string;
  width: number;
  isNumber: boolean;
}

/** A table's cells, measured once for all the screens that it is laid out for. */
export interface MeasuredTable {
  labels: Cell[];
  aligns: Column['align'][];
  rows: Cell[][];
}

const NOTHING: Cell = { text: '', width: 0, isNumber: false };

/** A row's cells, measured: it is to be added to a table's. */
export function measureRow(row: readonly Part[]): Cell[] {
  return row.map((part) => {
    const text = safeLine(partText(part));
    return { text, width: displayWidth(text), isNumber: typeof part !== 'string' };
  });
}

export function measureTable({ columns, rows }: Table): MeasuredTable {
  return {
    labels: measureRow(columns.map(({ label }) => label)),
    aligns: columns.map(({ align }) => align),
    rows: rows.map(measureRow),
  };
}

/**
 * A table within `width` columns, its header first: columns of text shrink and wrap, numbers stay whole. A table
 * that cannot fit is shown as records, one label and value to a line.
 */
export function tableLines({ table, width }: { table: MeasuredTable; width: number }): string[] {
  const columns = columnsWithin(table, width);
  if (!columns) return records(table, width);
  return [table.labels, ...table.rows].flatMap((cells) => rowLines({ cells, columns }));
}

/** How many lines `tableLines` makes; where they are more than `most`, any number that is. */
export function tableHeight(asked: { table: MeasuredTable; width: number; most: number }): number {
  const { table, width, most } = asked;
  const columns = columnsWithin(table, width);
  if (columns) return sum([table.labels, ...table.rows].map((cells) => rowHeight({ cells, columns })));
  // A record takes a line for each of its fields at least, and a blank one before it.
  const least = sum(table.rows.map(({ length }) => length + 1)) - 1;
  return least > most ? least : records(table, width).length;
}

/** The columns of a table that fits within `width`; undefined where it does not. */
function columnsWithin(table: MeasuredTable, width: number): Column[] | undefined {
  const { labels, rows } = table;
  const count = rows.reduce((most, row) => Math.max(most, row.length), labels.length);
  const columns = Array.from({ length: count }, (_, at) => columnOf(table, at));
  return narrow(columns, width) ? columns : undefined;
}

function columnOf({ labels, aligns, rows }: MeasuredTable, at: number): Column {
  const align = aligns[at] ?? 'left';
  const label = labels[at] ?? NOTHING;
  let data = 0;
  let isText = align === 'left';
  for (const row of rows) {
    const { width, isNumber } = row[at] ?? NOTHING;
    data = Math.max(data, width);
    isText &&= !isNumber;
  }
  return {
    align,
    width: Math.max(data, label.width),
    least: Math.max(isText ? Math.min(data, LEAST_TEXT) : data, widest(label.text.split(' '))),
  };
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

/** Narrows the columns with most to spare until all fit; false when they cannot. */
function narrow(columns: Column[], width: number): boolean {
  const available = width - GAP * (columns.length - 1);
  const spare = (column: Column) => column.width - column.least;
  if (columns.length === 0 || sum(columns.map(({ least }) => least)) > available) return false;
  for (let excess = sum(columns.map(({ width }) => width)) - available; excess > 0; ) {
    const most = columns.reduce((one, other) => (spare(other) > spare(one) ? other : one));
    const cut = Math.min(excess, Math.ceil(spare(most) / 2));
    most.width -= cut;
    excess -= cut;
  }
  return true;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

interface TableRow {
  cells: readonly Cell[];
  columns: readonly Column[];
}

const fits = (cell: Cell, column: Column): boolean => cell.width <= column.width;

/** How many lines a row takes. */
function rowHeight({ cells, columns }: TableRow): number {
  return columns.reduce((most, column, at) => {
    const cell = cells[at] ?? NOTHING;
    return fits(cell, column) ? most : Math.max(most, wrap(cell.text, column.width).length);
  }, 1);
}

function rowLines({ cells, columns }: TableRow): string[] {
  const wrapped = columns.map((column, at) => {
    const cell = cells[at] ?? NOTHING;
    return fits(cell, column) ? [cell.text] : wrap(cell.text, column.width);
  });
  const height = wrapped.reduce((most, { length }) => Math.max(most, length), 1);
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, at) => pad(wrapped[at]?.[line] ?? '', column))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function records({ labels, rows }: MeasuredTable, width: number): string[] {
  const columnsOf = (cells: readonly Cell[]) =>
    cells.map(({ text }, at) => ({ label: labels[at]?.text ?? '', value: text }));
  return rows.flatMap((cells, at) => [
    ...(at === 0 ? [] : ['']),
    ...labelled({ rows: columnsOf(cells), width }),
  ]);
}

/** Rows of `label  value` with the values in one column; what is too long goes on beneath. */
export function labelled({
  rows,
  width,
}: {
  rows: { label: string; value: string }[];
  width: number;
}): string[] {
  const longest = widest(rows.map(({ label }) => label));
  // Values come first, so that numbers stay whole; labels keep enough to be read.
  const room = width - GAP - widest(rows.map(({ value }) => value));
  const labelWidth = Math.min(longest, Math.max(room, Math.floor((width - GAP) * 0.4)));
  const indent = ' '.repeat(labelWidth + GAP);
  return rows.flatMap(({ label, value }) => {
    const labels = wrap(label, labelWidth);
    const values = wrap(value, width - labelWidth - GAP);
    const last = pad(labels.at(-1) ?? '', { width: labelWidth, align: 'left' });
    const line = `${last}  ${values[0] ?? ''}`.trimEnd();
    if (labels.length === 1 && values.length === 1) return line;
    return [...labels.slice(0, -1), line, ...values.slice(1).map((line) => indent + line.trimEnd())];
  });
}
