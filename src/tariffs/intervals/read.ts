import { quoted, scanNumber } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';
import { wallTime } from '../../common/wallTime.ts';
import { Faults } from '../../sites/fleet/faults.ts';
import { readTable, type Table } from '../../sites/fleet/table.ts';
import { inUtc, type Placed, wall } from './clock.ts';
import { dayOrderOf, readStamp } from './stamps.ts';
import { METER_UNITS, type MeterUnit, readMeterTitles, type Titles } from './titles.ts';

/** A meter's file as intervals of one length without a gap. */
export interface Metered {
  /** Unix milliseconds. */
  start: number;
  intervalMinutes: number;
  /** Mean kW of each. */
  kw: number[];
  /** How the file was read, in words: the unit, what its times are, the columns that were left. */
  readAs: string[];
}

/** What a person may say of a file that does not say it itself. */
export interface MeterHints {
  unit?: MeterUnit | undefined;
  /** What the times of its rows are. */
  times?: 'start' | 'end' | undefined;
  /** What the site draws when all of it runs, to notice kW that are kWh. */
  siteKw?: number | undefined;
}

const LENGTHS = [15, 30, 60];
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/**
 * Reads a meter's intervals from CSV. Times without an offset are the site's. @throws UserError that refuses the file whole:
 * a gap, an interval that stands there twice, or a question where a file can be read in two ways
 */
export function readMetered(asked: {
  name: string;
  text: string;
  timeZone: string;
  hints?: MeterHints;
}): Metered {
  const { name, text, timeZone, hints = {} } = asked;
  const faults = new Faults();
  const read = faults.collect('the file', () => {
    const table = readTable(text);
    const titles = readMeterTitles(table.titles);
    const values = valuesOf({ table, titles, faults });
    const stamps = faults.isEmpty ? timesOf({ table, titles, timeZone }) : [];
    return { titles, values, stamps };
  });
  if (!read || !faults.isEmpty) throw faults.refusal(name);
  const metered = faults.collect('the file', () => intervalsOf({ ...read, timeZone, hints }));
  if (!metered) throw faults.refusal(name);
  return metered;
}

function valuesOf({ table, titles, faults }: { table: Table; titles: Titles; faults: Faults }): number[] {
  return table.rows.map(({ place, cells }) => {
    const cell = String(cells[titles.value] ?? '').trim();
    const value = faults.collect(place, () => {
      if (cell === '') throw new UserError('has no value: what is missing is not nothing');
      const number = scanNumber(cell);
      if (number?.rest !== '')
        throw new UserError(`I read ${quoted(cell)}, expected a number such as 24512.8`);
      if (number.value < 0) throw new UserError(`${cell} is less than nothing`);
      return number.value;
    });
    // A fault makes the whole file be refused.
    return value ?? Number.NaN;
  });
}

function timesOf({
  table,
  titles,
  timeZone,
}: {
  table: Table;
  titles: Titles;
  timeZone: string;
}): Placed<number>[] {
  const texts = table.rows.map(({ cells }) =>
    titles.times.map((at) => String(cells[at] ?? '').trim()).join(' '),
  );
  const order = dayOrderOf(texts);
  const stamps = table.rows.map(({ place }, at) => ({
    place,
    stamp: stampAt({ place, text: texts[at]!, order }),
  }));
  return inUtc({ stamps, timeZone });
}

