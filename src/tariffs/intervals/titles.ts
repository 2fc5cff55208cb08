import { quoted } from '../../chat/read/scan.ts';
import { UserError } from '../../common/errors.ts';

/** Which columns of a meter's file are what. */
export interface Titles {
  /** One column of date and time, or one of each. */
  times: number[];
  value: number;
  /** As its title says; undefined where it does not. */
  unit: MeterUnit | undefined;
  /** Whether times are the beginnings or the ends of intervals, as far as titles say. */
  stamps: 'start' | 'end' | undefined;
  /** Titles that are not read. */
  others: string[];
}

export const METER_UNITS = { kW: 1, MW: 1000, kWh: 1, MWh: 1000 } as const;
export type MeterUnit = keyof typeof METER_UNITS;

const UNIT = /(?<![a-z])([km]wh?)(?![a-z])/iu;
const VALUE = /usage|consumption|demand|load|power|energy|reading|value|delivered/iu;
const TIME = /date|time|hour|interval|period|start|end|begin|stamp|(?<![a-z])he(?![a-z])/iu;

/** Finds the columns of times and of the load. @throws UserError where they are not clear */
export function readMeterTitles(titles: readonly string[]): Titles {
  const at = (test: (title: string) => boolean) =>
    [...titles.keys()].filter((index) => test(titles[index]!.trim()));
  const withUnit = at((title) => UNIT.test(title));
  const named = at((title) => VALUE.test(title) && !TIME.test(title));
  const values = withUnit.length > 0 ? withUnit : named;
  const [value, ...moreValues] = values;
  if (value === undefined || moreValues.length > 0)
    throw new UserError(
      `${value === undefined ? 'no column is' : `${several(values, titles)} are all`} the load: name one column kWh, or kW`,
    );
  const times = at((title) => TIME.test(title)).filter((index) => index !== value);
  const { used, stamps } = timesOf(times, titles);
  const read = new Set([value, ...used]);
  return {
    times: used,
    value,
    unit: unitOf(titles[value]!),
    stamps,
    others: titles.filter((title, index) => title.trim() !== '' && !read.has(index)),
  };
}

function timesOf(times: readonly number[], titles: readonly string[]) {
  const starts = times.filter((index) => /start|begin|from/iu.test(titles[index]!));
  const ends = times.filter((index) => /end|(?<![a-z])(?:to|he)(?![a-z])/iu.test(titles[index]!));
  // Where both ends of an interval are given its beginning is enough.
  const used =
    starts.length > 0 && ends.length > 0 ? times.filter((index) => !ends.includes(index)) : [...times];
  if (used.length === 0 || used.length > 2)
    throw new UserError(
      used.length === 0
        ? 'no column is the time: name it time'
        : `${several(used, titles)} are all times: leave one`,
    );
  const stamps = starts.length > 0 ? ('start' as const) : ends.length > 0 ? ('end' as const) : undefined;
  return { used, stamps };
}

const several = (indices: readonly number[], titles: readonly string[]): string =>
  indices.map((index) => quoted(titles[index]!.trim())).join(', ');

function unitOf(title: string): MeterUnit | undefined {
  const [, word] = UNIT.exec(title) ?? [];
  return (Object.keys(METER_UNITS) as MeterUnit[]).find((unit) => unit.toLowerCase() === word?.toLowerCase());
}
