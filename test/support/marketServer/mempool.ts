import type { MarketState } from '../marketServer.ts';
import { type Chain, periodStart, retargetPercent } from './chain.ts';

const DAY_SECONDS = 86_400;

/** mempool's REST interface as far as a market reads it. Paths are patterns; their groups go to the handler. */
export function mempoolRoutes({
  state,
  now,
}: {
  state: MarketState;
  now: () => number;
}): Record<string, (groups: string[]) => unknown> {
  const { chain } = state;
  return {
    '/api/blocks/tip/height': () => String(chain.height),
    '/api/block-height/(\\d+)': ([height]) =>
      Number(height) === 0 ? state.genesisHash : chain.hashAt(Number(height)),
    '/api/block/([0-9a-f]+)/header': ([hash]) => chain.headerOf(hash!),
    '/api/v1/blocks': () => blocksFrom(chain, chain.height),
    '/api/v1/blocks/(\\d+)': ([height]) => blocksFrom(chain, Number(height)),
    '/api/v1/difficulty-adjustment': () => difficultyAdjustment(chain, now()),
    '/api/v1/mining/reward-stats/(\\d+)': ([count]) => rewardStats(chain, Number(count)),
    '/api/v1/mining/hashrate/3d': () => hashrates(chain, now()),
    '/api/v1/historical-price': () => ({
      prices: dailyPrices(state, now()),
      exchangeRates: { USDEUR: 0.92 },
    }),
    '/api/v1/mining/difficulty-adjustments/3y': () => adjustments(chain),
    '/api/v1/mining/blocks/fees/3y': () => halfDailyFees(chain, now()),
  };
}

function blocksFrom(chain: Chain, newest: number) {
  return Array.from({ length: 15 }, (_, back) => newest - back).map((height) => ({
    id: chain.hashAt(height) ?? height.toString(16).padStart(64, '0'),
    height,
    timestamp: chain.timeAt(height),
    bits: chain.bitsAt(height),
    difficulty: chain.difficultyAt(height),
    extras: { totalFees: chain.feesSatsAt(height), reward: 312_500_000, pool: { slug: 'foundryusa' } },
  }));
}

/** Milliseconds everywhere but in `previousTime`, as the real server has it. */
function difficultyAdjustment(chain: Chain, now: number) {
  const start = periodStart(chain.height);
  const remainingBlocks = start + 2016 - chain.height;
  const timeAvg = chain.spacingSeconds * 1000;
  return {
    progressPercent: ((chain.height - start) / 2016) * 100,
    difficultyChange: (600 / chain.spacingSeconds - 1) * 100,
    estimatedRetargetDate: now + remainingBlocks * timeAvg,
    remainingBlocks,
    remainingTime: remainingBlocks * timeAvg,
    previousRetarget: retargetPercent(chain, chain.height),
    previousTime: chain.timeAt(start),
    nextRetargetHeight: start + 2016,
    timeAvg,
    adjustedTimeAvg: timeAvg,
    timeOffset: 0,
    expectedBlocks: 500.5,
  };
}

function rewardStats(chain: Chain, count: number) {
  const heights = Array.from({ length: count }, (_, back) => chain.height - back);
  const totalFee = heights.reduce((sum, height) => sum + chain.feesSatsAt(height), 0);
  return {
    startBlock: chain.height - count + 1,
    endBlock: chain.height,
    totalReward: String(totalFee + count * 312_500_000),
    totalFee: String(totalFee),
    totalTx: '500000',
  };
}

/** `currentHashrate` is 0, as from a server that has no node at hand. */
function hashrates(chain: Chain, now: number) {
  const today = Math.floor(now / 1000 / DAY_SECONDS) * DAY_SECONDS;
  const hashesPerS = (chain.difficultyAt(chain.height) * 2 ** 32) / chain.spacingSeconds;
  return {
    hashrates: [3, 2, 1].map((back) => ({ timestamp: today - back * DAY_SECONDS, avgHashrate: hashesPerS })),
    difficulty: [],
    currentHashrate: 0,
    currentDifficulty: 0,
  };
}

/** Newest first, one at each midnight and one before it; −1 stands for a price that the server does not have. */
function dailyPrices({ priceUsd }: MarketState, now: number) {
  const today = Math.floor(now / 1000 / DAY_SECONDS) * DAY_SECONDS;
  return Array.from({ length: 1_200 }, (_, back) => today - back * DAY_SECONDS).flatMap((time, back) => [
    { time: time + DAY_SECONDS - 3600, USD: back === 10 ? -1 : priceUsd - back * 40 },
    { time, USD: back === 10 ? -1 : priceUsd - back * 40 - 20 },
  ]);
}

function adjustments(chain: Chain) {
  const starts = Array.from({ length: 79 }, (_, back) => periodStart(chain.height) - back * 2016);
  return starts.map((height) => [
    chain.timeAt(height),
    height,
    chain.difficultyAt(height),
    Math.round((1 + retargetPercent(chain, height) / 100) * 1e5) / 1e5,
  ]);
}

function halfDailyFees(chain: Chain, now: number) {
  const newest = Math.floor(now / 1000);
  return Array.from({ length: 2 * 365 * 3 }, (_, back) => {
    const avgHeight = chain.height - back * 72;
    return { avgHeight, timestamp: newest - back * (DAY_SECONDS / 2), avgFees: 2_200_000 };
  });
}
