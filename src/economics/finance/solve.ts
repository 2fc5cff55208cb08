const MOST_STEPS = 80;
const PRECISION = 1e-13;

/**
 * Where an increasing function crosses 0 between `low` and `high`; undefined when it does not there. False position
 * with the Illinois rule: few evaluations where the function is nearly straight, never out of the bracket.
 */
export function crossing(asked: {
  of: (x: number) => number;
  low: number;
  high: number;
}): number | undefined {
  const { of } = asked;
  let { low, high } = asked;
  let [atLow, atHigh] = [of(low), of(high)];
  if (atLow > 0 || atHigh < 0) return undefined;
  if (atHigh === 0) return high;
  let side = 0;
  for (let step = 0; step < MOST_STEPS && high - low > PRECISION * high; step++) {
    const x = low + ((high - low) * -atLow) / (atHigh - atLow);
    const value = of(x);
    if (value === 0) return x;
    if (value < 0) {
      [low, atLow] = [x, value];
      if (side === -1) atHigh /= 2;
      side = -1;
    } else {
      [high, atHigh] = [x, value];
      if (side === 1) atLow /= 2;
      side = 1;
    }
  }
  return (low + high) / 2;
}
