import { utcOffsets } from './wallTime.ts';

const DAY_MS = 86_400_000;

/**
 * The times at which the clock of a zone shows a wall time (as wallTime tells it): one, none where the clock skips it in
 * spring, two in order where it shows it twice in autumn. Good for wall times from `from` to `to`.
 */
export function wallClock(asked: { timeZone: string; from: number; to: number }): (wall: number) => number[] {
  const { timeZone, from, to } = asked;
  const offsets = utcOffsets({ timeZone, from: from - 2 * DAY_MS, to: to + 2 * DAY_MS });
  return (wall) =>
    offsets.flatMap(({ from: since, minutes }, index) => {
      const time = wall - minutes * 60_000;
      return time >= since && time < (offsets[index + 1]?.from ?? Infinity) ? [time] : [];
    });
}
