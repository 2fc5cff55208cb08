import { LN2_HIGH, LN2_LOW, powerOfTwo, scaled } from './pieces.ts';

/** Beyond these a double is infinite, or 0. */
const MOST = 709.782712893384;
const LEAST = -745.1332191019412;
/** Beyond this the 1 that is taken off is lost. */
const MOST_APART = 40;

/** e^x of any number, the same in every engine, within one unit in the last place. */
export const exp = (x: number): number => expOf(x, 0);

/** e^(x + rest), where `rest` is what x has rounded off: after Cody and Waite, x less a multiple of ln 2, then Taylor. */
export function expOf(x: number, rest: number): number {
  if (!(x >= LEAST)) return Number.isNaN(x) ? x : 0;
  if (x > MOST) return Number.POSITIVE_INFINITY;
  const k = Math.round(x / Math.LN2);
  return scaled(1 + lessOne(x - k * LN2_HIGH, rest - k * LN2_LOW), k);
}

/** e^x − 1 of any number, exact to the last places also where x is next to nothing. */
export function expm1(x: number): number {
  if (!(Math.abs(x) < MOST_APART)) return exp(x) - 1;
  const k = Math.round(x / Math.LN2);
  const power = powerOfTwo(k);
  return power * lessOne(x - k * LN2_HIGH, -k * LN2_LOW) + (power - 1);
}

/** e^(x + rest) − 1 for |x| up to ln 2 ÷ 2. */
function lessOne(x: number, rest: number): number {
  const r = x + rest;
  const lost = x - r + rest;
  // Of 1/2! + r/3! + … + r^11/13!, every other term: two short chains are done before one long one.
  const square = r * r;
  let even = 1 / 479_001_600;
  even = even * square + 1 / 3_628_800;
  even = even * square + 1 / 40_320;
  even = even * square + 1 / 720;
  even = even * square + 1 / 24;
  even = even * square + 1 / 2;
  let odd = 1 / 6_227_020_800;
  odd = odd * square + 1 / 39_916_800;
  odd = odd * square + 1 / 362_880;
  odd = odd * square + 1 / 5040;
  odd = odd * square + 1 / 120;
  odd = odd * square + 1 / 6;
  return r + (square * (even + r * odd) + (lost + lost * r));
}
