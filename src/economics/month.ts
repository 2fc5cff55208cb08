import { checkInteger, checkRange, describe, OutOfRangeError } from './range.ts';
import { TIME_RANGE } from './units.ts';

const MONTH = /^(20\d\d|21[0-4]\d)-(0[1-9]|1[0-2])$/;

/** Whether a value is a calendar month from 2000-01 to 2149-12. */
export function isMonth(value: unknown): value is string {
  return typeof value === 'string' && MONTH.test(value);
}

/** A calendar month counted through the years, so that months can be subtracted. @throws RangeError */
export function monthNumber(month: string): number {
  if (isMonth(month)) return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  throw new OutOfRangeError(`month must be between 2000-01 and 2149-12, read ${describe(month)}`);
}

/** The calendar month that is `months` (whole, ±1,200) after `month`. @throws RangeError */
export function addMonths({ month, months }: { month: string; months: number }): string {
  checkInteger({ field: 'months', value: months, min: -1200, max: 1200, unit: 'months' });
  return monthName(monthNumber(month) + months);
}

/** The calendar month, UTC, in which a time falls. @throws RangeError */
export function monthOfTime({ time }: { time: number }): string {
  checkRange({ field: 'time', value: time, ...TIME_RANGE, max: Date.UTC(2149, 11, 31) });
  const date = new Date(time);
  return monthName(date.getUTCFullYear() * 12 + date.getUTCMonth());
}

/** The calendar month that monthNumber() counts so. */
export const monthName = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
