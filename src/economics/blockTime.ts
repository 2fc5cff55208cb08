import { BAND_80, driftOfSpan, quadrature } from './hashrateDrift.ts';
import { checkInteger, checkRange } from './range.ts';
import { BLOCKS_PER_PERIOD } from './retargetEstimate.ts';
import { HEIGHT_RANGE, TIME_RANGE } from './units.ts';

/** Measured over three years to 2026; 600 s would be 10–13 days late over a cycle. */
export const LONG_RUN_SECONDS_PER_BLOCK = 591;
const SECONDS_PER_BLOCK_RANGE = { min: 0.001, max: 100_000, unit: 'seconds' };

/** What the time of a later block is estimated from. */
export interface BlockTimeInputs {
  /** Height of the tip. */
  height: number;
  /** The present, Unix milliseconds. */
  now: number;
  /** Expected spacing to the end of the 2,016-block period; without it the long-run spacing. */
  currentSecondsPerBlock?: number | undefined;
  /** Spacing from the next period on, 0.001…100,000 s. */
  longRunSecondsPerBlock?: number | undefined;
}

export interface BlockTimeEstimate {
  /** Unix milliseconds; `earliestTime` (at least now) and `latestTime` hold 80 % of outcomes between them. */
  time: number;
  earliestTime: number;
  latestTime: number;
  /** One standard error of the span left, in percent of it. */
  standardErrorPercent: number;
  /** Of the blocks left, those of this period, which come at the current pace. */
  blocksAtCurrentPace: number;
  /** The spacing of the others, in seconds. */
  longRunSecondsPerBlock: number;
}

/**
 * Estimates when the block `blocksLeft` (1 or more) above the tip comes: blocks at the current pace to the end of the
 * 2,016-block period, then at the long-run spacing, with an 80 % band. @throws RangeError
 */
export function estimateBlockTime({
  height,
  now,
  blocksLeft,
  longRunSecondsPerBlock = LONG_RUN_SECONDS_PER_BLOCK,
  currentSecondsPerBlock = longRunSecondsPerBlock,
}: BlockTimeInputs & { blocksLeft: number }): BlockTimeEstimate {
  checkInteger({ field: 'height', value: height, ...HEIGHT_RANGE });
  checkInteger({ field: 'blocksLeft', value: blocksLeft, ...HEIGHT_RANGE, min: 1 });
  checkRange({ field: 'now', value: now, ...TIME_RANGE });
  checkRange({ field: 'longRunSecondsPerBlock', value: longRunSecondsPerBlock, ...SECONDS_PER_BLOCK_RANGE });
  checkRange({ field: 'currentSecondsPerBlock', value: currentSecondsPerBlock, ...SECONDS_PER_BLOCK_RANGE });
  const blocksAtCurrentPace = Math.min(BLOCKS_PER_PERIOD - (height % BLOCKS_PER_PERIOD), blocksLeft);
  const blocksAtLongRun = blocksLeft - blocksAtCurrentPace;
  const leftMs =
    (blocksAtCurrentPace * currentSecondsPerBlock + blocksAtLongRun * longRunSecondsPerBlock) * 1000;
  const standardError = standardErrorOf({ blocksLeft });
  return {
    time: now + leftMs,
    earliestTime: now + leftMs * Math.max(0, 1 - BAND_80 * standardError),
    latestTime: now + leftMs * (1 + BAND_80 * standardError),
    standardErrorPercent: standardError * 100,
    blocksAtCurrentPace,
    longRunSecondsPerBlock,
  };
}

/** Share of the span left: the luck of the blocks left, and hashrate that moves meanwhile. */
const standardErrorOf = ({ blocksLeft }: { blocksLeft: number }): number =>
  quadrature(1 / Math.sqrt(blocksLeft), driftOfSpan({ periods: blocksLeft / BLOCKS_PER_PERIOD }));
