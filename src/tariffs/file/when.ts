import { quoted } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';

/** When a period holds, as cells of a file say it; an empty cell is always. */
export interface When {
  /** 0…11 */
  months: readonly number[];
  weekdays: boolean;
  weekends: boolean;
  /** 0…23 */
  hours: readonly number[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Reads `6-9`, `Jun-Sep`, `Nov-Feb`, `1 2 12`. @throws UserError */
export const readMonths = (cell: string): number[] =>
  readRanges({ cell, size: 12, accepted: 'months such as 6-9 or Nov-Feb', read: monthOf, isIncluded: true });

/** Reads `14-20` (from 14:00 to 20:00), `22:00-6:00`, `6-10 17-21`. @throws UserError */
export const readHours = (cell: string): number[] =>
  readRanges({
    cell,
    size: 24,
    accepted: 'hours such as 14-20 (from 14:00 to 20:00)',
    read: hourOf,
    isIncluded: false,
  });

/** Reads `weekdays`, `weekends` or `all`. @throws UserError */
export function readDays(cell: string): Pick<When, 'weekdays' | 'weekends'> {
  const word = cell.trim().toLowerCase();
  if (['', 'all', 'every day'].includes(word)) return { weekdays: true, weekends: true };
  if (/^week ?days?$/u.test(word)) return { weekdays: true, weekends: false };
  if (/^week ?ends?$/u.test(word)) return { weekdays: false, weekends: true };
  throw new UserError(`I read ${quoted(cell)}, expected weekdays, weekends or all`);
}

function monthOf(word: string): number | undefined {
  const named = MONTHS.findIndex((month) => word.toLowerCase().startsWith(month));
  if (named >= 0) return named;
  return /^(?:[1-9]|0[1-9]|1[0-2])$/u.test(word) ? Number(word) - 1 : undefined;
}

function hourOf(word: string): number | undefined {
  const [, hour] = /^(\d{1,2})(?::00)?$/u.exec(word) ?? [];
  return hour !== undefined && Number(hour) <= 24 ? Number(hour) : undefined;
}

/** Parts between spaces, each one value or a range that may go round the end. */
function readRanges(asked: {
  cell: string;
  size: number;
  accepted: string;
  read: (word: string) => number | undefined;
  /** Whether the second of a range belongs to it. */
  isIncluded: boolean;
}): number[] {
  const { cell, size, accepted, read, isIncluded } = asked;
  const parts = cell.split(/[\s;,]+/u).filter(Boolean);
  if (parts.length === 0) return Array.from({ length: size }, (_, at) => at);
  const found = parts.flatMap((part) => {
    const [from, to, ...more] = part.split(/[-–]/u).map((word) => read(word.trim()));
    if (from === undefined || more.length > 0 || (part.includes('-') && to === undefined))
      throw new UserError(`I read ${quoted(cell)}, expected ${accepted}`);
    if (to === undefined) return [from % size];
    const last = isIncluded ? to + 1 : to;
    const length = last - from > 0 ? last - from : last - from + size;
    return Array.from({ length }, (_, at) => (from + at) % size);
  });
  return [...new Set(found)];
}
