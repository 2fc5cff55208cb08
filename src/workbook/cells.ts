/** A workbook as plain data: what stands in its cells, before anything is packed. */

/** How a number is written. */
export type NumberFormat =
  | 'general'
  | 'whole'
  | 'tenths'
  | 'cents'
  | 'precise'
  | 'btc'
  | 'percent'
  | 'usd'
  | 'usdCents'
  | 'day';

/** What a cell is to its reader: an input is what may be changed. */
export type Look = 'plain' | 'title' | 'head' | 'input' | 'note';

/**
 * A cell. A text is never read as a formula, whatever it begins with. `formula` is without its `=`; `value` is then what
 * it comes to now, which previews and programs that do not compute show.
 */
export interface Cell {
  value?: number | string | undefined;
  formula?: string;
  format?: NumberFormat;
  look?: Look;
}

export interface Worksheet {
  /** A word, so that formulas need no quotes around it. */
  name: string;
  /** Of the columns, in characters. */
  widths: readonly number[];
  rows: readonly (readonly Cell[])[];
  /** Rows and columns at the top and at the left that stay when the rest is scrolled. */
  frozen?: { rows: number; columns: number };
}

export const text = (value: string, look: Look = 'plain'): Cell => ({ value, look });

/** What stands in the place of a number whose inputs nobody gave: nothing that is not known is 0. */
export const NOT_GIVEN = 'not given';

/** A formula that holds where each of these has a number. */
export const where = (inputs: readonly string[], formula: string): string =>
  `IF(AND(${inputs.map((cells) => `COUNT(${cells})>0`).join(',')}),${formula},"${NOT_GIVEN}")`;

/** The label of a line that holds several cases. */
export const labelOfAll = (labels: readonly string[]): string => [...new Set(labels)].join(' / ');

/** `0` is A, `26` is AA. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** The address of a cell, both counted from 0: `C5`. */
export const addressOf = ({ row, column }: { row: number; column: number }): string =>
  `${columnName(column)}${row + 1}`;

/** Days since 1900 as spreadsheets count them, of Unix milliseconds. */
export const serialDay = (time: number): number => time / 86_400_000 + 25_569;
