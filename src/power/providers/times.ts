import { wallClock } from '../../common/wallClock.ts';
import { SourceError } from '../../net/http.ts';
import { utc } from './slots.ts';

/** A time as it is written: a moment, or what a wall clock shows (as wallTime tells it). */
export type WrittenTime = { utc: number } | { wall: number };

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/iu;
const MS_PER_HOUR = 3_600_000;

/**
 * `2026-07-14T05:00Z`, `2026-07-14 05:00-05:00`, a wall time without an offset (24:00 too), seconds or milliseconds since
 * 1970. @throws SourceError
 */
export function readTime({ place, value }: { place: string; value: unknown }): WrittenTime {
  const text = String(value).trim();
  if (/^\d{10}(?:\d{3})?$/u.test(text)) return { utc: Number(text) * (text.length === 10 ? 1000 : 1) };
  const [, date, hour, minute, second = '00', zone] = ISO.exec(text) ?? [];
  const day = date === undefined ? Number.NaN : Date.parse(date);
  const isDay = Number.isFinite(day) && new Date(day).toISOString().startsWith(String(date));
  const clock = Number(hour) * MS_PER_HOUR + Number(minute) * 60_000 + Number(second) * 1000;
  if (!isDay || Number(minute) > 59 || Number(second) > 59 || clock > 24 * MS_PER_HOUR)
    throw new SourceError(
      `${place}: read ${JSON.stringify(value)?.slice(0, 40)}, a time such as 2026-07-14T05:00-05:00 is read`,
    );
  if (zone === undefined) return { wall: day + clock };
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { utc: day + clock - ahead };
}

/** A row with the wall time at which it begins, and which of two such hours it is where that is written. */
export interface WallRow {
  place: string;
  wall: number;
  repeated?: boolean;
}

/**
 * When rows are that say what a clock shows, oldest or newest first. Of the hour that a clock shows twice in autumn the flag
 * tells, else the order. @throws SourceError for a time that the clock skips, and for a flag where no hour repeats
 */
export function startsOf({ rows, timeZone }: { rows: readonly WallRow[]; timeZone: string }): number[] {
  if (rows.length === 0) return [];
  const walls = rows.map(({ wall }) => wall).toSorted((a, b) => a - b);
  const timesAt = wallClock({ timeZone, from: walls[0]!, to: walls.at(-1)! });
  let before = Number.NEGATIVE_INFINITY;
  const startOf = ({ place, wall, repeated }: WallRow): number => {
    const [first, second = first] = timesAt(wall);
    if (first === undefined || second === undefined)
      throw new SourceError(`${place}: the clock of ${timeZone} skips ${shown(wall)}`);
    if (repeated && first === second)
      throw new SourceError(
        `${place}: ${shown(wall)} is flagged as repeated, the clock of ${timeZone} shows it once`,
      );
    const later = repeated ?? first <= before;
    before = later ? second : first;
    return before;
  };
  const newestFirst = rows[0]!.wall > rows.at(-1)!.wall;
  return newestFirst ? rows.toReversed().map(startOf).reverse() : rows.map(startOf);
}

const shown = (wall: number): string => utc(wall).replace('T', ' ').replace('Z', '');
