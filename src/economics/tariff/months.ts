import { monthName } from '../month.ts';
import { BUCKETS, type Calendar, daysOf, localOf, monthStart, type Slice, utcTime } from './calendar.ts';
import type { TariffFrom } from './tariff.ts';
import type { Use } from './use.ts';

/** A local month of a calendar, with the parts of it in which one tariff is in force. */
export interface Month {
  number: number;
  name: string;
  days: number;
  /** Hours that it has, and hours that the calendar has of it. */
  monthHours: number;
  hours: number;
  parts: readonly { at: number; slice: Slice; share: number }[];
}

export function monthsOf({
  calendar,
  tariffs,
}: {
  calendar: Calendar;
  tariffs: readonly TariffFrom[];
}): Month[] {
  const { localTime } = calendar;
  const numbers = [...new Set(calendar.slices.map(({ month }) => month))];
  return numbers.map((number) => {
    const [start, end] = [monthStart(number), monthStart(number + 1)];
    const [from, to] = [utcTime({ local: start, localTime }), utcTime({ local: end, localTime })];
    const parts = [...calendar.slices.entries()]
      .filter(([, { month }]) => month === number)
      .map(([at, slice]) => {
        const begins = localOf({ time: Math.max(from, tariffs[slice.tariff]!.from), localTime });
        const next = tariffs[slice.tariff + 1]?.from ?? to;
        const ends = localOf({ time: Math.min(to, next), localTime });
        return { at, slice, share: (ends - begins) / (end - start) };
      });
    const intervals = parts.reduce((sum, { slice }) => sum + slice.end - slice.first, 0);
    return {
      number,
      name: monthName(number),
      days: daysOf(number),
      monthHours: (to - from) / 3_600_000,
      hours: (intervals * calendar.grid.intervalMinutes) / 60,
      parts,
    };
  });
}

/** Peaks (kW at the meter) of a month by bucket, and the highest of them. */
export interface Peaks {
  byBucket: Float64Array;
  highest: number;
}

/**
 * Peaks of the months that the load holds whole; of others undefined, or those of the same month of the load's year where
 * that repeats. `month` as monthNumber() counts.
 */
export function wholePeaks(asked: {
  months: readonly Month[];
  peaks: readonly Peaks[];
  yearRepeats: boolean;
}) {
  const { months, peaks, yearRepeats } = asked;
  const known = new Map<number, Peaks>();
  for (const [at, { number, hours, monthHours }] of months.entries())
    if (hours === monthHours) known.set(number, peaks[at]!);
  const last = months.at(-1)!.number;
  return (month: number): Peaks | undefined => {
    const years = yearRepeats ? Math.floor((last - month) / 12) : 0;
    return known.get(month) ?? known.get(month + 12 * years);
  };
}

/** The peaks of all parts of a month, none below `leastKw`. */
export function peaksOf({ parts }: Month, { peakKw }: Use, leastKw = 0): Peaks {
  const byBucket = new Float64Array(BUCKETS).fill(leastKw);
  let highest = leastKw;
  for (const { at } of parts)
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const kw = peakKw[at * BUCKETS + bucket]!;
      if (kw > byBucket[bucket]!) byBucket[bucket] = kw;
      if (kw > highest) highest = kw;
    }
  return { byBucket, highest };
}
