import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mempool } from '../../../src/market/sources/mempool.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';
import { type MarketServer, startMarketServer } from '../../support/marketServer.ts';

const adjustment = '/api/v1/difficulty-adjustment';
const changed = (fields: object) => (answer: object) => ({ ...answer, ...fields });
type Blocks = { height: number; timestamp: number; difficulty: number }[];
type Hashrates = { hashrates: { avgHashrate: number }[] };

marketSourceContract({
  kind: mempool,
  upstream: 'mempool',
  provides: ['chain', 'fees', 'hashrate', 'history'],
  wrong: {
    'a period start in milliseconds': {
      quantity: 'chain',
      path: adjustment,
      change: (answer: { previousTime: number }) => ({ ...answer, previousTime: answer.previousTime * 1000 }),
    },
    'a period start of another period': {
      quantity: 'chain',
      path: adjustment,
      change: changed({ nextRetargetHeight: 876_960 }),
    },
    'a retarget of −90 %': {
      quantity: 'chain',
      path: adjustment,
      change: changed({ previousRetarget: -90 }),
    },
    'block times in milliseconds': {
      quantity: 'chain',
      path: '/api/v1/blocks',
      change: (blocks: Blocks) => blocks.map((one) => ({ ...one, timestamp: one.timestamp * 1000 })),
    },
    'a difficulty that its bits contradict': {
      quantity: 'chain',
      path: '/api/v1/blocks',
      change: (blocks: Blocks) => blocks.map((one) => ({ ...one, difficulty: one.difficulty * 2 })),
    },
    'blocks from a cache that lags': {
      quantity: 'chain',
      path: '/api/blocks/tip/height',
      change: () => '946200',
    },
    'a height that is no number': {
      quantity: 'chain',
      path: '/api/blocks/tip/height',
      change: () => 'Not found',
    },
    'fees in sats times 10⁸': {
      quantity: 'fees',
      change: changed({ totalFee: '31260529500000000' }),
    },
    'fees that are null': { quantity: 'fees', change: changed({ totalFee: null }) },
    'blocks counted backwards': { quantity: 'fees', change: changed({ startBlock: 946_001 }) },
    'a hashrate in TH/s': {
      quantity: 'hashrate',
      change: ({ hashrates }: Hashrates) => ({
        hashrates: hashrates.map((day) => ({ ...day, avgHashrate: day.avgHashrate / 1e12 })),
      }),
    },
    'no hashrates': { quantity: 'hashrate', change: () => ({ hashrates: [] }) },
  },
});

describe('mempool', () => {
  const now = () => Date.parse('2026-04-20T12:00:00Z');
  let server: MarketServer;
  beforeEach(async () => {
    server = await startMarketServer({ now });
  });
  afterEach(() => server.close());
  const open = () => mempool.create({ url: server.url, fetch: globalThis.fetch, now });

  it('chain() reads tip, period start, last retarget and the block 504 back', async () => {
    const { chain } = server.state;
    expect((await open().chain!()).value).toEqual({
      height: 946_000,
      tipTime: chain.timeAt(946_000) * 1000,
      difficulty: 135_594_876_535_256.58,
      periodStartHeight: 945_504,
      periodStartTime: chain.timeAt(945_504) * 1000,
      previousRetargetPercent: expect.closeTo(-2.426474, 6),
      block504Time: chain.timeAt(945_496) * 1000,
    });
  });

  it('chain() asks once per block for the period and its first block, and past its first quarter for no older block', async () => {
    const source = open();
    server.state.chain.height = 946_500;
    await source.chain!();
    await source.chain!();
    const asked = server.state.requests.filter((line) => /adjustment|blocks\/9/.test(line));
    expect(asked).toEqual(['GET /api/v1/difficulty-adjustment', 'GET /api/v1/blocks/945504']);
    server.state.chain.height = 947_520;
    expect((await source.chain!()).value).toMatchObject({
      periodStartHeight: 947_520,
      difficulty: 132_472_011_079_030.52,
    });
  });

  it('fees() divides the sats by the blocks that the answer counts', async () => {
    const answer = {
      startBlock: 736_556,
      endBlock: 736_655,
      totalReward: '63811748254',
      totalFee: '1311748254',
    };
    server.state.faults['/api/v1/mining/reward-stats'] = { change: () => ({ ...answer, totalTx: '164216' }) };
    expect((await open().fees!()).value.btcPerBlock).toBe(0.1311748254);
  });

  it('hashrate() names its window and does not use a current hashrate of 0', async () => {
    const { value } = await open().hashrate!();
    expect(value).toEqual({ ehPerS: expect.closeTo(978.8, 1), window: '3 days' });
  });

  it('is named after its host unless it is mempool.space', () => {
    expect(open().name).toMatch(/^mempool at 127\.0\.0\.1:\d+$/);
    const url = 'https://mempool.space/api';
    expect(mempool.create({ url, fetch: globalThis.fetch, now }).name).toBe('mempool.space');
  });
});
