import { z } from 'zod';
import { subsidyBtc } from '../economics/index.ts';
import { SourceError } from '../net/http.ts';
import type { Block } from './blocks.ts';
import type { Fees } from './contract.ts';
import type { Ask } from './mempoolChain.ts';
import { blockHeight, numeric } from './shapes.ts';

/** Sums over the blocks asked for, in sats as strings. */
const rewardStats = z.object({
  startBlock: blockHeight,
  endBlock: blockHeight,
  totalFee: numeric,
  totalReward: numeric.optional(),
});
type RewardStats = z.infer<typeof rewardStats>;

/** Blocks that a sum may lie behind the tip. */
const MAX_BEHIND = 10;

/**
 * Mean fees of the last 144 blocks, held against what the blocks themselves say: their coinbases pay subsidy and fees,
 * and the newest ones cannot have paid more than all. `newest`: the blocks that the server listed last.
 */
export async function readFees({ upstream, signal, newest }: Ask & { newest: Block[] }): Promise<Fees> {
  const path = '/api/v1/mining/reward-stats/144';
  const stats = await upstream.json({ path, schema: rewardStats, signal });
  const { startBlock, endBlock, totalFee } = stats;
  if (endBlock < startBlock) throw new SourceError(`counts fees of blocks ${startBlock} to ${endBlock}`);
  const contradiction = behindTip(stats, newest) ?? againstCoinbases(stats) ?? againstBlocks(stats, newest);
  if (contradiction !== undefined) throw new SourceError(contradiction);
  return { btcPerBlock: totalFee / (endBlock - startBlock + 1) / 1e8 };
}

function behindTip({ endBlock }: RewardStats, newest: Block[]): string | undefined {
  const tip = Math.max(0, ...newest.map(({ height }) => height));
  return endBlock < tip - MAX_BEHIND
    ? `counts fees up to block ${endBlock}, ${tip - endBlock} below its tip`
    : undefined;
}

/** A coinbase pays the subsidy and the fees, now and then a little less. */
function againstCoinbases({ startBlock, endBlock, totalFee, totalReward }: RewardStats): string | undefined {
  if (totalReward === undefined) return undefined;
  const heights = Array.from(
    { length: Math.min(2_016, endBlock - startBlock + 1) },
    (_, at) => startBlock + at,
  );
  const subsidySats = heights.reduce((sum, height) => sum + subsidyBtc({ height }) * 1e8, 0);
  const paidSats = totalReward - totalFee;
  return Math.abs(paidSats / subsidySats - 1) > 0.01
    ? `counts fees of ${totalFee / 1e8} BTC in rewards of ${totalReward / 1e8} BTC, where the subsidy is ${subsidySats / 1e8}`
    : undefined;
}

function againstBlocks({ startBlock, endBlock, totalFee }: RewardStats, newest: Block[]): string | undefined {
  const counted = newest.filter(({ height }) => height >= startBlock && height <= endBlock);
  const least = counted.reduce((sum, { extras }) => sum + (extras?.totalFees ?? 0), 0);
  return totalFee < least * 0.99
    ? `counts fees of ${totalFee / 1e8} BTC, where its newest blocks alone paid ${least / 1e8}`
    : undefined;
}
