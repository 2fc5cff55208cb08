import { UserError } from '../../common/errors.ts';
import { SourceError } from '../../net/http.ts';
import { parseCsv } from '../../sites/fleet/csv.ts';
import { beginning } from './json.ts';

/** Rows under named columns, each with the place where it stands. */
export interface Table {
  columns: string[];
  rows: { place: string; cells: unknown[] }[];
}

/** A CSV text under its header, without empty lines. @throws SourceError */
export function csvTable(text: string): Table {
  const [columns = [], ...lines] = cellsOf(text);
  if (columns.length < 2)
    throw new SourceError(`it is no table with columns, it begins with ${beginning(text)}`);
  const doubled = columns.find((name, index) => columns.findIndex((one) => same(one, name)) < index);
  if (doubled !== undefined) throw new SourceError(`two columns are called “${doubled}”`);
  const rows = lines
    .map((cells, index) => ({ place: `row ${index + 2}`, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const wrong = rows.find(({ cells }) => cells.length !== columns.length);
  if (wrong !== undefined)
    throw new SourceError(`${wrong.place} has ${wrong.cells.length} cells, the header has ${columns.length}`);
  return { columns, rows };
}

function cellsOf(text: string): string[][] {
  try {
    return parseCsv({ text: text.replace(/^\uFEFF/u, ''), delimiter: undefined });
  } catch (error) {
    if (error instanceof UserError) throw new SourceError(error.message);
    throw error;
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_]/gu, '');
/** Whether two names are one, without regard to case, spaces and underscores: Delivery Date, DeliveryDate. */
const same = (one: string, other: string): boolean => plain(one) === plain(other);

/** The place of the first column that has one of these names; undefined where none has. */
export function findColumn({ columns }: Table, names: readonly string[]): number | undefined {
  const at = columns.findIndex((column) => names.some((name) => same(name, column)));
  return at < 0 ? undefined : at;
}

/** As findColumn. @throws SourceError naming the columns there are, where none has the name */
export function columnOf(table: Table, names: readonly string[]): number {
  const at = findColumn(table, names);
  if (at !== undefined) return at;
  const there = table.columns.slice(0, 12).join(', ').slice(0, 200);
  throw new SourceError(`there is no column “${names.join('” or “')}”, there are: ${there}`);
}
