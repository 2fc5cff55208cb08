/** From the least to the greatest value that an axis shows. */
export type Domain = readonly [number, number];

/** Nearer values are one value: what lies between them is lost in rounding. */
const LEAST = 1e-100;
const isApart = (low: number, high: number) =>
  high - low > Math.max(LEAST, Math.max(Math.abs(low), Math.abs(high)) * 1e-9);

/** From zero to all values. */
export function domainFromZero(values: readonly number[]): Domain {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return isApart(low, high) ? [low, high] : [0, 1];
}

/** The least domain that holds all values; one value alone gets room around it. */
export function domainOf(values: readonly number[]): Domain {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = isApart(low, high) ? high - low : Math.max(Math.abs(high) * 0.2, LEAST);
  return [low - room * 0.05, high + room * 0.08];
}
