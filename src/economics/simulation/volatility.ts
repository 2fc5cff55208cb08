import { log } from '../elementary/log.ts';
import { square } from '../elementary/power.ts';
import { checkInteger, checkRange, isWithin } from '../range.ts';

const DAYS_PER_YEAR = 365;

/**
 * Yearly volatility of a daily price in percent: standard deviation of the logarithmic daily moves × √365. Undefined
 * with fewer than 90 moves, which say too little. Prices 0.0001…1e9 USD. @throws RangeError
 */
export function yearlyVolatilityPercent({ pricesUsd }: { pricesUsd: readonly number[] }): number | undefined {
  for (const value of pricesUsd) {
    checkRange({ field: 'pricesUsd', value, min: 0.0001, max: 1e9, unit: 'USD' });
  }
  const moves = pricesUsd.slice(1).map((price, day) => log(price / pricesUsd[day]!));
  if (moves.length < 90) return undefined;
  const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
  const variance = moves.reduce((sum, move) => sum + square(move - mean), 0) / (moves.length - 1);
  return Math.sqrt(variance * DAYS_PER_YEAR) * 100;
}

/** A day of a price history: its number since 1970, and the price where it is known. */
export interface PricedDay {
  /** Whole. */
  day: number;
  priceUsd: number | undefined;
}

/** What a history says of volatility, or why it is not believed. */
export type HistoryVolatility =
  | { percent: number }
  /** Days are missing within it. */
  | { refused: 'holes'; missingDays: number }
  | { refused: 'too short' }
  /** Outside 30…120 % a year, the range in which a year of BTC is plausible. */
  | { refused: 'implausible'; percent: number };

/** Recalled: BTC had 45–60 % a year in 2023–2025. */
export const PLAUSIBLE_VOLATILITY = { min: 30, max: 120 } as const;

/** Volatility of a history without holes and within what is plausible. Days in any order. @throws RangeError */
export function historyVolatility({ days }: { days: readonly PricedDay[] }): HistoryVolatility {
  const priced = days
    .flatMap(({ day, priceUsd }) => (priceUsd === undefined ? [] : [{ day, priceUsd }]))
    .sort((one, other) => one.day - other.day);
  for (const { day } of priced) checkInteger({ field: 'day', value: day, min: 0, max: 100_000 });
  const [first, last] = [priced[0], priced.at(-1)];
  const percent = yearlyVolatilityPercent({ pricesUsd: priced.map(({ priceUsd }) => priceUsd) });
  if (first === undefined || last === undefined || percent === undefined) return { refused: 'too short' };
  const missingDays = last.day - first.day + 1 - new Set(priced.map(({ day }) => day)).size;
  if (missingDays > 0) return { refused: 'holes', missingDays };
  return isWithin(PLAUSIBLE_VOLATILITY, percent) ? { percent } : { refused: 'implausible', percent };
}
