import { readPowerPrice } from '../chat/read/price.ts';
import { scanNumber } from '../chat/read/scan.ts';
import { UserError } from '../common/errors.ts';
import { SITE_RANGES } from '../economics/index.ts';
import { isWithin, outOfRange } from '../economics/range.ts';
import { SourceError } from '../net/http.ts';
import { timeBeside } from './ownTime.ts';

/** Names under which a price is looked for when none is given. */
const USUAL_FIELDS = ['price', 'powerPrice', 'power_price', 'usdPerMwh', 'usd_per_mwh', 'lmp', 'value'];

/** A power price as an answer gives it. */
interface PowerAnswer {
  priceUsdPerMwh: number;
  /** What stands beside it as its time, as it stands there; undefined when nothing does. */
  time?: unknown;
}

interface Found {
  value: unknown;
  time?: unknown;
}

/**
 * The power price (USD per MWh) in an answer, and its time: a bare number, JSON with `field` as a path (`data.0.price`), or CSV with
 * `field` as a column, of which the last row counts. @throws SourceError when there is no such number in it.
 */
export function readPowerAnswer({ text, field }: { text: string; field?: string | undefined }): PowerAnswer {
  const found = /^\s*[{[]/u.test(text) ? inJson(text, field) : inCsv(text, field);
  const { value: said, time } = found ?? { value: undefined };
  const value = typeof said === 'string' ? numberIn(said) : said;
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new SourceError(
      `the answer has no number ${field === undefined ? `under ${USUAL_FIELDS.join(', ')}` : `under "${field}"`}`,
    );
  const range = SITE_RANGES.powerPriceUsdPerMwh;
  if (!isWithin(range, value))
    throw new SourceError(outOfRange({ field: 'the price', value, ...range }).message);
  return { priceUsdPerMwh: value, ...(time !== undefined && { time }) };
}

const readPrice = readPowerPrice({ what: 'The price', range: SITE_RANGES.powerPriceUsdPerMwh });

/** A price in words, as it is typed in chat; a number without a unit is in $/MWh, as feeds are. */
function numberIn(words: string): number | undefined {
  const text = words.trim().replace(/^\+/u, '');
  try {
    const bare = scanNumber(text);
    const read = bare?.rest === '' ? bare : readPrice(text);
    return read?.rest === '' ? read.value : undefined;
  } catch (error) {
    throw error instanceof UserError ? new SourceError(error.message) : error;
  }
}

function inJson(text: string, field: string | undefined): Found | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SourceError('the answer is not JSON');
  }
  const paths = field === undefined ? USUAL_FIELDS : [field];
  return paths.map((path) => at(json, path.split('.'))).find((found) => found !== undefined);
}

/** A value by its path, and the time that stands nearest to it. */
function at(json: unknown, [name, ...rest]: string[]): Found | undefined {
  if (name === undefined) return { value: json };
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined;
  const found = at((json as Record<string, unknown>)[name], rest);
  return found && { ...found, time: found.time ?? timeBeside(json) };
}

/** A single number is CSV of one cell. */
function inCsv(text: string, field: string | undefined): Found | undefined {
  if (field === undefined && /^\s*[-+]?[\d.]+\s*$/u.test(text)) return { value: text };
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const header = cells(lines[0] ?? '');
  const last = Object.fromEntries(cells(lines.at(-1) ?? '').map((cell, at) => [header[at], cell]));
  const names = field === undefined ? USUAL_FIELDS : [field];
  const name = names.find((one) => Object.hasOwn(last, one));
  return name === undefined ? undefined : { value: last[name], time: timeBeside(last) };
}

/** The cells of a line of CSV, out of their quotes. */
function cells(line: string): string[] {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)];
  return found.map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim());
}
