import { z } from 'zod';
import type { DailyRow } from '../../market/contract.ts';
import type { Database } from '../../storage/database.ts';
import { SAMPLES_KEPT_MS } from '../rules/rule.ts';
import { type MarketSample, sampleOfDay } from './sample.ts';

/** A sample with the time at which it was taken, in Unix milliseconds. */
export interface TimedSample extends MarketSample {
  at: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How much older than asked for a sample may be. */
const TOLERANCE_MS = 5 * MINUTE_MS;

const known = z
  .number()
  .nullable()
  .transform((value) => value ?? undefined);
const rowSchema = z.object({
  at: z.number(),
  priceUsd: known,
  difficulty: known,
  subsidyBtc: known,
  feesBtcPerBlock: known,
  networkHashrateEhPerS: known,
  nextRetargetPercent: known,
});
const SELECT = `SELECT at, price_usd AS "priceUsd", difficulty, subsidy_btc AS "subsidyBtc",
  fees_btc_per_block AS "feesBtcPerBlock", network_hashrate_eh_per_s AS "networkHashrateEhPerS",
  next_retarget_percent AS "nextRetargetPercent" FROM alert_samples`;

/** The market as it was, tick by tick for two days. Every call may be part of a transaction. */
export interface Samples {
  /** Keeps what the rules are checked against at `now`, so that an extreme is never less than what a rule fired on. */
  keep(sample: MarketSample, now: number): Promise<void>;
  /** The sample of `ageMs` ago, at most five minutes older; from a day on, that of the day where no tick is kept. */
  ago(asked: { ageMs: number; now: number; history: readonly DailyRow[] }): Promise<MarketSample | undefined>;
  /** The newest there is. */
  latest(): Promise<TimedSample | undefined>;
  /** Oldest first. */
  since(time: number): Promise<TimedSample[]>;
}

export function samples({ database }: { database: Database }): Samples {
  return {
    async keep(sample, now) {
      if (sample.priceUsd === undefined && sample.difficulty === undefined) return;
      const at = Math.floor(now);
      const added = await database.run(
        `INSERT INTO alert_samples (at, price_usd, difficulty, subsidy_btc, fees_btc_per_block,
           network_hashrate_eh_per_s, next_retarget_percent)
         VALUES (:at, :priceUsd, :difficulty, :subsidyBtc, :feesBtcPerBlock, :networkHashrateEhPerS,
           :nextRetargetPercent) ON CONFLICT DO NOTHING`,
        { at, ...columns(sample) },
      );
      // What is ahead of the clock was written before it was set back, and would be taken for another time.
      const bounds = { oldest: at - SAMPLES_KEPT_MS - 2 * TOLERANCE_MS, newest: at };
      if (added === 1)
        await database.run('DELETE FROM alert_samples WHERE at < :oldest OR at > :newest', bounds);
    },
    async ago({ ageMs, now, history }) {
      const time = now - ageMs;
      const bounds = { time, oldest: time - TOLERANCE_MS };
      const row = await database.get(
        `${SELECT} WHERE at <= :time AND at > :oldest ORDER BY at DESC LIMIT 1`,
        bounds,
      );
      if (row) return rowSchema.parse(row);
      return ageMs < DAY_MS ? undefined : dayAt({ time, history });
    },
    async latest() {
      const row = await database.get(`${SELECT} ORDER BY at DESC LIMIT 1`);
      return row && rowSchema.parse(row);
    },
    async since(time) {
      const rows = await database.all(`${SELECT} WHERE at >= :time ORDER BY at`, { time });
      return rows.map((row) => rowSchema.parse(row));
    },
  };
}

const orNull = (value: number | undefined) => value ?? null;

function columns(sample: MarketSample) {
  return {
    priceUsd: orNull(sample.priceUsd),
    difficulty: orNull(sample.difficulty),
    subsidyBtc: orNull(sample.subsidyBtc),
    feesBtcPerBlock: orNull(sample.feesBtcPerBlock),
    networkHashrateEhPerS: orNull(sample.networkHashrateEhPerS),
    nextRetargetPercent: orNull(sample.nextRetargetPercent),
  };
}

/** A day stands for its end, which is near enough to any time of it for a change over days. */
function dayAt({ time, history }: { time: number; history: readonly DailyRow[] }): MarketSample | undefined {
  const day = new Date(time).toISOString().slice(0, 10);
  const row = history.findLast((one) => one.day === day);
  return row && sampleOfDay(row);
}
