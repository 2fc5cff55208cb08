import { UserError } from '../../common/errors.ts';
import { addMonths, isMonth } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { quoted } from '../read/scan.ts';
import { readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

/** Months and years by the calendar. */

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A calendar month: `2025-09`, `Sep 2025`. */
export function month<R extends boolean = false>(options: Options<R>): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a month such as 2025-09 or Sep 2025',
    example: '2025-09',
    read: readMonth,
  });
}

/** A calendar year of this century: `2025`. */
export function calendarYear<R extends boolean = false>(options: Options<R>): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a year such as 2025',
    example: '2025',
    read(text) {
      const [year] = /^20\d\d(?![-/.,\d]|\s*\p{L}?W)/u.exec(text) ?? [];
      return year === undefined ? undefined : { value: year, rest: text.slice(year.length) };
    },
  });
}

const DAY_NAMES = ['yesterday', 'today', 'tomorrow'] as const;

/** A calendar day, as a date or as it is called from today: `2026-07-14`, `tomorrow`. */
export function calendarDay<R extends boolean = false>(options: Options<R>): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a day such as tomorrow, yesterday or 2026-07-14',
    example: 'tomorrow',
    read(text) {
      const named = DAY_NAMES.find((name) => new RegExp(`^${name}(?![\\p{L}\\p{N}])`, 'iu').test(text));
      if (named !== undefined) return { value: named, rest: text.slice(named.length) };
      const [all] = /^\d{4}-\d{2}-\d{2}(?![-\d])/u.exec(text) ?? [];
      if (all === undefined) return undefined;
      const time = Date.parse(all);
      if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== all || all < '2000-01-01')
        throw new UserError(`A day must be one of the calendar since 2000-01-01, read ${quoted(all)}.`);
      return { value: all, rest: text.slice(all.length) };
    },
    nearMisses: (text) => nearest({ word: readWord(text)?.value ?? '', among: DAY_NAMES }),
  });
}

function readMonth(text: string): Read<string> | undefined {
  const [all, year, ofYear] = /^(\d{4})[-/](\d{1,2})(?!\d)/u.exec(text) ?? [];
  if (all !== undefined) return monthOf({ text, all, name: `${year}-${ofYear!.padStart(2, '0')}` });
  const [words, word = '', of] = /^(\p{L}{3,9})\.?\s+(\d{4})(?!\d)/iu.exec(text) ?? [];
  const number = MONTH_NAMES.indexOf(word.slice(0, 3).toLowerCase());
  if (words === undefined || number < 0) return undefined;
  return monthOf({ text, all: words, name: addMonths({ month: `${of}-01`, months: number }) });
}

function monthOf({ text, all, name }: { text: string; all: string; name: string }): Read<string> {
  if (isMonth(name)) return { value: name, rest: text.slice(all.length) };
  throw new UserError(`A month must be between 2000-01 and 2149-12, read ${quoted(all)}.`);
}
