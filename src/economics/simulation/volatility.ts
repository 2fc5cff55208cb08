import { checkRange } from '../range.ts';

const DAYS_PER_YEAR = 365;

/**
 * Yearly volatility of a daily price in percent: standard deviation of the logarithmic daily moves × √365. Undefined
 * with fewer than 90 moves, which say too little. Prices 0.0001…1e9 USD. @throws RangeError
 */
export function yearlyVolatilityPercent({ pricesUsd }: { pricesUsd: readonly number[] }): number | undefined {
  for (const value of pricesUsd) {
    checkRange({ field: 'pricesUsd', value, min: 0.0001, max: 1e9, unit: 'USD' });
  }
  const moves = pricesUsd.slice(1).map((price, day) => Math.log(price / pricesUsd[day]!));
  if (moves.length < 90) return undefined;
  const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
  const variance = moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / (moves.length - 1);
  return Math.sqrt(variance * DAYS_PER_YEAR) * 100;
}
