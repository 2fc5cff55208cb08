import { day } from './numerals.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Clocks of two machines differ by less. */
const SKEW_MS = 5 * MINUTE_MS;

/**
 * How old something is, as a person says it: `12 s ago`, `3 min ago`, `5 h ago`, and `as of 31 Jan 2026` beyond
 * two days. `asOf` is an ISO time, `now` Unix milliseconds. A time a little ahead of `now` is a clock that runs
 * fast and counts as now; one further ahead is shown with its date and the hour.
 */
export function showAge({ asOf, now }: { asOf: string; now: number }): string {
  const time = Date.parse(asOf);
  if (Number.isNaN(time)) return 'of unknown age';
  const age = now - time;
  if (age < -SKEW_MS) return `as of ${showMinute(asOf)}, ahead of this clock`;
  if (age < MINUTE_MS) return `${Math.max(0, Math.floor(age / SECOND_MS))} s ago`;
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  return age < 48 * HOUR_MS ? `${Math.floor(age / HOUR_MS)} h ago` : `as of ${showDate(asOf)}`;
}

/** The UTC date of an ISO time: `31 Jan 2026`. */
export function showDate(asOf: string): string {
  const time = Date.parse(asOf);
  return Number.isNaN(time) ? 'an unknown date' : day(time);
}

/** The UTC minute of an ISO time: `31 Jan 2026 14:05 UTC`. */
export const showMinute = (asOf: string): string =>
  `${showDate(asOf)} ${new Date(asOf).toISOString().slice(11, 16)} UTC`;
