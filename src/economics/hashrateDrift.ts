/**
 * How far the hashrate of the network wanders, as the bands of its forecasts count it: a random walk of the
 * logarithm whose standard deviation grows by this much in a period of 2,016 blocks (share of 1). One figure for
 * both bands, fitted to two sets of rows and held out by year in the tests: 28 periods of 2025 and 2026 watched at
 * twelve positions ask for 0.07, 1,520 forecasts of later block times since 2018 for 0.10.
 */
export const HASHRATE_DRIFT_PER_PERIOD = 0.09;
/** Periods over which the long-run spacing is measured: three years. */
const PERIODS_OF_LONG_RUN = 78;

/** Standard errors on either side of a forecast that hold 80 % of outcomes. */
export const BAND_80 = 1.28;

/** Luck and drift are independent of each other: in quadrature. */
export const quadrature = (...errors: readonly number[]): number =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0));

/**
 * Standard error (share of 1) that drift alone gives to an estimate of a period's mean hashrate from the mean over
 * the last `window` of a period (more than 0). `done` (0…1) of the period is over: a longer window began before it.
 */
export function driftOfPeriodMean({ done, window }: { done: number; window: number }): number {
  const left = 1 - done;
  const before = window - done;
  // A step of the walk moves the mean of the period by the share of it that follows, and the estimate by the share of
  // the window that does. The difference is a straight line in each part: its square is summed over them.
  const atStart = before / window;
  const earlier = before * atStart * atStart;
  const since = done * (atStart * atStart + atStart * left + left * left);
  return HASHRATE_DRIFT_PER_PERIOD * Math.sqrt((earlier + since + left * left * left) / 3);
}

/**
 * Standard error (share of the span) that drift alone gives to the time that the next `periods` (more than 0) take.
 * Within a period the spacing follows hashrate; over several each retarget takes back what went before, so that the
 * walk from the first to the last counts, and what is not known of growth over the long run.
 */
export function driftOfSpan({ periods }: { periods: number }): number {
  if (periods < 1) return HASHRATE_DRIFT_PER_PERIOD * Math.sqrt((1 + periods) / 3);
  return (
    HASHRATE_DRIFT_PER_PERIOD * Math.sqrt((periods - 1 / 3) / (periods * periods) + 1 / PERIODS_OF_LONG_RUN)
  );
}
