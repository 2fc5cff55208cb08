import { utcOffsets } from '../../common/wallTime.ts';
import { localOf } from '../../economics/index.ts';
import type { MeteredMonth } from '../table.ts';
import type { Metered } from './read.ts';

/** A meter's intervals by the local month in which each begins. */
export function byMonth(asked: {
  metered: Metered;
  timeZone: string;
  source: string;
}): Omit<MeteredMonth, 'readAt'>[] {
  const { metered, timeZone, source } = asked;
  const { start, intervalMinutes, kw } = metered;
  const lengthMs = intervalMinutes * 60_000;
  const to = start + kw.length * lengthMs;
  const localTime = { offsets: utcOffsets({ timeZone, from: start, to }) };
  const months = Map.groupBy(kw.keys(), (at) =>
    new Date(localOf({ time: start + at * lengthMs, localTime })).toISOString().slice(0, 7),
  );
  return [...months].map(([month, indices]) => ({
    month,
    start: start + indices[0]! * lengthMs,
    intervalMinutes,
    // A watt is as much as a meter knows.
    kw: indices.map((at) => Number(kw[at]!.toFixed(3))),
    source,
  }));
}
