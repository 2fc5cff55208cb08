/**
 * Doubles taken apart, so that elementary functions are the same bits in every engine: the language leaves the last
 * digits of Math.exp, Math.log and ** to each of them, and they differ. Only + − × ÷ and bits are used, which it does
 * not leave open.
 */

/** ln 2 in two parts; a whole number up to 2,000 times the first is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

const EXPONENT_BITS = 20;
const BIAS = 1023;
const LEAST_NORMAL = 2 ** -1022;
const TO_NORMAL = 54;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Which word holds the exponent is a matter of the machine. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** k of a positive double x = 2^k × m, with m in √½ … √2. */
export function exponentOf(x: number): number {
  if (x < LEAST_NORMAL) return exponentOf(x * 2 ** TO_NORMAL) - TO_NORMAL;
  double[0] = x;
  const exponent = (words[HIGH]! >>> EXPONENT_BITS) - BIAS;
  return x * powerOfTwo(-exponent) > Math.SQRT2 ? exponent + 1 : exponent;
}

/** 2^k for −1,022 … 1,023. */
export function powerOfTwo(k: number): number {
  words[HIGH] = (k + BIAS) << EXPONENT_BITS;
  words[1 - HIGH] = 0;
  return double[0]!;
}

/** x × 2^k, also where 2^k alone is no normal double. */
export function scaled(x: number, k: number): number {
  const half = k >> 1;
  return k > -BIAS && k <= BIAS ? x * powerOfTwo(k) : x * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Splits a double in two of 26 bits each (Veltkamp). */
const SPLITTER = 2 ** 27 + 1;

/** What x × y rounds off (Dekker), where `product` is what it rounds to. */
export function productError(x: number, y: number, product: number): number {
  const [bigX, bigY] = [SPLITTER * x, SPLITTER * y];
  const highX = bigX - (bigX - x);
  const highY = bigY - (bigY - y);
  const [lowX, lowY] = [x - highX, y - highY];
  return lowX * lowY - (product - highX * highY - lowX * highY - highX * lowY);
}

/** What x + y rounds off (Knuth), where `sum` is what it rounds to. */
export function sumError(x: number, y: number, sum: number): number {
  const ofX = sum - y;
  return x - ofX + (y - (sum - ofX));
}
