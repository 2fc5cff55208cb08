import { z } from 'zod';
import { UserError } from '../../common/errors.ts';
import { parseCsv } from './csv.ts';

/** A file as a table, before anything in it is understood. */
export interface Table {
  titles: string[];
  /** Each row with what a person calls its place: `row 3` as a spreadsheet shows it, or `item 3` of JSON. */
  rows: { place: string; cells: unknown[] }[];
  /** The place of the titles. */
  place: string;
}

const MOST_CHARACTERS = 1_000_000;
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 100;

/** Reads CSV or JSON, told apart by how it begins. What is too large is refused before any of it is read. */
export function readTable(text: string): Table {
  refuseHuge(text);
  const body = text.replace(/^\uFEFF/u, '').trimEnd();
  return /^\s*[[{]/u.test(body) ? jsonTable(body) : csvTable(body);
}

function refuseHuge(text: string): void {
  const inWords = (number: number) => number.toLocaleString('en-US');
  if (text.length > MOST_CHARACTERS)
    throw new UserError(
      `${inWords(text.length)} characters are too many: up to ${inWords(MOST_CHARACTERS)} are read`,
    );
  const rows = text.match(/\r\n?|\n/gu)?.length ?? 0;
  if (rows > MOST_ROWS)
    throw new UserError(`${inWords(rows)} rows are too many: up to ${inWords(MOST_ROWS)} are read`);
}

function csvTable(body: string): Table {
  // A spreadsheet takes this line as its instruction and counts from the next one; other programs put it in quotes.
  const [line = '', , separator] = /^("?)sep=(.)\1[ \t]*(?:\r\n?|\n|$)/iu.exec(body) ?? [];
  const data = parseCsv({ text: body.slice(line.length), delimiter: separator });
  const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell === '');
  const first = data.findIndex((cells) => !isEmpty(cells));
  const titles = data[first] ?? [];
  if (titles.length > MOST_COLUMNS)
    throw new UserError(`row ${first + 1}: at most ${MOST_COLUMNS} columns are read`);
  const rows = data.flatMap((cells, index) =>
    index <= first || isEmpty(cells) ? [] : [{ place: `row ${index + 1}`, cells }],
  );
  return { titles, rows, place: `row ${first + 1}` };
}

const jsonFile = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])));

function jsonTable(body: string): Table {
  const items = jsonFile.safeParse(parseJson(body));
  if (!items.success)
    throw new UserError('it must be an array of objects such as {"model": "S21 XP", "count": 100}');
  refuseDoubleKeys(body);
  const titles = [...new Set(items.data.flatMap((item) => Object.keys(item)))];
  if (titles.length > MOST_COLUMNS) throw new UserError(`at most ${MOST_COLUMNS} fields are read`);
  const rows = items.data.map((item, index) => ({
    place: `item ${index + 1}`,
    cells: titles.map((title) => item[title] ?? ''),
  }));
  return { titles, rows, place: 'the fields' };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new UserError(`not JSON (${(error as Error).message.slice(0, 120)})`);
  }
}

/** The parser keeps the last of two values and says nothing: in valid JSON a text before a colon is a key. */
function refuseDoubleKeys(body: string): void {
  let keys = new Set<string>();
  let item = 0;
  for (const [token, key] of body.matchAll(/\{|("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"/gsu)) {
    if (token === '{') {
      keys = new Set();
      item++;
    }
    if (key === undefined) continue;
    if (keys.has(key)) throw new UserError(`item ${item}: ${key} stands there twice`);
    keys.add(key);
  }
}
