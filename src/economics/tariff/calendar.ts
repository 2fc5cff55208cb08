import { oncePer } from '../once.ts';
import { checkInteger, checkRange, OutOfRangeError } from '../range.ts';
import { TIME_RANGE } from '../units.ts';

/** Since when (Unix milliseconds) local time is how many minutes ahead of UTC, in order; the first holds before that too. */
export interface LocalTime {
  offsets: readonly { from: number; minutes: number }[];
}

/** Intervals of one length without a gap. */
export interface Grid {
  /** Start of the first, Unix milliseconds. */
  start: number;
  /** A part of an hour: 5, 15, 30, 60. */
  intervalMinutes: number;
  count: number;
}

/** A local month, or the part of it in which one tariff is in force. */
export interface Slice {
  /** As monthNumber() counts. */
  month: number;
  /** Which tariff is in force; -1 before the first. */
  tariff: number;
  /** Its intervals: from `first` to before `end`. */
  first: number;
  end: number;
}

/**
 * A grid laid over local time. A run is a stretch of intervals within one local hour; its bucket is its slice × 48 + its hour,
 * hours of weekends and holidays 24 later. Clock changes make hours longer or shorter, and nothing else.
 */
export interface Calendar {
  grid: Grid;
  localTime: LocalTime;
  slices: readonly Slice[];
  /** Where each run begins, and at the end how many intervals there are. */
  runStarts: Int32Array;
  runBuckets: Int32Array;
}

