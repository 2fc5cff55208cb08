import { checkInteger } from './range.ts';
import { HEIGHT_RANGE } from './units.ts';

const BLOCKS_PER_HALVING = 210_000;
const FIRST_SUBSIDY_SATS = 5_000_000_000n;
const SATS_PER_BTC = 1e8;
/** The 33rd halving leaves nothing: 5,000,000,000 sats fit into 33 bits. */
const LAST_HALVING_HEIGHT = 33 * BLOCKS_PER_HALVING;

/** Subsidy of the block at `height`, exact. Source: Bitcoin Core, GetBlockSubsidy. @throws RangeError */
export function subsidySats({ height }: { height: number }): bigint {
  checkInteger({ field: 'height', value: height, ...HEIGHT_RANGE });
  return FIRST_SUBSIDY_SATS >> BigInt(Math.floor(height / BLOCKS_PER_HALVING));
}

/** Subsidy of the block at `height` in BTC. @throws RangeError */
export function subsidyBtc({ height }: { height: number }): number {
  return Number(subsidySats({ height })) / SATS_PER_BTC;
}

export interface Halving {
  /** Height of the first block with the lower subsidy. */
  height: number;
  blocksLeft: number;
  subsidyBtcBefore: number;
  subsidyBtcAfter: number;
}

/**
 * The halving after the block at `height` (the tip).
 * @throws RangeError from block 6,930,000 on, where no subsidy is left to halve.
 */
export function nextHalving({ height }: { height: number }): Halving {
  checkInteger({ field: 'height', value: height, ...HEIGHT_RANGE, max: LAST_HALVING_HEIGHT - 1 });
  const halvingHeight = (Math.floor(height / BLOCKS_PER_HALVING) + 1) * BLOCKS_PER_HALVING;
  return {
    height: halvingHeight,
    blocksLeft: halvingHeight - height,
    subsidyBtcBefore: subsidyBtc({ height }),
    subsidyBtcAfter: subsidyBtc({ height: halvingHeight }),
  };
}

/** The first height of every era and its subsidy, from 50 BTC at 0 to the era without one. */
export function halvingSchedule(): { height: number; subsidySats: bigint }[] {
  return Array.from({ length: LAST_HALVING_HEIGHT / BLOCKS_PER_HALVING + 1 }, (_, era) => {
    const height = era * BLOCKS_PER_HALVING;
    return { height, subsidySats: subsidySats({ height }) };
  });
}
