import { BAND_80, driftOfSpan, quadrature } from './hashrateDrift.ts';
import { checkRange } from './range.ts';
import { BLOCKS_PER_PERIOD } from './retargetEstimate.ts';
import { nextHalving } from './subsidy.ts';
import { TIME_RANGE } from './units.ts';

/** Measured over three years to 2026; 600 s would be 10–13 days late over a cycle. */
const LONG_RUN_SECONDS_PER_BLOCK = 591;
const SECONDS_PER_BLOCK_RANGE = { min: 0.001, max: 100_000, unit: 'seconds' };
const MS_PER_DAY = 86_400_000;

export interface HalvingEstimate {
  /** Height of the first block with the lower subsidy. */
  height: number;
  blocksLeft: number;
  daysLeft: number;
  /** Unix milliseconds; `earliestTime` (at least now) and `latestTime` hold 80 % of outcomes between them. */
  time: number;
  earliestTime: number;
  latestTime: number;
  /** One standard error of the span left, in percent of it. */
  standardErrorPercent: number;
  subsidyBtcAfter: number;
  /** Of the blocks left, those of this period, which come at the current pace. */
  blocksAtCurrentPace: number;
  /** The spacing of the others, in seconds. */
  longRunSecondsPerBlock: number;
}

/**
 * Estimates when the next halving comes: blocks at the current pace to the end of the 2,016-block period, then at
 * the long-run spacing, with an 80 % band. Without a current pace the long-run spacing holds throughout. Spacings 0.001…100,000 s.
 * @throws RangeError
 */
export function estimateHalving({
  height,
  now,
  longRunSecondsPerBlock = LONG_RUN_SECONDS_PER_BLOCK,
  currentSecondsPerBlock = longRunSecondsPerBlock,
}: {
  height: number;
  now: number;
  currentSecondsPerBlock?: number | undefined;
  longRunSecondsPerBlock?: number | undefined;
}): HalvingEstimate {
  checkRange({ field: 'now', value: now, ...TIME_RANGE });
  checkRange({ field: 'longRunSecondsPerBlock', value: longRunSecondsPerBlock, ...SECONDS_PER_BLOCK_RANGE });
  checkRange({ field: 'currentSecondsPerBlock', value: currentSecondsPerBlock, ...SECONDS_PER_BLOCK_RANGE });
  const { height: halvingHeight, blocksLeft, subsidyBtcAfter } = nextHalving({ height });
  const blocksAtCurrentPace = Math.min(BLOCKS_PER_PERIOD - (height % BLOCKS_PER_PERIOD), blocksLeft);
  const blocksAtLongRun = blocksLeft - blocksAtCurrentPace;
  const leftMs =
    (blocksAtCurrentPace * currentSecondsPerBlock + blocksAtLongRun * longRunSecondsPerBlock) * 1000;
  const standardError = standardErrorOf({ blocksLeft });
  return {
    height: halvingHeight,
    blocksLeft,
    daysLeft: leftMs / MS_PER_DAY,
    time: now + leftMs,
    earliestTime: now + leftMs * Math.max(0, 1 - BAND_80 * standardError),
    latestTime: now + leftMs * (1 + BAND_80 * standardError),
    standardErrorPercent: standardError * 100,
    subsidyBtcAfter,
    blocksAtCurrentPace,
    longRunSecondsPerBlock,
  };
}

/** Share of the span left: the luck of the blocks left, and hashrate that moves meanwhile. */
const standardErrorOf = ({ blocksLeft }: { blocksLeft: number }): number =>
  quadrature(1 / Math.sqrt(blocksLeft), driftOfSpan({ periods: blocksLeft / BLOCKS_PER_PERIOD }));
