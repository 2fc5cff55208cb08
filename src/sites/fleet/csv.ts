import Papa from 'papaparse';
import { UserError } from '../../common/errors.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** The cells of a CSV text, row by row, empty rows too. UserError when a quote is not closed. */
export function parseCsv({ text, delimiter }: { text: string; delimiter: string | undefined }): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimitersToGuess: DELIMITERS,
    ...(delimiter !== undefined && { delimiter }),
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw new UserError(`row ${(broken.row ?? 0) + 1}: a quote is not closed`);
  return data.map((cells) => cells.map(unmarked));
}

/** Writes rows under their columns; cells that a spreadsheet would run as a formula are written as text. */
export function writeCsv({ rows, columns }: { rows: object[]; columns: string[] }): string {
  return `${Papa.unparse(rows, { columns, escapeFormulae: /^[=+\-@\t\r]/, newline: '\n' })}\n`;
}

/** Undoes the mark that makes a formula text, so that what was exported can be imported. */
const unmarked = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/u, '');
