import { z } from 'zod';
import { type DayName, dayNames } from '../chat/parameters/timeOfDay.ts';
import { dayAfter, firstMoment, hasDay, localDay } from '../common/localTime.ts';
import { isTimeZone } from '../common/timeZone.ts';

const timeZoneSchema = z.string().refine(isTimeZone, { error: 'must be an IANA time zone' });

export const scheduleSchema = z.strictObject({
  /** Every day, Monday to Friday, or one day of the week. */
  days: z.enum(['daily', 'weekdays', ...dayNames]),
  /** Minutes after midnight by the wall clock of the zone, 0…1,439. */
  minuteOfDay: z.number().int().min(0).max(1439),
  /** IANA name. */
  timeZone: timeZoneSchema,
});
/** When something is posted, by the wall clock of a place. */
export type Schedule = z.infer<typeof scheduleSchema>;

/** One posting of a schedule: its local day, and the moment at which it is due (Unix milliseconds). */
export interface Slot {
  day: string;
  dueAt: number;
}

/** The slots of a schedule from the local day `from` on, exactly one for each of its days, without end. */
export function* slotsFrom({ schedule, from }: { schedule: Schedule; from: string }): Generator<Slot> {
  const { days, minuteOfDay, timeZone } = schedule;
  for (let day = from; ; day = dayAfter(day)) {
    if (falls(days, day) && hasDay({ day, timeZone }))
      yield { day, dueAt: firstMoment({ day, minuteOfDay, timeZone }) };
  }
}

function falls(days: Schedule['days'], day: string): boolean {
  if (days === 'daily') return true;
  const name = dayNames[(new Date(day).getUTCDay() + 6) % 7];
  return days === 'weekdays' ? name !== 'sat' && name !== 'sun' : name === days;
}

/** How many days lie between the slot of `day` and the one before it: what happened meanwhile is its to tell. */
export function daysCovered({ schedule: { days }, day }: { schedule: Schedule; day: string }): number {
  let count = 1;
  while (!falls(days, dayAfter(day, -count))) count++;
  return count;
}

/** The first slot that is due after `after`, Unix milliseconds, and whose day is none of `except`. */
export function nextSlot(asked: { schedule: Schedule; after: number; except?: readonly string[] }): Slot {
  const { schedule, after, except = [] } = asked;
  // A slot whose time falls into the end of its day that a clock leaves out is due on the next.
  const from = dayAfter(localDay({ time: after, timeZone: schedule.timeZone }), -1);
  for (const slot of slotsFrom({ schedule, from }))
    if (slot.dueAt > after && !except.includes(slot.day)) return slot;
  throw new RangeError('A schedule has no end');
}

const SHOWN_DAYS: Record<DayName, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** A schedule in words: `weekdays at 08:00 America/Chicago`. */
export function showSchedule({ days, minuteOfDay, timeZone }: Schedule): string {
  const when = days === 'daily' || days === 'weekdays' ? days : `every ${SHOWN_DAYS[days]}`;
  return `${when} at ${showTimeOfDay(minuteOfDay)} ${timeZone}`;
}

export function showTimeOfDay(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
