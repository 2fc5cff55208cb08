import { BAND_80, driftOfPeriodMean, quadrature } from './hashrateDrift.ts';
import { checkInteger, checkRange } from './range.ts';
import { HEIGHT_RANGE, RETARGET_PERCENT_RANGE, TIME_RANGE } from './units.ts';

export const BLOCKS_PER_PERIOD = 2016;
const QUARTER_BLOCKS = 504;
const TARGET_MS_PER_BLOCK = 600_000;
const LOWEST_PERCENT = -75;
const HIGHEST_PERCENT = 300;
/** How far the clock of a block may run ahead of ours: consensus refuses more. */
const BLOCK_CLOCK_AHEAD_MS = 7_200_000;

export interface RetargetInputs {
  /** Height of the tip. */
  height: number;
  /** The present, Unix milliseconds. */
  now: number;
  /** Time of the first block of the current 2,016-block period, Unix milliseconds. */
  periodStartTime: number;
  /** The last retarget, −75…300. */
  previousRetargetPercent: number;
  /** Time of the block 504 before the tip, Unix milliseconds; needed in the first quarter of a period only. */
  block504Time?: number | undefined;
  /** Time of the tip, Unix milliseconds; where known it settles the estimate at the last block of a period. */
  tipTime?: number | undefined;
}

export interface RetargetEstimate {
  progressPercent: number;
  changePercent: number;
  /** One standard error of `changePercent`, in percentage points. */
  standardErrorPoints: number;
  /** The 80 % band, within −75…300. */
  lowPercent: number;
  highPercent: number;
  remainingBlocks: number;
  nextRetargetHeight: number;
  /** Unix milliseconds. */
  nextRetargetTime: number;
  /** Expected spacing of the blocks left; in the first quarter from the window of 504 blocks. */
  millisecondsPerBlock: number;
  /** Mean spacing in this period so far. */
  periodMillisecondsPerBlock: number;
  /** The spacing that `changePercent` follows from, with the block under way counted as found. */
  estimateMillisecondsPerBlock: number;
  /** False before a quarter of the period: the estimate is then no better than "no change". */
  informative: boolean;
}

/**
 * Estimates the next retarget as mempool.space publishes it: from the pace of the period, and in its first
 * quarter from the last 504 blocks, those before the last retarget scaled by it. The band is ours: the luck of
 * exponential block times, and hashrate that moves. @throws RangeError
 */
export function estimateNextRetarget(inputs: RetargetInputs): RetargetEstimate {
  checkInputs(inputs);
  const blocks = inputs.height % BLOCKS_PER_PERIOD;
  const remainingBlocks = BLOCKS_PER_PERIOD - blocks;
  const { estimateMsPerBlock, msPerBlock, periodMsPerBlock, windowed } = pace(inputs);
  const changePercent = clampPercent((TARGET_MS_PER_BLOCK / estimateMsPerBlock - 1) * 100);
  const standardErrorPoints = standardError({ blocks, windowed });
  const millisecondsPerBlock = Math.floor(msPerBlock);
  return {
    progressPercent: (blocks / BLOCKS_PER_PERIOD) * 100,
    changePercent,
    standardErrorPoints,
    lowPercent: clampPercent(changePercent - BAND_80 * standardErrorPoints),
    highPercent: clampPercent(changePercent + BAND_80 * standardErrorPoints),
    remainingBlocks,
    nextRetargetHeight: inputs.height + remainingBlocks,
    nextRetargetTime: inputs.now + remainingBlocks * millisecondsPerBlock,
    millisecondsPerBlock,
    periodMillisecondsPerBlock: Math.floor(periodMsPerBlock),
    estimateMillisecondsPerBlock: estimateMsPerBlock,
    informative: blocks >= QUARTER_BLOCKS,
  };
}

/**
 * The pace that the estimate rests on. Block times may run ahead of the clock, so that a period may seem to begin
 * in the future: it has then just begun. The divisors (503 beside 504, blocks beside blocks + 1) are mempool.space's.
 */
function pace(inputs: RetargetInputs) {
  const blocks = inputs.height % BLOCKS_PER_PERIOD;
  const { now, periodStartTime, block504Time, tipTime = now, previousRetargetPercent } = inputs;
  const elapsedMs = Math.max(0, now - periodStartTime);
  const periodMsPerBlock = spacing({ spanMs: elapsedMs, blocks });
  if (block504Time !== undefined && blocks < QUARTER_BLOCKS - 1) {
    const beforeMs = Math.max(0, periodStartTime - block504Time) * (1 + previousRetargetPercent / 100);
    const spanMs = elapsedMs + beforeMs;
    const msPerBlock = spacing({ spanMs, blocks: QUARTER_BLOCKS - 1 });
    const estimateMsPerBlock = spacing({ spanMs, blocks: QUARTER_BLOCKS });
    return { estimateMsPerBlock, msPerBlock, periodMsPerBlock, windowed: true };
  }
  const spanMs = blocks === BLOCKS_PER_PERIOD - 1 ? tipTime - periodStartTime : elapsedMs;
  const estimateMsPerBlock = spacing({ spanMs, blocks: blocks + 1 });
  return { estimateMsPerBlock, msPerBlock: periodMsPerBlock, periodMsPerBlock, windowed: false };
}

/** Mean milliseconds per block, or the target's where no time has passed or no block was found to measure them. */
function spacing({ spanMs, blocks }: { spanMs: number; blocks: number }): number {
  return spanMs > 0 && blocks > 0 ? spanMs / blocks : TARGET_MS_PER_BLOCK;
}

function clampPercent(percent: number): number {
  return Math.min(Math.max(percent, LOWEST_PERCENT), HIGHEST_PERCENT);
}

/** Percentage points. The first block counts as found; without any the estimate is that of the period before. */
function standardError({ blocks, windowed }: { blocks: number; windowed: boolean }): number {
  const done = blocks / BLOCKS_PER_PERIOD;
  const window = windowed ? QUARTER_BLOCKS / BLOCKS_PER_PERIOD : done || 1;
  return 100 * quadrature(luck({ blocks, windowed }), driftOfPeriodMean({ done, window }));
}

/** The share of 1 by which block times alone move the rest of a period against what was seen of it. */
function luck({ blocks, windowed }: { blocks: number; windowed: boolean }): number {
  const left = 1 - blocks / BLOCKS_PER_PERIOD;
  if (!windowed) return Math.sqrt(left / Math.max(blocks, 1));
  return left * Math.sqrt(1 / QUARTER_BLOCKS + 1 / (BLOCKS_PER_PERIOD - blocks));
}

function checkInputs(inputs: RetargetInputs): void {
  const { height, now, periodStartTime, previousRetargetPercent, block504Time, tipTime } = inputs;
  checkInteger({ field: 'height', value: height, ...HEIGHT_RANGE });
  checkRange({ field: 'now', value: now, ...TIME_RANGE });
  const latestStart = now + BLOCK_CLOCK_AHEAD_MS;
  checkRange({ field: 'periodStartTime', value: periodStartTime, ...TIME_RANGE, max: latestStart });
  checkRange({ field: 'previousRetargetPercent', value: previousRetargetPercent, ...RETARGET_PERCENT_RANGE });
  if (block504Time !== undefined) checkRange({ field: 'block504Time', value: block504Time, ...TIME_RANGE });
  if (tipTime !== undefined) checkRange({ field: 'tipTime', value: tipTime, ...TIME_RANGE });
}
