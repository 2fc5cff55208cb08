import { hashprice, subsidyBtc } from '../economics/index.ts';
import type { DailyRow, DailyValues, PastRetarget } from './contract.ts';
import type { SourceHistory } from './source.ts';
import { limits } from './truth/plausible.ts';

/** The daily history as it is kept. `updatedAt`: when it was last brought up to date, in Unix milliseconds. */
export interface History {
  /** Oldest first, at most one per day. */
  rows: DailyRow[];
  /** Newest first. */
  retargets: PastRetarget[];
  updatedAt?: number;
}

/** Where the history survives a restart. `save` replaces what was there, all of it or nothing. */
export interface HistoryStore {
  load(): Promise<History>;
  save(history: History): Promise<void>;
}

const DAY_MS = 86_400_000;
const KEPT_MS = 3 * 365.25 * DAY_MS;
/** A year of retargets: fewer say little about the long run. */
const LONG_RUN_PERIODS = 26;

/** The UTC day of a time: `2026-01-31`. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
/** The same by its number: a source gives each hour of three years, and writing a date takes longer than all else. */
const dayNumber = (time: number): number => Math.floor(time / DAY_MS);

/** Series as a source gives them, in any order; times in Unix milliseconds. */
export interface DailySeries {
  now: number;
  prices: { time: number; priceUsd: number }[];
  /** Mean fees around a height. */
  fees: { time: number; height: number; btcPerBlock: number }[];
  retargets: PastRetarget[];
}

/**
 * Joins the series by UTC day: the last price and the difficulty in force at the end of the day, the mean of the
 * day's fees, and the hashprice that follows where all three are known. What is missing or out of range is absent.
 */
export function joinByDay({ now, ...series }: DailySeries): SourceHistory {
  const recent = ({ time }: { time: number }) => time > now - KEPT_MS && time <= now;
  const retargets = series.retargets.filter(({ time }) => time <= now).sort((a, b) => b.height - a.height);
  const prices = lastByDay(series.prices.filter((one) => recent(one) && limits.priceUsd.holds(one.priceUsd)));
  const fees = Map.groupBy(
    series.fees.filter((one) => recent(one) && limits.feesBtcPerBlock.holds(one.btcPerBlock)),
    ({ time }) => dayNumber(time),
  );
  const days = [...new Set([...prices.keys(), ...fees.keys()])].sort((a, b) => a - b);
  const rows = days.map((day) => {
    const paid = fees.get(day);
    const endOfDay = (day + 1) * DAY_MS;
    return dailyValues({
      day: dayOf(day * DAY_MS),
      priceUsd: prices.get(day)?.priceUsd,
      difficulty: retargets.find(({ time }) => time < endOfDay)?.difficulty,
      feesBtcPerBlock: paid && mean(paid.map(({ btcPerBlock }) => btcPerBlock)),
      height: paid && Math.max(...paid.map(({ height }) => height)),
    });
  });
  return { rows, retargets };
}

function lastByDay<T extends { time: number }>(samples: T[]): Map<number, T> {
  const inOrder = samples.toSorted((a, b) => a.time - b.time);
  return new Map(inOrder.map((sample) => [dayNumber(sample.time), sample]));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

type Known = Pick<DailyValues, 'day' | 'priceUsd' | 'difficulty' | 'feesBtcPerBlock'> & { height?: number };

function dailyValues({
  day,
  priceUsd,
  difficulty,
  feesBtcPerBlock,
  height,
}: Partial<Known> & { day: string }): DailyValues {
  const row: DailyValues = { day };
  if (priceUsd !== undefined) row.priceUsd = priceUsd;
  if (difficulty !== undefined) row.difficulty = difficulty;
  if (feesBtcPerBlock !== undefined) row.feesBtcPerBlock = feesBtcPerBlock;
  if (priceUsd === undefined || difficulty === undefined || feesBtcPerBlock === undefined) return row;
  if (height === undefined) return row;
  const paid = hashprice({ subsidyBtc: subsidyBtc({ height }), feesBtcPerBlock, difficulty, priceUsd });
  return { ...row, hashpriceBtcPerPhDay: paid.btcPerPhDay, hashpriceUsdPerPhDay: paid.usdPerPhDay };
}

/** What a source knows of the past, with its name and when it was read (Unix milliseconds). */
export interface HistoryNews extends SourceHistory {
  source: string;
  observedAt: number;
}

/** Adds what a source knows to what was kept; newer knowledge wins, what only the old had stays for three years. */
export function mergeHistory({
  kept,
  news,
  now,
}: {
  kept: History;
  news: HistoryNews;
  now: number;
}): History {
  const oldest = dayOf(now - KEPT_MS);
  const rows = new Map(kept.rows.map((row) => [row.day, row]));
  for (const values of news.rows) {
    const row = { ...values, source: news.source, observedAt: news.observedAt };
    rows.set(values.day, joinRows(rows.get(values.day), row));
  }
  const retargets = new Map([...kept.retargets, ...news.retargets].map((one) => [one.height, one]));
  return {
    rows: [...rows.values()].filter(({ day }) => day >= oldest).sort((a, b) => (a.day < b.day ? -1 : 1)),
    retargets: [...retargets.values()]
      .filter(({ time }) => time > now - KEPT_MS)
      .sort((a, b) => b.height - a.height),
    updatedAt: now,
  };
}

/** A value that only the older row has keeps its source and its time in the name of the row. */
function joinRows(older: DailyRow | undefined, newer: DailyRow): DailyRow {
  if (!older || Object.keys(older).every((key) => key in newer)) return newer;
  return {
    ...older,
    ...newer,
    source: [...new Set([...older.source.split(', '), newer.source])].join(', '),
    observedAt: Math.min(older.observedAt, newer.observedAt),
  };
}

/**
 * Measured seconds per block over the retargets known, at most three years; undefined with less than a year of
 * them, or where the figure is outside 500 to 700 and so one of the ends must be wrong.
 */
export function longRunSecondsPerBlock(retargets: readonly PastRetarget[]): number | undefined {
  const [newest, oldest] = [retargets[0], retargets.at(-1)];
  if (!newest || !oldest || newest.height - oldest.height < LONG_RUN_PERIODS * 2016) return undefined;
  const seconds = (newest.time - oldest.time) / 1000 / (newest.height - oldest.height);
  return seconds >= 500 && seconds <= 700 ? seconds : undefined;
}
