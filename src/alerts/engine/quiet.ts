import { z } from 'zod';
import { type DayName, dayNames } from '../../chat/parameters/timeOfDay.ts';
import type { Log } from '../../common/log.ts';
import { isTimeZone } from '../../common/timeZone.ts';
import { wallTime } from '../../common/wallTime.ts';
import type { Database, Row } from '../../storage/database.ts';
import { readStored, unlessDamaged } from '../../storage/stored.ts';
import type { Rule } from '../rules/rule.ts';

const minuteOfDay = z.number().int().min(0).max(1439);

/** When a channel wants no messages, in its own local time. */
const quietHoursSchema = z.strictObject({
  /** Minutes since midnight; a span that ends before it begins goes over midnight. */
  from: minuteOfDay,
  to: minuteOfDay,
  /** Days on which nothing is posted at all. */
  days: z.array(z.enum(dayNames)).max(7),
  timeZone: z.string().refine(isTimeZone, { error: 'must be an IANA time zone' }),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** Whether a channel is quiet at `now`. With `from` equal to `to` only whole days are quiet. */
export function isQuiet({ hours, now }: { hours: QuietHours; now: number }): boolean {
  const { from, to, days, timeZone } = hours;
  const { weekday, minute } = localTime({ timeZone, now });
  if (days.includes(weekday)) return true;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** `from 22:00 to 07:00 and on sat, sun (America/Chicago)` */
export function describeQuiet({ from, to, days, timeZone }: QuietHours): string {
  const parts = [
    ...(from === to ? [] : [`from ${clock(from)} to ${clock(to)}`]),
    ...(days.length === 0 ? [] : [`on ${days.join(', ')}`]),
  ];
  return `${parts.join(' and ')} (${timeZone})`;
}

/** The span by UTC, as the clocks are at `now`, for whoever meant another place; undefined where that says nothing new. */
export function quietInUtc({ hours, now }: { hours: QuietHours; now: number }): string | undefined {
  const { from, to, timeZone } = hours;
  const offset = Math.round((wallTime({ time: now, timeZone }) - now) / 60_000);
  if (from === to || timeZone === 'UTC') return undefined;
  const shown = [from, to].map((minute) => clock((minute - offset + 2 * DAY_MINUTES) % DAY_MINUTES));
  return `By today’s clocks that is from ${shown[0]} to ${shown[1]} UTC.`;
}

const DAY_MINUTES = 1440;

/** `07:05` */
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function localTime({ timeZone, now }: { timeZone: string; now: number }): {
  weekday: DayName;
  minute: number;
} {
  const wall = new Date(wallTime({ time: now, timeZone }));
  return {
    // Date counts from Sunday.
    weekday: dayNames[(wall.getUTCDay() + 6) % 7]!,
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

type Channel = Pick<Rule['address'], 'tenant' | 'adapter' | 'channel'>;

/** The quiet hours of a channel; undefined when it has none. */
export async function quietHoursOf(
  database: Database,
  { tenant, adapter, channel }: Channel,
): Promise<QuietHours | undefined> {
  const row = await database.get(
    'SELECT hours FROM quiet_hours WHERE tenant = :tenant AND adapter = :adapter AND channel = :channel',
    { tenant, adapter, channel },
  );
  return row && storedHours(row);
}

function storedHours({ hours, channel }: Row): QuietHours {
  return readStored({ json: String(hours), schema: quietHoursSchema, name: `quiet hours of ${channel}` });
}

/** Whether a channel wants no messages now. */
export type IsQuiet = (channel: Channel) => Promise<boolean>;

/**
 * Which channels are quiet at `now`. All hours are read at once, when first asked: most desks have few, and many
 * channels to ask about. A channel whose hours are damaged is not quiet: better heard at night than never.
 */
export function quietChannels(asked: { database: Database; now: number; log: Pick<Log, 'error'> }): IsQuiet {
  let all: Map<string, QuietHours | undefined> | undefined;
  return async (channel) => {
    all ??= await readAll(asked);
    if (all.size === 0) return false;
    const hours = all.get(channelKey(channel));
    return hours !== undefined && isQuiet({ hours, now: asked.now });
  };
}

async function readAll({ database, log }: { database: Database; log: Pick<Log, 'error'> }) {
  const rows = await database.all('SELECT * FROM quiet_hours');
  return new Map(rows.map((row) => [channelKey(row), unlessDamaged(log, () => storedHours(row))]));
}

const channelKey = ({ tenant, adapter, channel }: Channel | Row): string =>
  [tenant, adapter, channel].join('/');

/** Keeps the quiet hours of a channel, or drops them. Part of the caller's transaction. */
export async function keepQuietHours(
  database: Database,
  { tenant, adapter, channel }: Channel,
  hours: QuietHours | undefined,
): Promise<void> {
  const place = { tenant, adapter, channel };
  await database.run(
    'DELETE FROM quiet_hours WHERE tenant = :tenant AND adapter = :adapter AND channel = :channel',
    place,
  );
  if (hours === undefined) return;
  const sql = `INSERT INTO quiet_hours (tenant, adapter, channel, hours)
    VALUES (:tenant, :adapter, :channel, :hours)`;
  await database.run(sql, { ...place, hours: JSON.stringify(hours) });
}
