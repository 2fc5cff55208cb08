import { type Moment, wallTime } from './wallTime.ts';

/** What days and times of day are, in every time zone. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** No zone is further from UTC than 14 hours, and none changes its clock twice within a day. */
const REACH_MS = 15 * HOUR_MS;

/** The calendar day at `time`: `2026-04-20`. @throws RangeError when there is no such zone. */
export function localDay(moment: Moment): string {
  return isoDay(wallTime(moment));
}

/** A moment as the wall clock shows it, to the minute: `2026-04-20 08:00`. */
export function showMoment(moment: Moment): string {
  return new Date(wallTime(moment)).toISOString().slice(0, 16).replace('T', ' ');
}

/** The day that lies `days` after `day`, or before it. */
export function dayAfter(day: string, days = 1): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * The first moment at which the wall clock shows `minuteOfDay` of `day`, or more: where the clock is set back, the
 * first of two; where it is set forward past that time, the moment at which it is. Unix milliseconds.
 */
export function firstMoment(asked: { day: string; minuteOfDay: number; timeZone: string }): number {
  const { day, minuteOfDay, timeZone } = asked;
  const target = Date.parse(day) + minuteOfDay * MINUTE_MS;
  const wall = (time: number) => wallTime({ time, timeZone });
  const withOffsetAt = (time: number) => target - (wall(time) - time);
  const before = withOffsetAt(target - REACH_MS);
  if (wall(before) === target) return before;
  const after = withOffsetAt(target + REACH_MS);
  if (wall(after) === target) return after;
  return firstWhere((time) => wall(time) >= target, { from: after, to: before });
}

/** The first moment after `after` at which the wall clock comes to `minuteOfDay`. Unix milliseconds. */
export function nextMoment(asked: { after: number; minuteOfDay: number; timeZone: string }): number {
  const { after, minuteOfDay, timeZone } = asked;
  const today = localDay({ time: after, timeZone });
  const moments = [0, 1].map((days) => firstMoment({ day: dayAfter(today, days), minuteOfDay, timeZone }));
  return moments.find((moment) => moment > after) ?? moments[1]!;
}

/** When the calendar day at `time` began. Unix milliseconds. */
export const startOfDay = (moment: Moment): number =>
  firstMoment({ day: localDay(moment), minuteOfDay: 0, timeZone: moment.timeZone });

/** A calendar day from its first moment until that of the next one. Unix milliseconds. */
export function boundsOf({ day, timeZone }: { day: string; timeZone: string }): { from: number; to: number } {
  const startOf = (day: string) => firstMoment({ day, minuteOfDay: 0, timeZone });
  return { from: startOf(day), to: startOf(dayAfter(day)) };
}

/** The first time at which `holds`, which is false at `from`, true at `to`, and changes once between them. */
function firstWhere(holds: (time: number) => boolean, { from, to }: { from: number; to: number }): number {
  let [no, yes] = [from, to];
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** Whether a zone has had, or will have, such a day: a change of the date line leaves one out. */
export function hasDay({ day, timeZone }: { day: string; timeZone: string }): boolean {
  return localDay({ time: firstMoment({ day, minuteOfDay: 0, timeZone }), timeZone }) === day;
}
