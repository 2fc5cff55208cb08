import { UserError } from '../../common/errors.ts';
import type { Range } from '../../economics/index.ts';
import type { Read } from '../parameter.ts';

/** Reads a value at the start of a text that has no leading space. Undefined: not of this kind. */
export type Reader<T> = (text: string) => Read<T> | undefined;

const GROUP = "[,_'’\\u00a0\\u2009\\u202f]";
const NUMBER = new RegExp(`^([-−])?(\\d{1,3}(?:${GROUP}\\d{3})+(?!\\d)|\\d+)?(\\.\\d+)?`, 'u');
const MONEY = /^([-−])?\s?(?:(?:US)?\$|USD)\s?/iu;
const SCALE = /^\s?(k|thousand|m|mn|million|b|bn|billion)(?![\p{L}\p{N}])/iu;
/** Units that make a number something else: `45` in `45 MW` is no price. */
const UNIT = /^\s?(?:[kMGT]?Wh?|[GTPEZ]H(?:\/s)?|[JW]\/TH?|%|¢|c|ct|cents?|[$/]|USD|x|×)(?![\p{L}\p{N}])/iu;

/** What was read, for a message: in quotes, shortened. */
export function quoted(text: string): string {
  return `“${
    text.length > 40
      ? `${text
          .slice(0, 39)
          .replace(/\p{Cs}$/u, '')
          .toWellFormed()}…`
      : text
  }”`;
}

/** The part of `text` that a reader has consumed when it left `rest`. */
export function consumed({ text, rest }: { text: string; rest: string }): string {
  return text.slice(0, text.length - rest.length).trim();
}

/** Whether a value may end here: at the end of the line, a space, a comma or a semicolon. */
export function endsHere(rest: string): boolean {
  return /^(?:$|[\s,;])/u.test(rest);
}

/** A number in en-US writing, with or without grouping: `20,000`, `-0.5`, `.045`. Refuses a decimal comma. */
export function scanNumber(text: string): Read<number> | undefined {
  const [all = '', sign, whole = '', decimals = ''] = NUMBER.exec(text) ?? [];
  if (whole === '' && decimals === '') return undefined;
  const rest = text.slice(all.length);
  if (/^,\d/u.test(rest) || /^0\D/u.test(whole)) refuseDecimalComma(text);
  if (/^\d{1,3}(?:\.\d{3}){2,}(?!\d)/u.test(text)) refusePointGroups(text);
  const magnitude = Number((whole.replace(/\D/gu, '') || '0') + decimals);
  return { value: sign && magnitude !== 0 ? -magnitude : magnitude, rest };
}

/**
 * Refuses a point with three digits after it, where nothing has thousandths: who writes `20.000` may mean 20,000.
 * `text` begins with what `number` was read from.
 */
export function refusePointGroup({ text, number }: { text: string; number: Read<number> }): void {
  const read = consumed({ text, rest: number.rest });
  const [digits] = /(?<!\d)[1-9]\d{0,2}\.\d{3}$/u.exec(read) ?? [];
  if (digits === undefined) return;
  const [grouped, plain] = [digits.replaceAll('.', ','), String(Number(digits))];
  throw new UserError(
    `I read ${quoted(read)}, which could mean ${grouped} or ${plain}: write ${grouped} or ${plain}.`,
  );
}

function refusePointGroups(text: string): never {
  const [read = ''] = /^[\d.]+/u.exec(text) ?? [];
  throw new UserError(`I read ${quoted(read)}: write groups with commas, ${read.replaceAll('.', ',')}.`);
}

function refuseDecimalComma(text: string): never {
  const [word = ''] = /^\S*/u.exec(text) ?? [];
  throw new UserError(
    `I read ${quoted(word)}, where the comma is unclear: write 4.5 with a point, 20,000 with groups of three, and a space after the comma of a list.`,
  );
}

/** An amount in USD: `$90,000`, `90k`, `-$12`, `USD 1.2m`. `dollars` says whether the currency was written before it. */
export function scanMoney(text: string): (Read<number> & { dollars: boolean }) | undefined {
  const [prefix = '', sign] = MONEY.exec(text) ?? [];
  const number = scanNumber(text.slice(prefix.length));
  if (!number || (sign && number.value < 0)) return undefined;
  const [suffix = '', scale = ''] = SCALE.exec(number.rest) ?? [];
  const value = scaled(sign && number.value !== 0 ? -number.value : number.value, scaleFactor(scale));
  return { value, rest: number.rest.slice(suffix.length), dollars: prefix !== '' };
}

function scaleFactor(scale: string): number {
  switch (scale[0]?.toLowerCase()) {
    case 'k':
    case 't':
      return 1e3;
    case 'm':
      return 1e6;
    case 'b':
      return 1e9;
    default:
      return 1;
  }
}

/** `value × factor` without the binary dust, so that 5.7c is $57/MWh. */
export function scaled(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15));
}

/** Units by the pattern of their name, each with its factor to the wanted unit. */
export type Units = readonly { name: RegExp; factor: number }[];

/** A unit's name as a pattern that must stand at the start and end with the word. */
export function named(pattern: string): RegExp {
  return new RegExp(`^\\s?(?:${pattern})(?![\\p{L}\\p{N}/])`, 'iu');
}

/** The factor of the unit at the start of `text`, and what follows it. */
export function scanUnit(text: string, units: Units): { factor: number; rest: string } | undefined {
  for (const { name, factor } of units) {
    const match = name.exec(text);
    if (match) return { factor, rest: text.slice(match[0].length) };
  }
  return undefined;
}

/** Whether a number stands alone before `rest`, without a unit that would make it something else. */
export function isBare(rest: string): boolean {
  return endsHere(rest) && !UNIT.test(rest);
}

/** Returns the reading when its value is in range; UserError with what was read and what is accepted otherwise. */
export function inRange(
  { value, rest }: Read<number>,
  { text, what, range, unit = '' }: { text: string; what: string; range: Range; unit?: string },
): Read<number> {
  if (value >= range.min && value <= range.max) return { value, rest };
  const show = (bound: number) =>
    bound.toLocaleString('en-US', { maximumFractionDigits: 8 }).replace('-', '−');
  throw new UserError(
    `${what} must be between ${show(range.min)} and ${show(range.max)}${unit && ` ${unit}`}, read ${quoted(consumed({ text, rest }))}.`,
  );
}

/** What an error message calls the quantity, and the values that are accepted. */
export interface Bounds {
  what: string;
  range: Range;
}

/** A number with one of `units`; without a unit it is read by `bare`, or not at all. */
export function measured(
  { value, rest }: Read<number>,
  { units, bare }: { units: Units; bare?: (value: number) => number },
): Read<number> | undefined {
  const unit = scanUnit(rest, units);
  if (unit) return { value: scaled(value, unit.factor), rest: unit.rest };
  return bare && isBare(rest) ? { value: bare(value), rest } : undefined;
}
