import { UserError } from '../../common/errors.ts';
import type { Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { quoted } from '../read/scan.ts';
import { readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

export const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type DayName = (typeof dayNames)[number];

const DAYS: Record<DayName, string> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};
const TIME = /^(\d{1,2})(?:[:.h](\d{2}))?(?:\s?([ap])\.?m\.?(?!\p{L}))?/iu;

/** A time of day in minutes after midnight. */
export function timeOfDay<R extends boolean = false>(options: Options<R>): Parameter<number, R> {
  return parameter<number, R>(options, {
    accepted: 'a time of day such as 08:00, 20:15 or 8:30pm',
    example: '08:00',
    read: readTimeOfDay,
  });
}

function readTimeOfDay(text: string): Read<number> | undefined {
  const [all = '', hours = '', minutes, half] = TIME.exec(text) ?? [];
  // A number alone may be anything.
  if (minutes === undefined && half === undefined) return undefined;
  const minute = Number(minutes ?? 0);
  const hour = half === undefined ? Number(hours) : twelveHour(Number(hours), half);
  if (hour === undefined || hour > 23 || minute > 59)
    throw new UserError(
      `A time of day must be between 00:00 and 23:59, or between 12:00am and 11:59pm, read ${quoted(all.trim())}.`,
    );
  // `22:00-07:00` is two times.
  const rest = text.slice(all.length).replace(/^(?:[-–]|\s[-–]\s)(?=\d)/u, ' ');
  return { value: hour * 60 + minute, rest };
}

function twelveHour(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** A day of the week, in full or by its first three letters. */
export function dayOfWeek<R extends boolean = false>(options: Options<R>): Parameter<DayName, R> {
  return parameter<DayName, R>(options, {
    accepted: 'a day of the week such as mon or Friday',
    example: 'mon',
    choices: dayNames,
    read(text) {
      const word = readWord(text);
      const name = word && dayNames.find((day) => [day, DAYS[day]].includes(word.value.toLowerCase()));
      return word && name && { value: name, rest: word.rest };
    },
    nearMisses: (text) => nearest({ word: readWord(text)?.value ?? '', among: Object.values(DAYS) }),
  });
}

/** Days of the week in their order: `sat,sun`, `mon-fri`, `weekends`, `Saturday and Sunday`. */
export function daysOfWeek<R extends boolean = false>(options: Options<R>): Parameter<DayName[], R> {
  return parameter<DayName[], R>(options, {
    accepted: 'days of the week such as sat,sun or mon-fri or weekends',
    example: 'sat,sun',
    read(text) {
      const found = new Set<DayName>();
      let rest = text;
      for (let next = readSpan(rest); next; next = readSpan(rest.replace(BETWEEN_DAYS, ''))) {
        for (const day of next.value) found.add(day);
        rest = next.rest;
      }
      return found.size === 0 ? undefined : { value: dayNames.filter((day) => found.has(day)), rest };
    },
  });
}

const NAME = dayNames.map((day) => `${day}(?:${DAYS[day].slice(day.length)})?`).join('|');
const SPAN = new RegExp(
  `^(?:(weekends?)|(weekdays)|(${NAME})(?:\\s?[-–]\\s?(${NAME}))?)(?![\\p{L}\\p{N}])`,
  'iu',
);
const BETWEEN_DAYS = /^(?:[\s,;&]|and(?=\s))+/iu;

/** `sat`, `mon-fri`, `fri-mon`, `weekends`. */
function readSpan(text: string): Read<DayName[]> | undefined {
  const [all, weekend, weekdays, first, last = first] = SPAN.exec(text) ?? [];
  if (all === undefined) return undefined;
  const indexOf = (name = '') => dayNames.findIndex((day) => name.toLowerCase().startsWith(day));
  const [from, to] = weekend ? [5, 6] : weekdays ? [0, 4] : [indexOf(first), indexOf(last)];
  const days = dayNames.filter((_, at) => (from <= to ? at >= from && at <= to : at >= from || at <= to));
  return { value: days, rest: text.slice(all.length) };
}
