import Papa from 'papaparse';
import { z } from 'zod';
import { UserError } from '../common/errors.ts';
import { customMachine, type FleetItem, findMachine, SITE_RANGES } from '../economics/index.ts';

/** A fleet as a file: one row per machine class, as CSV with a header or as a JSON array of objects. */

const COLUMNS = ['model', 'count', 'efficiencyJPerTh', 'hashrateThPerS', 'powerW'] as const;
type Column = (typeof COLUMNS)[number];
export type FleetFormat = 'csv' | 'json';

const MOST_FAULTS_SHOWN = 10;

/** One fault of a file: where, and what is wrong. */
interface Fault {
  /** As a spreadsheet counts them: the header is row 1. */
  row: number;
  column?: Column | undefined;
  message: string;
}

/** Reads a fleet from CSV or JSON, told apart by how it begins. UserError names every fault by row and column. */
export function readFleetFile({ name, text }: { name: string; text: string }): FleetItem[] {
  const body = text.replace(/^\uFEFF/, '').trim();
  if (body === '') throw new UserError(`${name} is empty. Its first row must be: ${COLUMNS.join(',')}`);
  const rows = /^[[{]/.test(body) ? jsonRows({ name, body }) : csvRows({ name, body });
  const faults: Fault[] = [];
  const fleet = rows.flatMap(({ row, cells }) => itemFrom({ row, cells, faults }) ?? []);
  const { min, max } = SITE_RANGES.fleetItems;
  if (faults.length === 0 && (fleet.length < min || fleet.length > max)) {
    faults.push({
      row: rows.length + 1,
      message: `a fleet must have ${min} to ${max} rows, read ${fleet.length}`,
    });
  }
  if (faults.length > 0) throw refused({ name, faults });
  return fleet;
}

/** Writes a fleet; cells that a spreadsheet would run as a formula are written as text. */
export function writeFleetFile({
  fleet,
  format,
}: {
  fleet: readonly FleetItem[];
  format: FleetFormat;
}): string {
  const rows = fleet.map(({ machine, count, efficiencyJPerTh }) => ({
    model: machine.model,
    count,
    ...(efficiencyJPerTh === undefined ? {} : { efficiencyJPerTh }),
    ...(machine.custom ? { hashrateThPerS: machine.hashrateThPerS, powerW: machine.powerW } : {}),
  }));
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  return `${Papa.unparse(rows, { columns: [...COLUMNS], escapeFormulae: /^[=+\-@\t\r]/, newline: '\n' })}\n`;
}

type Cells = Partial<Record<Column, unknown>>;
interface Row {
  row: number;
  cells: Cells;
}

function csvRows({ name, body }: { name: string; body: string }): Row[] {
  const { data, errors } = Papa.parse<string[]>(body, { delimitersToGuess: [',', ';', '\t'] });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) {
    throw refused({ name, faults: [{ row: (broken.row ?? 0) + 1, message: 'a quote is not closed' }] });
  }
  const [header = [], ...lines] = data;
  const columns = headerColumns({ name, header });
  return lines.flatMap((cells, index) =>
    cells.every((cell) => cell.trim() === '') ? [] : [{ row: index + 2, cells: cellsOf({ columns, cells }) }],
  );
}

function headerColumns({ name, header }: { name: string; header: string[] }): (Column | undefined)[] {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const columns = header.map((title) => COLUMNS.find((column) => plain(column) === plain(title)));
  const unknown = header.filter((title, index) => title.trim() !== '' && columns[index] === undefined);
  if (unknown.length > 0 || !columns.includes('model') || !columns.includes('count')) {
    const what =
      unknown.length > 0
        ? `unknown column ${unknown.join(', ')}`
        : 'model and count must be among the columns';
    throw refused({ name, faults: [{ row: 1, message: `${what}; accepted: ${COLUMNS.join(', ')}` }] });
  }
  return columns;
}

/** Undoes the mark that makes a formula text, so that what was exported can be imported. */
function cellsOf({ columns, cells }: { columns: (Column | undefined)[]; cells: string[] }): Cells {
  const pairs = columns.flatMap((column, index) => {
    const text = (cells[index] ?? '').trim().replace(/^'(?=[=+\-@\t\r])/, '');
    return column === undefined || text === '' ? [] : [[column, text]];
  });
  return Object.fromEntries(pairs);
}

const jsonFile = z.array(z.record(z.string(), z.unknown()));

function jsonRows({ name, body }: { name: string; body: string }): Row[] {
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch (error) {
    throw refused({
      name,
      faults: [{ row: 1, message: `not JSON (${(error as Error).message.slice(0, 120)})` }],
    });
  }
  const rows = jsonFile.safeParse(data);
  if (!rows.success) {
    throw refused({
      name,
      faults: [{ row: 1, message: 'must be an array of objects such as {"model": "S21 XP", "count": 100}' }],
    });
  }
  return rows.data.map((cells, index) => {
    const unknown = Object.keys(cells).filter((key) => !(COLUMNS as readonly string[]).includes(key));
    if (unknown.length > 0) {
      const message = `unknown field ${unknown.join(', ')}; accepted: ${COLUMNS.join(', ')}`;
      throw refused({ name, faults: [{ row: index + 1, message }] });
    }
    return { row: index + 1, cells };
  });
}

/** One class; undefined after noting what is wrong with it. */
function itemFrom({ row, cells, faults }: Row & { faults: Fault[] }): FleetItem | undefined {
  const before = faults.length;
  const number = (column: keyof typeof LIMITS) => readNumber({ row, column, value: cells[column], faults });
  const count = number('count');
  if (cells.count === undefined) faults.push({ row, column: 'count', message: 'is missing' });
  const efficiencyJPerTh = number('efficiencyJPerTh');
  const hashrateThPerS = number('hashrateThPerS');
  const powerW = number('powerW');
  const machine =
    hashrateThPerS !== undefined && powerW !== undefined
      ? customOrFault({ row, cells, hashrateThPerS, powerW, faults })
      : knownOrFault({ row, cells, faults });
  if (faults.length > before || machine === undefined || count === undefined) return undefined;
  return { machine, count, ...(efficiencyJPerTh === undefined ? {} : { efficiencyJPerTh }) };
}

function customOrFault(asked: Row & { hashrateThPerS: number; powerW: number; faults: Fault[] }) {
  const { row, cells, hashrateThPerS, powerW, faults } = asked;
  const name = typeof cells.model === 'string' ? cells.model.slice(0, 60) : undefined;
  try {
    return customMachine({ hashrateThPerS, powerW, ...(name === undefined ? {} : { name }) });
  } catch (error) {
    faults.push({ row, column: 'powerW', message: (error as Error).message });
    return undefined;
  }
}

function knownOrFault({ row, cells, faults }: Row & { faults: Fault[] }) {
  const { model } = cells;
  if (typeof model !== 'string') {
    faults.push({
      row,
      column: 'model',
      message: 'is missing; a custom machine needs hashrateThPerS and powerW',
    });
    return undefined;
  }
  const known = findMachine({ name: model });
  if ('found' in known) return known.found;
  const near = known.candidates.map((machine) => machine.model).slice(0, 3);
  const hint =
    near.length > 0
      ? `; did you mean ${near.join(', ')}?`
      : '; a custom machine needs hashrateThPerS and powerW';
  faults.push({ row, column: 'model', message: `“${model.slice(0, 40)}” is not in the catalogue${hint}` });
  return undefined;
}

const LIMITS = {
  count: SITE_RANGES.count,
  efficiencyJPerTh: SITE_RANGES.efficiencyJPerTh,
  hashrateThPerS: SITE_RANGES.hashrateThPerS,
  powerW: SITE_RANGES.powerW,
};

function readNumber(asked: {
  row: number;
  column: keyof typeof LIMITS;
  value: unknown;
  faults: Fault[];
}): number | undefined {
  const { row, column, value, faults } = asked;
  if (value === undefined) return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  const grouped =
    typeof text === 'string' && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  const number =
    typeof grouped === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(grouped)
      ? Number(grouped)
      : Number.NaN;
  const { min, max } = LIMITS[column];
  if (number >= min && number <= max) return number;
  faults.push({
    row,
    column,
    message: `must be a number from ${min} to ${max.toLocaleString('en-US')}, read “${String(value).slice(0, 40)}”`,
  });
  return undefined;
}

function refused({ name, faults }: { name: string; faults: readonly Fault[] }): UserError {
  const shown = faults.slice(0, MOST_FAULTS_SHOWN).map(({ row, column, message }) => {
    return `row ${row}${column === undefined ? '' : `, ${column}`}: ${message}`;
  });
  const more = faults.length > shown.length ? `; and ${faults.length - shown.length} more` : '';
  return new UserError(`${name} was refused whole, nothing was changed: ${shown.join('; ')}${more}`);
}
