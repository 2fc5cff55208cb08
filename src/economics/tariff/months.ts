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

/**
 * Peaks by bucket of the months that the load holds whole; of others undefined, or those of the same month of the load's
 * year where that repeats. `month` as monthNumber() counts.
 */
export function wholePeaks(asked: { months: readonly Month[]; use: Use; yearRepeats: boolean }) {
  const { months, use, yearRepeats } = asked;
  const whole = months.filter(({ hours, monthHours }) => hours === monthHours);
  const known = new Map(whole.map((month) => [month.number, peaksOf(month, use)]));
  const last = months.at(-1)!.number;
  return (month: number): Float64Array | undefined => {
    const years = yearRepeats ? Math.floor((last - month) / 12) : 0;
    return known.get(month) ?? known.get(month + 12 * years);
  };
}

/** The peaks of a month by bucket, of all of its parts. */
export function peaksOf({ parts }: Month, { peakKw }: Use): Float64Array {
  const of = (at: number) => peakKw.subarray(at * BUCKETS, (at + 1) * BUCKETS);
  const [only] = parts;
  if (parts.length === 1) return of(only!.at);
  const all = new Float64Array(BUCKETS);
  for (const { at } of parts)
    of(at).forEach((kw, bucket) => {
      if (kw > all[bucket]!) all[bucket] = kw;
    });
  return all;
}