export const BUCKETS = 48;
const MINUTE_MS = 60_000;
const PARTS_OF_AN_HOUR = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];
/** Times that a clock is read at; a tariff may hold since before the chain began. */
export const CLOCK_RANGE = { min: -TIME_RANGE.max, max: TIME_RANGE.max, unit: TIME_RANGE.unit };
const OFFSET_RANGE = { min: -14 * 60, max: 14 * 60, unit: 'minutes' };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday. */
const isWeekend = (day: number): boolean => (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
/** Ten years of five minutes. */
const MOST_INTERVALS = 1_100_000;

/**
 * Lays a grid over local time, divided at months and at the `changes` of tariffs. It serves every load on that grid.
 * @throws RangeError
 */
export function calendarOf(asked: {
  grid: Grid;
  localTime: LocalTime;
  changes: readonly number[];
  /** By tariff, the local days since 1970 that count as a weekend. */
  holidays?: readonly ReadonlySet<number>[];
}): Calendar {
  const { grid, localTime, changes, holidays = [] } = asked;
  const lengthMs = checkGrid(grid);
  checkLocalTime(localTime);
  const slices: Slice[] = [];
  const runStarts = new Int32Array(grid.count + 1);
  const runBuckets = new Int32Array(grid.count);
  let runs = 0;
  const bounds = boundsOf({ changes, localTime });
  let next = 0;
  let bound = bounds[0]!;
  let [day, month, ofDay] = [Number.NaN, 0, 0];
  for (let index = 0; index < grid.count; ) {
    const time = grid.start + index * lengthMs;
    while (next < bounds.length && bounds[next]!.from <= time) bound = bounds[next++]!;
    const local = time + bound.offsetMs;
    if (!(local < day + DAY_MS && local >= day)) {
      day = Math.floor(local / DAY_MS) * DAY_MS;
      month = monthOfLocal(day);
      const date = day / DAY_MS;
      ofDay = isWeekend(date) || holidays[bound.tariff]?.has(date) ? 24 : 0;
    }
    const last = slices.at(-1);
    if (last?.month !== month || last.tariff !== bound.tariff) {
      if (last !== undefined) last.end = index;
      slices.push({ month, tariff: bound.tariff, first: index, end: grid.count });
    }
    const hour = Math.floor((local - day) / HOUR_MS);
    runStarts[runs] = index;
    runBuckets[runs++] = (slices.length - 1) * BUCKETS + ofDay + hour;
    const hourEnd = time + (hour + 1) * HOUR_MS - (local - day);
    const until = next < bounds.length ? Math.min(hourEnd, bounds[next]!.from) : hourEnd;
    index = Math.min(grid.count, index + Math.ceil((until - time) / lengthMs));
  }
  runStarts[runs] = grid.count;
  return {
    grid,
    localTime,
    slices,
    runStarts: runStarts.slice(0, runs + 1),
    runBuckets: runBuckets.slice(0, runs),
  };
}

/** What a wall clock shows, as the time at which the clock of UTC would show the same. @throws RangeError */
export function localOf({ time, localTime }: { time: number; localTime: LocalTime }): number {
  checkRange({ field: 'time', value: time, ...CLOCK_RANGE });
  checkLocalTime(localTime);
  return time + minutesAt({ time, localTime }) * MINUTE_MS;
}

/**
 * When a wall clock shows that: of two times the first; of none, where the clock skips it, the change itself.
 * @throws RangeError
 */
export function utcTime({ local, localTime }: { local: number; localTime: LocalTime }): number {
  checkRange({ field: 'local', value: local, ...CLOCK_RANGE });
  const { offsets } = checkLocalTime(localTime);
  const at = offsets.findIndex((offset, index) => {
    const until = offsets[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    return local - offset.minutes * MINUTE_MS < until;
  });
  const earliest = at === 0 ? Number.NEGATIVE_INFINITY : offsets[at]!.from;
  return Math.max(earliest, local - offsets[at]!.minutes * MINUTE_MS);
}

/** A calendar day such as `2026-07-04` as days since 1970; undefined where there is no such day. */
export function dayNumber(day: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? Date.parse(day) : Number.NaN;
  const isReal = Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
  return isReal ? time / DAY_MS : undefined;
}

/** Midnight at the beginning of a month, as the clock of UTC would show it. */
export const monthStart = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12);

export const daysOf = (month: number): number => (monthStart(month + 1) - monthStart(month)) / DAY_MS;

function monthOfLocal(local: number): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** How long an interval is, in milliseconds. @throws RangeError where the grid cannot be laid out */
export function checkGrid({ start, intervalMinutes, count }: Grid): number {
  checkRange({ field: 'start', value: start, ...TIME_RANGE, max: Date.UTC(2149, 0) });
  checkInteger({ field: 'count', value: count, min: 1, max: MOST_INTERVALS, unit: 'intervals' });
  if (PARTS_OF_AN_HOUR.includes(intervalMinutes)) return intervalMinutes * MINUTE_MS;
  throw new OutOfRangeError(
    `intervalMinutes must be one of ${PARTS_OF_AN_HOUR.join(', ')}, read ${intervalMinutes}`,
  );
}

/** Once for each: a wall clock is read at every interval of a meter. */
const checkLocalTime = oncePer((localTime: LocalTime): LocalTime => {
  const { offsets } = localTime;
  if (offsets.length === 0) throw new OutOfRangeError('localTime.offsets must not be empty');
  let { min } = CLOCK_RANGE;
  for (const [at, { from, minutes }] of offsets.entries()) {
    const field = `localTime.offsets[${at}]`;
    min = checkRange({ field: `${field}.from`, value: from, ...CLOCK_RANGE, min });
    checkRange({ field: `${field}.minutes`, value: minutes, ...OFFSET_RANGE });
  }
  return localTime;
});

interface Bound {
  from: number;
  tariff: number;
  offsetMs: number;
}

/** When the offset or the tariff changes, with what holds from then on. */
function boundsOf({ changes, localTime }: { changes: readonly number[]; localTime: LocalTime }): Bound[] {
  const times = new Set([Number.NEGATIVE_INFINITY, ...localTime.offsets.map(({ from }) => from), ...changes]);
  return [...times]
    .sort((a, b) => a - b)
    .map((from) => ({
      from,
      tariff: changes.findLastIndex((change) => change <= from),
      offsetMs: minutesAt({ time: from, localTime }) * MINUTE_MS,
    }));
}

function minutesAt({ time, localTime: { offsets } }: { time: number; localTime: LocalTime }): number {
  return (offsets.findLast(({ from }) => from <= time) ?? offsets[0]!).minutes;
}
