import { SITE_RANGES } from '../economics/index.ts';
import { isWithin, outOfRange } from '../economics/range.ts';
import { SourceError } from '../net/http.ts';

/** Names under which a price is looked for when none is given. */
const USUAL_FIELDS = ['price', 'powerPrice', 'power_price', 'usdPerMwh', 'usd_per_mwh', 'lmp', 'value'];

/**
 * The power price (USD per MWh) in an answer: a bare number, JSON with `field` as a path (`data.0.price`), or CSV with
 * `field` as a column, of which the last row counts. @throws SourceError when there is no such number in it.
 */
export function readPowerAnswer({ text, field }: { text: string; field?: string | undefined }): number {
  const found = /^\s*[{[]/u.test(text) ? inJson(text, field) : inCsv(text, field);
  const value = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new SourceError(
      `the answer has no number ${field === undefined ? `under ${USUAL_FIELDS.join(', ')}` : `under "${field}"`}`,
    );
  const range = SITE_RANGES.powerPriceUsdPerMwh;
  if (!isWithin(range, value))
    throw new SourceError(outOfRange({ field: 'the price', value, ...range }).message);
  return value;
}

function inJson(text: string, field: string | undefined): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SourceError('the answer is not JSON');
  }
  const paths = field === undefined ? USUAL_FIELDS : [field];
  return paths.map((path) => at(json, path.split('.'))).find((value) => value !== undefined);
}

function at(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return at((value as Record<string, unknown>)[name], rest);
}

/** A single number is CSV of one cell. */
function inCsv(text: string, field: string | undefined): unknown {
  if (field === undefined && /^\s*[-+]?[\d.]+\s*$/u.test(text)) return text;
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const header = cells(lines[0] ?? '');
  const last = Object.fromEntries(cells(lines.at(-1) ?? '').map((cell, at) => [header[at], cell]));
  const names = field === undefined ? USUAL_FIELDS : [field];
  return names
    .map((name) => (Object.hasOwn(last, name) ? last[name] : undefined))
    .find((value) => value !== undefined);
}

/** The cells of a line of CSV, out of their quotes. */
function cells(line: string): string[] {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)];
  return found.map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim());
}