function stampAt({ place, ...asked }: { place: string } & Parameters<typeof readStamp>[0]) {
  try {
    return readStamp(asked);
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${place}: ${error.message}`);
    throw error;
  }
}

interface Read {
  titles: Titles;
  values: number[];
  stamps: Placed<number>[];
  timeZone: string;
  hints: MeterHints;
}

function intervalsOf({ titles, values, stamps, timeZone, hints }: Read): Metered {
  const intervalMinutes = lengthOf(stamps);
  refuseGaps({ stamps, intervalMinutes, timeZone });
  const isEnd =
    (hints.times ?? titles.stamps ?? guessedTimes({ stamps, intervalMinutes, timeZone })) === 'end';
  const start = stamps[0]!.stamp - (isEnd ? intervalMinutes * MINUTE_MS : 0);
  const unit = hints.unit ?? titles.unit;
  if (unit === undefined)
    throw new UserError(
      'is the load kWh of each interval, or mean kW? Say unit=kWh or unit=kW before the name of the file',
    );
  const perHour = unit.endsWith('h') ? 60 / intervalMinutes : 1;
  const kw = values.map((value) => value * METER_UNITS[unit] * perHour);
  if (hints.unit === undefined)
    refuseUnlikely({ kw, unit, perHour: 60 / intervalMinutes, siteKw: hints.siteKw });
  return {
    start,
    intervalMinutes,
    kw,
    readAs: [
      `${unit} in intervals of ${intervalMinutes} minutes, times are their ${isEnd ? 'ends' : 'beginnings'}`,
      ...(titles.others.length === 0 ? [] : [`not read: ${titles.others.join(', ').slice(0, 100)}`]),
    ],
  };
}

function lengthOf(stamps: readonly Placed<number>[]): number {
  if (stamps.length < 2) throw new UserError(`it needs two intervals at least, read ${stamps.length}`);
  const lengths = Map.groupBy(stamps.slice(1), ({ stamp }, at) => (stamp - stamps[at]!.stamp) / MINUTE_MS);
  const [minutes] = [...lengths].sort(([, one], [, other]) => other.length - one.length)[0]!;
  if (LENGTHS.includes(minutes)) return minutes;
  const [first, second] = stamps.map(({ stamp }) => new Date(stamp).toISOString().slice(0, 16));
  throw new UserError(
    `intervals must be of 15, 30 or 60 minutes in order of time; most rows are ${minutes} minutes apart, as ${first} and ${second} UTC`,
  );
}

/** Every interval once: names the first few that are not. */
function refuseGaps(asked: {
  stamps: readonly Placed<number>[];
  intervalMinutes: number;
  timeZone: string;
}): void {
  const { stamps, intervalMinutes, timeZone } = asked;
  const faults: string[] = [];
  const local = (time: number) => wall(wallTime({ time, timeZone }));
  for (const [at, { place, stamp }] of stamps.entries()) {
    const before = stamps[at - 1]?.stamp;
    if (before === undefined) continue;
    const steps = (stamp - before) / (intervalMinutes * MINUTE_MS);
    if (steps === 1) continue;
    const missing = `${local(before + intervalMinutes * MINUTE_MS)}${steps > 2 ? ` and ${steps - 2} more` : ''}`;
    if (steps === 0) faults.push(`${place}: ${local(stamp)} stands there twice`);
    else if (steps > 1 && Number.isInteger(steps)) faults.push(`${place}: before it ${missing} is missing`);
    else faults.push(`${place}: ${local(stamp)} is out of order`);
  }
  if (faults.length === 0) return;
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  throw new UserError(`${faults.slice(0, 3).join('; ')}${more}`);
}

/** Whole days begin at midnight with beginnings, and end at midnight with ends. */
function guessedTimes(asked: {
  stamps: readonly Placed<number>[];
  intervalMinutes: number;
  timeZone: string;
}) {
  const { stamps, intervalMinutes, timeZone } = asked;
  const lengthMs = intervalMinutes * MINUTE_MS;
  const ofDay = (time: number) => wallTime({ time, timeZone }) % DAY_MS;
  const [first, last] = [stamps[0]!.stamp, stamps.at(-1)!.stamp];
  if (ofDay(first) === 0 && ofDay(last + lengthMs) === 0) return 'start';
  if (ofDay(first - lengthMs) === 0 && ofDay(last) === 0) return 'end';
  throw new UserError(
    'do times begin the intervals or end them? Say times=start or times=end before the name of the file',
  );
}

/** kW that were taken for kWh are too much by as many as an hour has intervals, and the other way round too little. */
function refuseUnlikely(asked: {
  kw: readonly number[];
  unit: MeterUnit;
  perHour: number;
  siteKw: number | undefined;
}): void {
  const { kw, unit, perHour, siteKw } = asked;
  if (siteKw === undefined || perHour === 1) return;
  const peak = kw.reduce((most, load) => Math.max(most, load), 0);
  const isNear = (value: number) => value > siteKw * 0.7 && value < siteKw * 1.3;
  const words = (value: number) => `${Math.round(value).toLocaleString('en-US')} kW`;
  const [other, meant] = unit.endsWith('h')
    ? [unit.slice(0, 2), peak / perHour]
    : [`${unit}h`, peak * perHour];
  if (isNear(meant) && !isNear(peak))
    throw new UserError(
      `read as ${unit} its peak is ${words(peak)}, read as ${other} ${words(meant)}, and the site draws ${words(siteKw)}: say unit=${other} or unit=${unit}`,
    );
}
