import type { MeteredMonth } from '../table.ts';
import { byMonth } from './byMonth.ts';
import { type MeterHints, readMetered } from './read.ts';

/** What a meter's file says, by month, and how it was read. */
export interface MeterFile {
  intervals: number;
  intervalMinutes: number;
  highestKw: number;
  /** In words: the unit, what its times are, the columns that were left. */
  readAs: string[];
  months: Omit<MeteredMonth, 'readAt'>[];
}

/** Reads a meter's file as the months of a site. @throws UserError as `readMetered` does */
export function readMeterFile(asked: {
  name: string;
  text: string;
  timeZone: string;
  hints?: MeterHints;
}): MeterFile {
  const { name: source, timeZone } = asked;
  const metered = readMetered(asked);
  const { kw, intervalMinutes, readAs } = metered;
  return {
    intervals: kw.length,
    intervalMinutes,
    highestKw: kw.reduce((most, one) => Math.max(most, one), 0),
    readAs,
    months: byMonth({ metered, timeZone, source }),
  };
}
