import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bitcoinCore } from '../../../src/market/sources/bitcoinCore.ts';
import { marketSourceContract } from '../../contracts/marketSource.ts';
import { type MarketServer, startMarketServer } from '../../support/marketServer.ts';

type Answer = { id: number; result: Record<string, unknown> | null };
/** Changes the results that have a field. */
const field = (name: string, change: (value: number) => unknown) => (answers: Answer[]) =>
  answers.map((answer) =>
    answer.result && name in answer.result
      ? { ...answer, result: { ...answer.result, [name]: change(answer.result[name] as number) } }
      : answer,
  );

marketSourceContract({
  kind: bitcoinCore,
  upstream: 'bitcoinCore',
  provides: ['chain', 'fees', 'hashrate'],
  wrong: {
    'times in milliseconds': { quantity: 'chain', change: field('time', (time) => time * 1000) },
    'a difficulty that its bits contradict': {
      quantity: 'chain',
      change: field('difficulty', (value) => value * 3),
    },
    'a fee in words': { quantity: 'fees', change: field('totalfee', () => 'many') },
    'fees times 10⁶': { quantity: 'fees', change: field('totalfee', (sats) => sats * 1e6) },
    'a hashrate in EH/s': {
      quantity: 'hashrate',
      change: (answers: Answer[]) =>
        answers.map((answer) => (typeof answer.result === 'number' ? { ...answer, result: 1000 } : answer)),
    },
    'an answer left out': { quantity: 'chain', change: () => [] },
  },
});

describe('bitcoinCore', () => {
  const now = () => Date.parse('2026-04-20T12:00:00Z');
  let server: MarketServer;
  beforeEach(async () => {
    server = await startMarketServer({ now });
  });
  afterEach(() => server.close());
  const open = () => bitcoinCore.create({ url: server.url, fetch: globalThis.fetch, now });

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

  it('refuses every question while the node is in initial block download', async () => {
    server.state.initialBlockDownload = true;
    const source = open();
    for (const ask of [source.chain!, source.fees!, source.hashrate!]) {
      await expect(ask()).rejects.toThrow('is in initial block download (at block 946000)');
    }
  });

  it('fees() is the mean of the last 144 blocks, and asks only for new ones afterwards', async () => {
    const { chain } = server.state;
    const source = open();
    const mean = () => {
      const heights = Array.from({ length: 144 }, (_, back) => chain.height - back);
      return heights.reduce((sum, height) => sum + chain.feesSatsAt(height), 0) / 144 / 1e8;
    };
    expect((await source.fees!()).value.btcPerBlock).toBeCloseTo(mean(), 12);
    const first = server.state.requests.length;
    chain.height += 1;
    expect((await source.fees!()).value.btcPerBlock).toBeCloseTo(mean(), 12);
    expect(first).toBe(1 + 144 / 12);
    expect(server.state.requests.length - first).toBe(2);
  });

  it('shows why a call failed', async () => {
    server.state.faults.bitcoinCore = {
      status: 500,
      body: '{"result":null,"error":{"code":-28,"message":"Loading block index…"},"id":0}',
    };
    await expect(open().chain!()).rejects.toThrow(
      'getblockchaininfo failed: Loading block index… (code -28)',
    );
  });
});
