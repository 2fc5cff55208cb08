import type { Database } from '../../storage/database.ts';
import { readSeries, type Series } from '../reading/series.ts';

/** A series as it was at the last tick. */
interface SeriesRow {
  /** The last value that was known. */
  value: number | null;
  /** Milliseconds during which there was data. */
  dataMs: number;
  tickedAt: number;
  /** Milliseconds without data up to now. */
  missingMs: number;
  /** Its channels were told that there is no data. */
  told: boolean;
}

/** What one tick has made of a series. */
export interface Ticked {
  key: string;
  /** Where it stands now; kept by `keepSeries`. */
  next: SeriesRow;
  series: Series;
  /** Undefined: there is no data. */
  value: number | undefined;
  previous: number | undefined;
  dataMs: number;
  /** What there is to tell the channels. */
  notice?: 'lost' | 'back';
}

/** Ticks come every minute at least; a longer gap is time when nobody looked, and counts for nothing. */
const LONGEST_TICK_MS = 150_000;
const TELL_AFTER_MS = 30 * 60_000;
const FORGET_MS = 7 * 86_400_000;

/** Moves every series on to `now`. What comes of it is kept by `keepSeries`, once all rules have been looked at. */
export async function tickSeries(asked: {
  database: Database;
  keys: Iterable<string>;
  value(series: Series): number | undefined;
  now: number;
}): Promise<Ticked[]> {
  const { database, now } = asked;
  const before = await load(database);
  return [...asked.keys].map((key) => {
    const series = readSeries(key);
    const value = asked.value(series);
    const last = before.get(key) ?? { value: null, dataMs: 0, tickedAt: now, missingMs: 0, told: false };
    const passedMs = now - last.tickedAt;
    const creditMs = passedMs > 0 && passedMs <= LONGEST_TICK_MS ? passedMs : 0;
    const next = {
      ...(value === undefined ? missed(last, creditMs) : read(last, { value, creditMs })),
      tickedAt: now,
    };
    const notice = next.told === last.told ? undefined : next.told ? ('lost' as const) : ('back' as const);
    return {
      key,
      next,
      series,
      value,
      previous: last.value ?? undefined,
      dataMs: next.dataMs,
      ...(notice && { notice }),
    };
  });
}

/** Keeps where every series stands. Part of the caller's transaction. */
export async function keepSeries({
  database,
  ticked,
  now,
}: {
  database: Database;
  ticked: readonly Ticked[];
  now: number;
}): Promise<void> {
  await database.run('DELETE FROM alert_series WHERE ticked_at < :before', { before: now - FORGET_MS });
  await database.runMany(
    SAVE,
    ticked.map(({ key, next }) => ({ key, ...next, told: next.told ? 1 : 0 })),
  );
}

const SAVE = `INSERT INTO alert_series (key, value, data_ms, ticked_at, missing_ms, told)
  VALUES (:key, :value, :dataMs, :tickedAt, :missingMs, :told)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, data_ms = excluded.data_ms,
    ticked_at = excluded.ticked_at, missing_ms = excluded.missing_ms, told = excluded.told`;

function missed(last: SeriesRow, creditMs: number): SeriesRow {
  const missingMs = last.missingMs + creditMs;
  return { ...last, missingMs, told: last.told || missingMs >= TELL_AFTER_MS };
}

function read(last: SeriesRow, { value, creditMs }: { value: number; creditMs: number }): SeriesRow {
  return { ...last, value, dataMs: last.dataMs + creditMs, missingMs: 0, told: false };
}

async function load(database: Database): Promise<Map<string, SeriesRow>> {
  const rows = await database.all('SELECT * FROM alert_series');
  return new Map(
    rows.map((row) => [
      String(row.key),
      {
        value: row.value === null ? null : Number(row.value),
        dataMs: Number(row.data_ms),
        tickedAt: Number(row.ticked_at),
        missingMs: Number(row.missing_ms),
        told: row.told === 1,
      },
    ]),
  );
}
