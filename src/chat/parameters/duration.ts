import { UserError } from '../../common/errors.ts';
import type { Range } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { consumed, quoted, type Reader, scaled, scanNumber, scanUnit, type Units } from '../read/scan.ts';
import { type Options, parameter } from './kind.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `m` is minutes: nobody holds a condition for months. */
const UNITS: Units = [
  { name: unitName('m|mins?|minutes?'), factor: MINUTE_MS },
  { name: unitName('h|hrs?|hours?'), factor: HOUR_MS },
  { name: unitName('d|days?'), factor: DAY_MS },
  { name: unitName('w|wks?|weeks?'), factor: 7 * DAY_MS },
];
const WORDS: [RegExp, number][] = [
  [/^half an hour(?![\p{L}\p{N}])/iu, HOUR_MS / 2],
  [/^an? hour and a half(?![\p{L}\p{N}])/iu, 1.5 * HOUR_MS],
  [/^an?\s(?=(?:minute|hour|day|week)(?![\p{L}\p{N}]))/iu, 1],
];

/** A duration in milliseconds, in whole minutes: `30m`, `6 hours`, `2 days`, `half an hour`. */
export function readDuration({ what, range }: { what: string; range: Range }): Reader<number> {
  return (text) => {
    const read = inWords(text) ?? inNumbers(text);
    if (!read) return undefined;
    const value = Math.round(read.value / MINUTE_MS) * MINUTE_MS;
    if (value >= range.min && value <= range.max && Math.abs(value - read.value) < 1)
      return { value, rest: read.rest };
    const was = quoted(consumed({ text, rest: read.rest }));
    throw new UserError(
      `${what} must be between ${showDuration(range.min)} and ${showDuration(range.max)} in whole minutes, read ${was}.`,
    );
  };
}

function inWords(text: string) {
  for (const [words, ms] of WORDS) {
    const [match] = words.exec(text) ?? [];
    if (match === undefined) continue;
    const rest = text.slice(match.length);
    if (ms > 1) return { value: ms, rest };
    const unit = scanUnit(rest, UNITS);
    return unit && { value: unit.factor, rest: unit.rest };
  }
  return undefined;
}

/** One number with its unit, or several, each in a smaller unit: `1h30m`, `2 days and 6 hours`. */
function inNumbers(text: string, within = Infinity): Read<number> | undefined {
  const number = scanNumber(text);
  const unit = number && scanUnit(number.rest, UNITS);
  if (!number || !unit || unit.factor >= within) return undefined;
  const value = scaled(number.value, unit.factor);
  const next = inNumbers(unit.rest.replace(/^\s*(?:and\s+)?(?=\d)/iu, ''), unit.factor);
  return next ? { value: value + next.value, rest: next.rest } : { value, rest: unit.rest };
}

/** The name of a unit, which a digit may follow. */
function unitName(pattern: string): RegExp {
  return new RegExp(`^\\s?(?:${pattern})(?![\\p{L}/])`, 'iu');
}

/** A duration as a person says it, in its two largest units: `30 min`, `2 h`, `11 days`, `1 day 6 h`. */
export function showDuration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    ...(days > 0 ? [days === 1 ? '1 day' : `${days} days`] : []),
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(rest > 0 ? [`${rest} min`] : []),
  ];
  return parts.length === 0 ? '0 min' : parts.slice(0, 2).join(' ');
}

/** A duration in milliseconds. */
export function duration<R extends boolean = false>(
  options: Options<R> & { what?: string; range?: Range },
): Parameter<number, R> {
  const { what = 'A duration', range = { min: MINUTE_MS, max: 365 * DAY_MS }, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a duration such as 30m, 6h or 2 days',
    example: '30m',
    read: readDuration({ what, range }),
  });
}
