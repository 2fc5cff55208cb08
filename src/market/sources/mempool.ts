import { z } from 'zod';
import { SourceError } from '../../net/http.ts';
import { block, type PeriodStart, readTip } from '../blocks.ts';
import type { Chain } from '../contract.ts';
import { readHistory } from '../mempoolHistory.ts';
import { blockHeight, numeric, unixSeconds } from '../shapes.ts';
import type { MarketSource, SourceKind, SourceOptions } from '../source.ts';
import { openUpstream, type Upstream } from '../upstream.ts';

/** `previousTime` is the time of the block that began the period, in seconds, beside times in milliseconds. */
const adjustment = z.object({
  previousRetarget: z.number(),
  previousTime: unixSeconds,
  nextRetargetHeight: blockHeight,
});

/** Sums over the blocks asked for, in sats as strings. */
const rewardStats = z.object({ startBlock: blockHeight, endBlock: blockHeight, totalFee: numeric });

const dailyHashrates = z.object({
  hashrates: z.array(z.object({ timestamp: unixSeconds, avgHashrate: z.number() })).min(1),
});

type Ask = { upstream: Upstream; signal: AbortSignal | undefined };

/** mempool.space, or any self-hosted mempool. */
export const mempool: SourceKind = {
  variable: 'MEMPOOL_URL',
  several: true,
  defaultUrl: 'https://mempool.space',
  create,
};

function create(options: SourceOptions): MarketSource {
  const upstream = openUpstream(options);
  let period: PeriodStart | undefined;
  const observed = <T>(value: T) => ({ value, observedAt: options.now() });
  return {
    name: upstream.host === 'mempool.space' ? upstream.host : `mempool at ${upstream.host}`,
    url: upstream.shownUrl,
    async chain({ signal } = {}) {
      const tip = await readTipBlocks({ upstream, signal });
      const { height } = tip;
      if (period?.periodStartHeight !== height - (height % 2016))
        period = await readPeriod({ upstream, signal });
      const block504Time = await readBlock504Time({ upstream, signal, height });
      return observed<Chain>({ ...tip, ...period, ...(block504Time === undefined ? {} : { block504Time }) });
    },
    async fees({ signal } = {}) {
      const path = '/api/v1/mining/reward-stats/144';
      const { startBlock, endBlock, totalFee } = await upstream.json({ path, schema: rewardStats, signal });
      if (endBlock < startBlock) throw new SourceError(`counts fees of blocks ${startBlock} to ${endBlock}`);
      return observed({ btcPerBlock: totalFee / (endBlock - startBlock + 1) / 1e8 });
    },
    async hashrate({ signal } = {}) {
      // Its `currentHashrate` is 0 where the server has no node at hand; the daily means never are.
      const path = '/api/v1/mining/hashrate/3d';
      const { hashrates } = await upstream.json({ path, schema: dailyHashrates, signal });
      const sum = hashrates.reduce((total, { avgHashrate }) => total + avgHashrate, 0);
      const days = hashrates.length;
      return observed({ ehPerS: sum / days / 1e18, window: days === 1 ? '1 day' : `${days} days` });
    },
    history: async ({ signal } = {}) => observed(await readHistory({ upstream, signal, now: options.now() })),
  };
}

/** The tip from the newest blocks, held against the height that the server states apart: a cache may lag. */
async function readTipBlocks({ upstream, signal }: Ask) {
  const stated = blockHeight.safeParse(
    Number(await upstream.text({ path: '/api/blocks/tip/height', signal })),
  );
  if (!stated.success) throw new SourceError('unreadable answer: expected a block height');
  const blocks = await upstream.json({ path: '/api/v1/blocks', schema: z.array(block).min(1), signal });
  const tip = readTip(blocks);
  if (Math.abs(tip.height - stated.data) > 3) {
    throw new SourceError(`states height ${stated.data}, but its newest block is ${tip.height}`);
  }
  return tip;
}

async function readPeriod({ upstream, signal }: Ask): Promise<PeriodStart> {
  const path = '/api/v1/difficulty-adjustment';
  const { previousRetarget, previousTime, nextRetargetHeight } = await upstream.json({
    path,
    schema: adjustment,
    signal,
  });
  return {
    periodStartHeight: nextRetargetHeight - 2016,
    periodStartTime: previousTime,
    previousRetargetPercent: previousRetarget,
  };
}

/** Needed in the first quarter of a period only, when the estimate looks back into the one before. */
async function readBlock504Time({ upstream, signal, height }: Ask & { height: number }) {
  if (height % 2016 >= 504) return undefined;
  const path = `/api/v1/blocks/${height - 504}`;
  const blocks = await upstream.json({ path, schema: z.array(block), signal });
  const found = blocks.find((candidate) => candidate.height === height - 504);
  if (!found) throw new SourceError(`does not know block ${height - 504}`);
  return found.timestamp;
}
