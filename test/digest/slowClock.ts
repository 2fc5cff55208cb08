/**
 * Wall clocks the slow and obvious way: the changes of a zone's clock are looked for minute by minute where six hours
 * hold one, and everything else follows by counting minutes. Shares nothing with the project but Intl.
 */

export const MINUTE_MS = 60_000;
/** Five years. */
export const FROM = Date.parse('2022-01-01T00:00:00Z');
export const TO = Date.parse('2027-01-01T00:00:00Z');
const DAY_MINUTES = 1440;
/** No zone changes its clock twice within so short a time. */
const PROBE_MS = 6 * 3_600_000;

/** Half-hour changes, changes at midnight, two-hour changes, months of Ramadan, changes of rule, both hemispheres. */
export const zones = [
  'America/Chicago',
  'America/Havana',
  'America/Nuuk',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Chatham',
];

/** Offsets from UTC in minutes, each from a minute on (since 1970), oldest first. */
export type SlowClock = { from: number; offset: number }[];

export function slowClock(timeZone: string): SlowClock {
  // Swedish dates are ISO dates.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offsetAt = (time: number) => {
    const wall = Date.parse(`${format.format(time).replace(/,? /, 'T')}Z`);
    return (wall - time) / MINUTE_MS;
  };
  const clock = [{ from: FROM / MINUTE_MS, offset: offsetAt(FROM) }];
  for (let probe = FROM; probe < TO; probe += PROBE_MS) {
    if (offsetAt(probe + PROBE_MS) === clock.at(-1)!.offset) continue;
    let time = probe;
    while (offsetAt(time) === clock.at(-1)!.offset) time += MINUTE_MS;
    clock.push({ from: time / MINUTE_MS, offset: offsetAt(time) });
  }
  return clock;
}

/** Each local day with the first minute at which the wall clock shows `minuteOfDay` of it, or more. */
export function expectedSlots({ clock, minuteOfDay }: { clock: SlowClock; minuteOfDay: number }) {
  const slots: { day: string; dueAt: number }[] = [];
  const firstWall = FROM / MINUTE_MS + clock[0]!.offset;
  let wanted = Math.ceil((firstWall - minuteOfDay) / DAY_MINUTES) * DAY_MINUTES + minuteOfDay;
  let at = 0;
  for (let minute = FROM / MINUTE_MS; minute < TO / MINUTE_MS; minute++) {
    if (clock[at + 1]?.from === minute) at++;
    if (minute + clock[at]!.offset < wanted) continue;
    slots.push({ day: isoDay(wanted), dueAt: minute * MINUTE_MS });
    wanted += DAY_MINUTES;
  }
  return slots;
}

const isoDay = (wall: number) => new Date(wall * MINUTE_MS).toISOString().slice(0, 10);
