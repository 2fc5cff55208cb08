import { z } from 'zod';
import type { Database } from '../../storage/database.ts';
import type { MarketSnapshot } from '../contract.ts';
import { dueForecasts, type Forecast, outcomeOf } from './forecast.ts';
import type { ForecastScore } from './score.ts';

/** The desk's own forecasts of the chain, kept until and after they can be judged. */
export interface ForecastStore {
  /** Keeps the forecasts that fall due now, once each, and judges those whose outcome is known. */
  record(snapshot: MarketSnapshot): Promise<void>;
  /** How the last ten of each kind and position did. */
  scores(): Promise<ForecastScore[]>;
}

const kind = z.enum(['retarget', 'block time']);
const forecastRow = z.object({
  kind,
  height: z.number(),
  position: z.number(),
  low: z.number(),
  high: z.number(),
});
const scoreRow = z.object({ kind, position: z.number(), held: z.number(), among: z.number() });

const insert = `INSERT INTO forecasts (kind, height, position, low, high, made_at)
  VALUES (:kind, :height, :position, :low, :high, :madeAt) ON CONFLICT DO NOTHING`;
const selectOpen =
  'SELECT kind, height, position, low, high FROM forecasts WHERE actual IS NULL AND height <= :height';
const settle = `UPDATE forecasts SET actual = :actual
  WHERE kind = :kind AND height = :height AND position = :position`;
const selectScores = `SELECT kind, position, SUM(CASE WHEN actual BETWEEN low AND high THEN 1 ELSE 0 END) AS held, COUNT(*) AS among
  FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY kind, position ORDER BY height DESC) AS nth
        FROM forecasts WHERE actual IS NOT NULL) AS latest
  WHERE nth <= 10 GROUP BY kind, position ORDER BY kind, position`;

/** Forecasts in the database. */
export function forecastStore({ database }: { database: Database }): ForecastStore {
  const judge = async (forecast: Forecast, snapshot: MarketSnapshot) => {
    const actual = outcomeOf(forecast, snapshot);
    const { kind, height, position } = forecast;
    if (actual !== undefined) await database.run(settle, { actual, kind, height, position });
  };
  return {
    async record(snapshot) {
      const due = dueForecasts(snapshot);
      const height = snapshot.chain.value.periodStartHeight;
      const open = z.array(forecastRow).parse(await database.all(selectOpen, { height }));
      if (due.length + open.length === 0) return;
      await database.transaction('market', async () => {
        await database.runMany(
          insert,
          due.map((forecast) => ({ ...forecast, madeAt: snapshot.now })),
        );
        for (const forecast of open) await judge(forecast, snapshot);
      });
    },
    scores: async () => z.array(scoreRow).parse(await database.all(selectScores)),
  };
}
