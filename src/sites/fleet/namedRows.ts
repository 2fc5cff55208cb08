import type { Faults } from './faults.ts';
import { readTable } from './table.ts';

/** A row of a file whose columns are known by name; `cell` is its text in one of them, empty where there is none. */
export interface NamedRow<Column extends string> {
  place: string;
  cell(column: Column): string;
}

/**
 * Reads CSV or JSON with columns of these names, in any order and case. A file that cannot be read, a column that is not
 * known and one that is needed and not there are faults; undefined where there are any.
 */
export function readNamedRows<Column extends string>(asked: {
  text: string;
  columns: readonly Column[];
  needed: readonly Column[];
  faults: Faults;
}): NamedRow<Column>[] | undefined {
  const { text, columns, needed, faults } = asked;
  const table = faults.collect('the file', () => readTable(text));
  if (!table) return undefined;
  const { titles, rows, place } = table;
  const columnOf = (title: string) =>
    columns.find((column) => column.toLowerCase() === title.trim().toLowerCase());
  const found = titles.map(columnOf);
  const unknown = titles.filter((title, at) => title.trim() !== '' && found[at] === undefined);
  const lacking = needed.filter((column) => !found.includes(column));
  if (unknown.length > 0)
    faults.add(place, `unknown column ${unknown.join(', ').slice(0, 60)}; accepted: ${columns.join(', ')}`);
  if (lacking.length > 0) faults.add(place, `no column is ${lacking.join(' or ')}`);
  if (!faults.isEmpty) return undefined;
  return rows.map(({ place, cells }) => ({
    place,
    cell: (column) => String(cells[found.indexOf(column)] ?? '').trim(),
  }));
}
