import { scaled } from '../elementary/pieces.ts';
import { power } from '../elementary/power.ts';

const STEPS = 256;
const STEPS_PER_UNIT = STEPS / Math.LN2;
const STEP = Math.LN2 / STEPS;
/** Adding and taking it away rounds a double to a whole number. */
const ROUNDING = 1.5 * 2 ** 52;
const STEP_BITS = 8;
const LOWEST_POWER = -1074;
const HIGHEST_POWER = 1023;

const fractions = Float64Array.from({ length: STEPS }, (_, step) => power(2, step / STEPS));
const powers = Float64Array.from({ length: HIGHEST_POWER - LOWEST_POWER + 1 }, (_, index) =>
  scaled(1, index + LOWEST_POWER),
);

/**
 * e^x for |x| up to 700, right to 12 digits, in a quarter of the time of Math.exp: 2^(n/256) from two tables, times a
 * polynomial in what is left. Only multiplications and additions, so that every engine computes the same bits.
 */
export function exponential(x: number): number {
  const steps = x * STEPS_PER_UNIT + ROUNDING - ROUNDING;
  const step = steps | 0;
  const r = x - steps * STEP;
  const polynomial = 1 + r * (1 + r * (1 / 2 + r * (1 / 6)));
  return fractions[step & (STEPS - 1)]! * powers[(step >> STEP_BITS) - LOWEST_POWER]! * polynomial;
}
