import { quoted, scanMoney, scanNumber } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import { isMonth } from '../economics/index.ts';
import { Faults } from '../sites/fleet/faults.ts';
import { readNamedRows } from '../sites/fleet/namedRows.ts';
import { type CreditEntry, creditKinds } from './table.ts';

/** The columns of credits in CSV, one row each; mwh may be left out, and left empty. */
const COLUMNS = ['month', 'kind', 'usd', 'mwh'] as const;
type Column = (typeof COLUMNS)[number];

/** What one credit may be, USD and MWh. */
const USD = { min: -1e9, max: 1e9 };
const MWH = { min: 0, max: 1e7 };

/** Reads credits from CSV. @throws UserError that names every fault by its row and column, and refuses the file whole */
export function readCreditFile({ name, text }: { name: string; text: string }): CreditEntry[] {
  const faults = new Faults();
  const rows = readNamedRows({ text, columns: COLUMNS, needed: ['month', 'kind', 'usd'], faults });
  if (!rows) throw faults.refusal(name);
  const entries = rows.map(({ place, cell }) => {
    const read = <T>(column: Column, reader: (text: string) => T): T =>
      // A fault makes the whole file be refused, so that what stands here is never used.
      faults.collect(`${place}, ${column}`, () => reader(cell(column))) as T;
    const mwh = read('mwh', (cell) => (cell === '' ? undefined : within(cell, MWH, scanNumber(cell))));
    return {
      month: read('month', monthOf),
      kind: read('kind', kindOf),
      usd: read('usd', (cell) => within(cell, USD, scanMoney(cell))),
      ...(mwh !== undefined && { mwh }),
    };
  });
  if (entries.length === 0) faults.add('the file', 'there is no row below its titles');
  if (!faults.isEmpty) throw faults.refusal(name);
  return entries;
}

function monthOf(cell: string): string {
  if (isMonth(cell)) return cell;
  throw new UserError(`I read ${quoted(cell)}, expected a month such as 2026-08`);
}

function kindOf(cell: string) {
  const kind = creditKinds.find((one) => one === cell.toLowerCase().replace(/[\s_]+/gu, '-'));
  if (kind !== undefined) return kind;
  throw new UserError(`I read ${quoted(cell)}, expected ${creditKinds.join(', ')}`);
}

function within(
  cell: string,
  { min, max }: { min: number; max: number },
  number: { value: number; rest: string } | undefined,
): number {
  if (number?.rest === '' && number.value >= min && number.value <= max) return number.value;
  const [least, most] = [min, max].map((end) => end.toLocaleString('en-US'));
  throw new UserError(`I read ${quoted(cell)}, expected a number from ${least} to ${most}`);
}
