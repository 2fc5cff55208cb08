import type { BlockOf, Part } from '../reply.ts';
import { GAP, labelled, labelWidthOf } from './labelled.ts';
import { displayWidth, pad, safeLine, unbroken, wrap } from './width.ts';

type Table = BlockOf<'table'>;

interface Column {
  align: 'left' | 'right';
  width: number;
  /** The narrowest it can be: a number is never broken, a text at its spaces. */
  least: number;
  /** The narrowest it can be where its words may be broken too. */
  leastBroken: number;
}

/** Columns side by side, and the spaces between two of them. */
interface Layout {
  columns: Column[];
  gap: number;
}

/** Where words would be broken otherwise. */
const NARROW_GAP = 1;
const LEAST_TEXT = 8;

/** The text of a stretch of a sentence, or of a number. */
export function partText(part: Part): string {
  return typeof part === 'string' ? part : part.text;
}

/** What stands in a field of a table, on one line, and the columns that it takes on a terminal. */
interface Cell {
  text: string;
  width: number;
  /** The columns of its widest word; a number is one. */
  word: number;
  isNumber: boolean;
}

/** A table's cells, measured once for all the screens that it is laid out for. */
export interface MeasuredTable {
  labels: Cell[];
  aligns: Column['align'][];
  rows: Cell[][];
}

const NOTHING: Cell = { text: '', width: 0, word: 0, isNumber: false };

/** A row's cells, measured: it is to be added to a table's. */
export function measureRow(row: readonly Part[]): Cell[] {
  return row.map((part) => {
    const text = safeLine(partText(part));
    const width = displayWidth(text);
    const isNumber = typeof part !== 'string';
    return { text, width, word: isNumber || width <= LEAST_TEXT ? width : unbroken(text), isNumber };
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
 * that cannot fit is shown as records, one label and value to a line. A word is broken only where no layout holds it.
 */
export function tableLines({ table, width }: { table: MeasuredTable; width: number }): string[] {
  const layout = layoutWithin(table, width);
  if (!layout) return records(table, width);
  return [table.labels, ...table.rows].flatMap((cells) => rowLines({ cells, ...layout }));
}

/** How many lines `tableLines` makes; where they are more than `most`, any number that is. */
export function tableHeight(asked: { table: MeasuredTable; width: number; most: number }): number {
  const { table, width, most } = asked;
  const layout = layoutWithin(table, width);
  if (layout) return sum([table.labels, ...table.rows].map((cells) => rowHeight({ cells, ...layout })));
  // A record takes a line for each of its fields at least, and a blank one before it.
  const least = sum(table.rows.map(({ length }) => length + 1)) - 1;
  return least > most ? least : records(table, width).length;
}

/** The columns of a table within `width`; undefined where it is to be shown as records. */
function layoutWithin(table: MeasuredTable, width: number): Layout | undefined {
  const { labels, rows } = table;
  const count = rows.reduce((most, row) => Math.max(most, row.length), labels.length);
  const columns = Array.from({ length: count }, (_, at) => columnOf(table, at));
  const whole = narrowed({ columns, gap: GAP }, width) ?? narrowed({ columns, gap: NARROW_GAP }, width);
  if (whole || recordsHoldWords(table, width)) return whole;
  const broken = columns.map((column) => ({ ...column, least: column.leastBroken }));
  return narrowed({ columns: broken, gap: GAP }, width);
}

function columnOf({ labels, aligns, rows }: MeasuredTable, at: number): Column {
  const align = aligns[at] ?? 'left';
  const label = labels[at] ?? NOTHING;
  let [data, word] = [0, 0];
  let isText = align === 'left';
  for (const row of rows) {
    const cell = row[at] ?? NOTHING;
    data = Math.max(data, cell.width);
    word = Math.max(word, cell.word);
    isText &&= !cell.isNumber;
  }
  const leastBroken = Math.max(isText ? Math.min(data, LEAST_TEXT) : data, label.word);
  return {
    align,
    width: Math.max(data, label.width),
    least: isText ? Math.max(leastBroken, word) : leastBroken,
    leastBroken,
  };
}

/** Narrows the columns with most to spare until all fit; undefined when they cannot. */
function narrowed({ columns, gap }: Layout, width: number): Layout | undefined {
  const available = width - gap * (columns.length - 1);
  const spare = (column: Column) => column.width - column.least;
  if (columns.length === 0 || sum(columns.map(({ least }) => least)) > available) return undefined;
  const fitted = columns.map((column) => ({ ...column }));
  for (let excess = sum(columns.map(({ width }) => width)) - available; excess > 0; ) {
    const most = fitted.reduce((one, other) => (spare(other) > spare(one) ? other : one));
    const cut = Math.min(excess, Math.ceil(spare(most) / 2));
    most.width -= cut;
    excess -= cut;
  }
  return { columns: fitted, gap };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

interface TableRow extends Layout {
  cells: readonly Cell[];
}

const fits = (cell: Cell, column: Column): boolean => cell.width <= column.width;

/** How many lines a row takes. */
function rowHeight({ cells, columns }: Pick<TableRow, 'cells' | 'columns'>): number {
  return columns.reduce((most, column, at) => {
    const cell = cells[at] ?? NOTHING;
    return fits(cell, column) ? most : Math.max(most, wrap(cell.text, column.width).length);
  }, 1);
}

function rowLines({ cells, columns, gap }: TableRow): string[] {
  const wrapped = columns.map((column, at) => {
    const cell = cells[at] ?? NOTHING;
    return fits(cell, column) ? [cell.text] : wrap(cell.text, column.width);
  });
  const height = wrapped.reduce((most, { length }) => Math.max(most, length), 1);
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, at) => pad(wrapped[at]?.[line] ?? '', column))
      .join(' '.repeat(gap))
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

/** Whether records within `width` break no word. */
function recordsHoldWords({ labels, rows }: MeasuredTable, width: number): boolean {
  const cells = rows.flat();
  const labelWidth = labelWidthOf({ labels: widthOf(labels), values: widthOf(cells), width });
  return wordOf(labels) <= labelWidth && wordOf(cells) <= width - labelWidth - GAP;
}

const widthOf = (cells: readonly Cell[]): number =>
  cells.reduce((most, { width }) => Math.max(most, width), 0);
const wordOf = (cells: readonly Cell[]): number => cells.reduce((most, { word }) => Math.max(most, word), 0);
