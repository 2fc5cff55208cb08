const MOST_STEPS = 80;
const PRECISION = 1e-13;

interface At {
  x: number;
  value: number;
}

/** Where an increasing function crosses 0 between `low` and `high`; undefined when it does not there. */
export function crossing(asked: {
  of: (x: number) => number;
  low: number;
  high: number;
}): number | undefined {
  const { of } = asked;
  const [low, high] = [asked.low, asked.high].map((x) => ({ x, value: of(x) })) as [At, At];
  return low.value > 0 || high.value < 0 ? undefined : crossingWithin({ of, low, high });
}

/** Where what holds at a place turns around, nearest below and above it; undefined where it does at none of the points. */
export interface Turns {
  below: number | undefined;
  above: number | undefined;
}

/**
 * Where a function that may rise and fall turns from above 0 to 0 or less, or back, nearest to `from`: the first of the
 * points on either side (`below` falling, `above` rising) at which it has, then exactly between that and the one before. A turn
 * and its return between two points are not seen.
 */
export function nearestTurns(asked: {
  of: (x: number) => number;
  from: number;
  points: { below: readonly number[]; above: readonly number[] };
}): Turns {
  const { of, from, points } = asked;
  const here = { x: from, value: of(from) };
  const nearest = (side: readonly number[]): number | undefined => {
    let near = here;
    for (const x of side) {
      const far = { x, value: of(x) };
      if (far.value > 0 !== here.value > 0) return turnBetween({ of, near, far });
      near = far;
    }
    return undefined;
  };
  return { below: nearest(points.below), above: nearest(points.above) };
}

function turnBetween({ of, near, far }: { of: (x: number) => number; near: At; far: At }): number {
  const [low, high] = near.x < far.x ? [near, far] : [far, near];
  if (high.value > 0) return crossingWithin({ of, low, high });
  const down = ({ x, value }: At) => ({ x, value: -value });
  return crossingWithin({ of: (x) => -of(x), low: down(low), high: down(high) });
}

/**
 * From a value of 0 or less to one of 0 or more. False position with the Illinois rule: few evaluations where the function
 * is nearly straight, never out of the bracket.
 */
function crossingWithin(asked: { of: (x: number) => number; low: At; high: At }): number {
  const { of } = asked;
  let { x: low, value: atLow } = asked.low;
  let { x: high, value: atHigh } = asked.high;
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
