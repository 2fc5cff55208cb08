import { UserError } from '../../common/errors.ts';
import { utcOffsets } from '../../common/wallTime.ts';
import { type LocalTime, localOf } from '../../economics/index.ts';
import type { Stamp } from './stamps.ts';

const DAY_MS = 86_400_000;

/** A time with the place of its row. */
export interface Placed<T> {
  place: string;
  stamp: T;
}

/**
 * The times of a file in UTC. What a wall clock shows twice in autumn is told apart by its order. @throws UserError for a time
 * that the clock skips in spring, and where times with and without an offset are mixed
 */
export function inUtc(asked: { stamps: readonly Placed<Stamp>[]; timeZone: string }): Placed<number>[] {
  const { stamps, timeZone } = asked;
  const locals = stamps.flatMap(({ stamp }) => ('local' in stamp ? [stamp.local] : []));
  if (locals.length === 0)
    return stamps.map(({ place, stamp }) => ({ place, stamp: (stamp as { utc: number }).utc }));
  if (locals.length < stamps.length)
    throw new UserError('some times have an offset to UTC and others do not: give all of them one, or none');
  const [first, last] = [locals[0]!, locals.at(-1)!];
  const [from, to] = [Math.min(first, last) - 2 * DAY_MS, Math.max(first, last) + 2 * DAY_MS];
  const localTime = { offsets: utcOffsets({ timeZone, from, to }) };
  let before = Number.NEGATIVE_INFINITY;
  return stamps.map(({ place, stamp }) => {
    const { local } = stamp as { local: number };
    const times = timesAt({ local, localTime });
    if (times.length === 0)
      throw new UserError(
        `${place}: the clock of ${timeZone} skips ${wall(local)}: take that row out, or give times an offset to UTC`,
      );
    before = times.find((time) => time > before) ?? times[0]!;
    return { place, stamp: before };
  });
}

/** The times at which a wall clock shows that: one, none in spring, two in autumn, in order. */
function timesAt({ local, localTime }: { local: number; localTime: LocalTime }): number[] {
  const minutes = [...new Set(localTime.offsets.map((offset) => offset.minutes))];
  return minutes
    .map((ahead) => local - ahead * 60_000)
    .filter((time) => localOf({ time, localTime }) === local)
    .sort((a, b) => a - b);
}

export const wall = (local: number): string => new Date(local).toISOString().slice(0, 16).replace('T', ' ');
