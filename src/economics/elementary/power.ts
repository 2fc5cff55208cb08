import { expOf } from './exp.ts';
import { logParts } from './log.ts';
import { productError } from './pieces.ts';

/**
 * x^y of a number x from 0 on, the same in every engine, within two units in the last place for what growth and discounts
 * come to.
 */
export function power(x: number, y: number): number {
  if (y === 1) return x;
  const { high, low } = logParts(x);
  const product = high * y;
  if (!Number.isFinite(product)) return y === 0 ? 1 : expOf(product, 0);
  return expOf(product, productError(high, y, product) + low * y);
}

export const square = (x: number): number => x * x;
