import type { ForecastScore } from './forecasts/score.ts';

/**
 * How far a reading can be trusted. `unconfirmed`: from one price source only, or at odds with what was known and not
 * borne out by anything else; `stale`: not confirmed for 15 minutes.
 */
export type ReadingState = 'confirmed' | 'unconfirmed' | 'stale' | 'reference';

/**
 * What bears a reading out. `proved`: block headers, whose work cannot be invented, prove its difficulty, its times and
 * the last retarget; its height is in no header and only continues what was known. `agreed`: a second source says the
 * same; `single`: one source, whose reading continues what was known.
 */
export type Grade = 'proved' | 'agreed' | 'single';

/** A value with where it comes from and when a source last confirmed it (Unix milliseconds). */
export interface Reading<T> {
  value: T;
  source: string;
  observedAt: number;
  state: ReadingState;
  /** Absent for a price and for built-in data. */
  grade?: Grade;
}

/** What was wrong with one source when it was last asked. */
export interface SourceTrouble {
  source: string;
  /**
   * `failed`: no usable answer; `refused`: a value that cannot be, or at odds with what is known and borne out by
   * nothing else; `dropped`: a price far from the one that others agree on.
   */
  kind: 'failed' | 'refused' | 'dropped';
  /** Continues “Kraken failed:”. */
  reason: string;
}

/** The chain at its tip, as the difficulty arithmetic needs it. Times in Unix milliseconds. */
export interface Chain {
  height: number;
  tipTime: number;
  difficulty: number;
  /** First block of the current 2,016-block period and its time. */
  periodStartHeight: number;
  periodStartTime: number;
  /** The last retarget, in percent. */
  previousRetargetPercent: number;
  /** Time of the block 504 before the tip, where the source knows it. */
  block504Time?: number;
}

/** Mean fees of the last 144 blocks, in BTC per block. */
export interface Fees {
  btcPerBlock: number;
}

/** Network hashrate observed from blocks, with the window it was measured over (`3 days`, `144 blocks`). */
export interface ObservedHashrate {
  ehPerS: number;
  window: string;
}

/** What is known of one UTC day. What no source knew is absent, never 0. */
export interface DailyValues {
  /** `2026-01-31` */
  day: string;
  priceUsd?: number;
  difficulty?: number;
  feesBtcPerBlock?: number;
  hashpriceBtcPerPhDay?: number;
  hashpriceUsdPerPhDay?: number;
}

/** One UTC day of history: the sources that gave its values, and when the first of them was read (Unix milliseconds). */
export interface DailyRow extends DailyValues {
  source: string;
  observedAt: number;
}

/** One retarget that happened: the first height with the new difficulty, and the change in percent. */
export interface PastRetarget {
  height: number;
  /** Unix milliseconds. */
  time: number;
  difficulty: number;
  changePercent: number;
}

/** Everything an answer computes from, read at one moment. */
export interface MarketSnapshot {
  /** Unix milliseconds: the present, or the data's own time where the chain is stale or reference. */
  now: number;
  basis: 'live' | 'stale' | 'reference';
  /** Says in one line that the data is stale or reference, and why. Absent when all is live. */
  notice?: string;
  /** The sources that something was wrong with. */
  troubles: readonly SourceTrouble[];
  /** The same in sentences, with what else is to be said of the readings. */
  remarks: string[];
  priceUsd: Reading<number>;
  chain: Reading<Chain>;
  fees: Reading<Fees>;
  hashrate?: Reading<ObservedHashrate>;
  /** Oldest first; empty without history. */
  history: readonly DailyRow[];
  /** Newest first; empty without history. */
  retargets: readonly PastRetarget[];
  /** Measured seconds per block over the last three years, where the history knows it. */
  longRunSecondsPerBlock?: number;
  /** Measured from a history that is not at hand here. */
  btcVolatilityPercent?: number;
  /** How the desk's own forecasts of the chain did, where they are kept; empty until one can be judged. */
  forecastScores?: readonly ForecastScore[];
}

/** One upstream as `status` shows it. URLs carry neither user info nor query. */
export interface SourceStatus {
  name: string;
  url: string;
  /** What it is asked for: `price`, `chain`, `fees`, … */
  provides: string[];
  /** Unix milliseconds of the last good answer. */
  lastAnswerAt?: number;
  latencyMs?: number;
  answers: number;
  errors: number;
  lastError?: string;
}

/** Unix milliseconds; absent: never, so far as is known. */
export type ConfirmedAt = Partial<Record<'price' | 'chain' | 'fees', number>>;

/** The market as the bot uses it. */
export interface Market {
  /** Waits for fresh data at most `deadlineMs`, then answers with the best there is; never rejects. */
  snapshot(options?: { deadlineMs?: number }): Promise<MarketSnapshot>;
  status(): SourceStatus[];
  /** When what is held to be true was last confirmed, by this process or another. */
  confirmedAt(): ConfirmedAt;
  /** Refreshes in the background until `stop`. */
  start(): void;
  /** Brings the stored history, and the record of the desk's own forecasts, up to date. */
  refreshHistory(): Promise<void>;
  stop(): Promise<void>;
}
