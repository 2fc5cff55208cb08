import { z } from 'zod';
import type { Database } from '../storage/database.ts';
import type { DailyRow } from './contract.ts';
import type { History, HistoryStore } from './history.ts';

/** SQL knows no "absent": what no source knew is NULL there and missing here. */
const known = z
  .number()
  .nullable()
  .transform((value) => value ?? undefined);

const dayRow = z.object({
  day: z.string(),
  priceUsd: known,
  difficulty: known,
  feesBtcPerBlock: known,
  hashpriceBtcPerPhDay: known,
  hashpriceUsdPerPhDay: known,
  source: z.string(),
  observedAt: z.number(),
});

const retargetRow = z.object({
  height: z.number(),
  time: z.number(),
  difficulty: z.number(),
  changePercent: z.number(),
});

const selectDays = `SELECT day, price_usd AS "priceUsd", difficulty, fees_btc_per_block AS "feesBtcPerBlock",
  hashprice_btc_per_ph_day AS "hashpriceBtcPerPhDay", hashprice_usd_per_ph_day AS "hashpriceUsdPerPhDay",
  source, observed_at AS "observedAt"
  FROM history_days ORDER BY day`;
const insertDay = `INSERT INTO history_days (day, price_usd, difficulty, fees_btc_per_block,
  hashprice_btc_per_ph_day, hashprice_usd_per_ph_day, source, observed_at)
  VALUES (:day, :priceUsd, :difficulty, :feesBtcPerBlock, :hashpriceBtcPerPhDay, :hashpriceUsdPerPhDay,
  :source, :observedAt)`;
const selectRetargets = `SELECT height, time, difficulty, change_percent AS "changePercent"
  FROM history_retargets ORDER BY height DESC`;
const insertRetarget = `INSERT INTO history_retargets (height, time, difficulty, change_percent)
  VALUES (:height, :time, :difficulty, :changePercent)`;

/** The market's history in the database. */
export function historyStore({ database }: { database: Database }): HistoryStore {
  return {
    // In one transaction, so that a save by another process does not come between the tables.
    load: async () => database.transaction('market', () => read(database)),
    save: async (history) => database.transaction('market', () => replace(database, history)),
  };
}

async function read(database: Database): Promise<History> {
  const rows = z.array(dayRow).parse(await database.all(selectDays));
  const retargets = z.array(retargetRow).parse(await database.all(selectRetargets));
  const update = await database.get('SELECT updated_at FROM history_updates');
  const updatedAt = known.parse(update?.updated_at ?? null);
  return { rows: rows.map(withoutAbsent), retargets, ...(updatedAt !== undefined && { updatedAt }) };
}

async function replace(database: Database, { rows, retargets, updatedAt }: History): Promise<void> {
  for (const table of ['history_days', 'history_retargets', 'history_updates'])
    await database.run(`DELETE FROM ${table}`);
  await database.runMany(insertDay, rows.map(dayValues));
  await database.runMany(
    insertRetarget,
    retargets.map(({ height, time, difficulty, changePercent }) => ({
      height,
      time,
      difficulty,
      changePercent,
    })),
  );
  if (updatedAt !== undefined)
    await database.run('INSERT INTO history_updates (id, updated_at) VALUES (1, :updatedAt)', {
      updatedAt,
    });
}

function dayValues(row: DailyRow) {
  return {
    day: row.day,
    priceUsd: row.priceUsd ?? null,
    difficulty: row.difficulty ?? null,
    feesBtcPerBlock: row.feesBtcPerBlock ?? null,
    hashpriceBtcPerPhDay: row.hashpriceBtcPerPhDay ?? null,
    hashpriceUsdPerPhDay: row.hashpriceUsdPerPhDay ?? null,
    source: row.source,
    observedAt: row.observedAt,
  };
}

function withoutAbsent<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}
