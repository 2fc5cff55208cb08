/** Making a format is a thousand times slower than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  return format;
}

/** A moment in one zone. Times in Unix milliseconds, zones by their IANA names. */
export interface Moment {
  time: number;
  timeZone: string;
}

const NUMBERS = /\d+/g;

/** What the wall clock of a zone shows, as the time at which the clock of UTC would show the same. */
export function wallTime({ time, timeZone }: Moment): number {
  // In parts it takes twice as long.
  const [month, day, year, hour, minute, second] = formatOf(timeZone)
    .format(time)
    .match(NUMBERS)!
    .map(Number);
  const seconds = Date.UTC(year!, month! - 1, day, hour, minute, second);
  return seconds + (((time % 1000) + 1000) % 1000);
}

const WEEK_MS = 7 * 86_400_000;

/** How many minutes a zone is ahead of UTC from `from` to `to`, and since when: the first since `from`, then each change. */
export function utcOffsets(asked: {
  timeZone: string;
  from: number;
  to: number;
}): { from: number; minutes: number }[] {
  const { timeZone, from, to } = asked;
  const minutesAt = (time: number) => Math.round((wallTime({ time, timeZone }) - time) / 60_000);
  const found = [{ from, minutes: minutesAt(from) }];
  for (let before = from; before < to; before += WEEK_MS) {
    const after = Math.min(to, before + WEEK_MS);
    const minutes = minutesAt(after);
    if (minutes !== found.at(-1)!.minutes)
      found.push({ from: changeIn({ before, after, minutesAt }), minutes });
  }
  return found;
}

/** The minute between two times from which on the offset is that of the second. */
function changeIn(asked: { before: number; after: number; minutesAt: (time: number) => number }): number {
  const { minutesAt } = asked;
  const minutes = minutesAt(asked.after);
  let [low, high] = [Math.floor(asked.before / 60_000), Math.ceil(asked.after / 60_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (minutesAt(middle * 60_000) === minutes) high = middle;
    else low = middle;
  }
  return high * 60_000;
}
