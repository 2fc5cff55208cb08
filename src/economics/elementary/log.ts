import { exponentOf, LN2_HIGH, LN2_LOW, productError, scaled, sumError } from './pieces.ts';

/** What the last logarithm rounded off. */
let rest = 0;

/** Natural logarithm of any number, the same in every engine, within one unit in the last place. */
export function log(x: number): number {
  const high = logOf(x);
  return Number.isFinite(high) ? high + rest : high;
}

/** ln(1 + x), exact to the last places also where x is next to nothing. */
export function log1p(x: number): number {
  const sum = 1 + x;
  const high = logOf(sum);
  return Number.isFinite(high) ? high + (rest + sumError(1, x, sum) / sum) : high;
}

/** The logarithm in two parts, of which the second is what the first has rounded off. */
export function logParts(x: number): { high: number; low: number } {
  const high = logOf(x);
  return { high, low: Number.isFinite(high) ? rest : 0 };
}

/** ln x = k ln 2 + 2 artanh((m − 1) ÷ (m + 1)) for x = 2^k × m, the quotient in two parts. */
function logOf(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const k = exponentOf(x);
  const part = scaled(x, -k) - 1;
  const divisor = 2 + part;
  const s = part / divisor;
  const product = s * divisor;
  const missing = part - product - productError(s, divisor, product) - s * sumError(2, part, divisor);
  const z = s * s;
  // Of 1/3 + z/5 + … + z^11/25, every other term: two short chains are done before one long one.
  const square = z * z;
  let even = 1 / 23;
  even = even * square + 1 / 19;
  even = even * square + 1 / 15;
  even = even * square + 1 / 11;
  even = even * square + 1 / 7;
  even = even * square + 1 / 3;
  let odd = 1 / 25;
  odd = odd * square + 1 / 21;
  odd = odd * square + 1 / 17;
  odd = odd * square + 1 / 13;
  odd = odd * square + 1 / 9;
  odd = odd * square + 1 / 5;
  const small = 2 * (missing / divisor + s * z * (even + z * odd)) + k * LN2_LOW;
  const whole = k * LN2_HIGH;
  const high = whole + 2 * s;
  const sum = high + small;
  rest = sumError(whole, 2 * s, high) + small - (sum - high);
  return sum;
}
