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

/**
 * A table within `width` columns, its header first: columns of text shrink and wrap, numbers stay whole. A table
 * that cannot fit is shown as records, one label and value to a line.
 */
export function tableLines({ table, width }: { table: Table; width: number }): string[] {
  const labels = table.columns.map(({ label }) => safeLine(label));
  const rows = table.rows.map((row) => row.map((part) => safeLine(partText(part))));
  const count = rows.reduce((most, row) => Math.max(most, row.length), labels.length);
  const columns = Array.from({ length: count }, (_, at) => columnOf({ table, labels, rows, at }));
  if (!narrow(columns, width)) return records({ labels, rows, width });
  return [labels, ...rows].flatMap((cells) => rowLines({ cells, columns }));
}

function columnOf({
  table,
  labels,
  rows,
  at,
}: {
  table: Table;
  labels: string[];
  rows: string[][];
  at: number;
}): Column {
  const { align } = table.columns[at] ?? { align: 'left' };
  const label = labels[at] ?? '';
  const data = widest(rows.map((row) => row[at] ?? ''));
  const isText = align === 'left' && !table.rows.some((row) => typeof row[at] === 'object');
  return {
    align,
    width: Math.max(data, displayWidth(label)),
    least: Math.max(isText ? Math.min(data, LEAST_TEXT) : data, widest(label.split(' '))),
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

function rowLines({ cells, columns }: { cells: string[]; columns: readonly Column[] }): string[] {
  const wrapped = columns.map(({ width }, at) => wrap(cells[at] ?? '', width));
  const height = wrapped.reduce((most, { length }) => Math.max(most, length), 1);
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, at) => pad(wrapped[at]?.[line] ?? '', column))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function records({ labels, rows, width }: { labels: string[]; rows: string[][]; width: number }): string[] {
  const columnsOf = (cells: string[]) => cells.map((value, at) => ({ label: labels[at] ?? '', value }));
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
    return [
      ...labels.slice(0, -1),
      `${last}  ${values[0] ?? ''}`.trimEnd(),
      ...values.slice(1).map((line) => indent + line.trimEnd()),
    ];
  });
}
