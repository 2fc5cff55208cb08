import { describe, expect, it } from 'vitest';
import { testMarket } from '../../support/testMarket.ts';

const MINUTE = 60_000;
const variables = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL'];

describe('fees and hashrate of one source', () => {
  it('of 49 BTC a block are not believed, whether the blocks say so or not', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    server.state.faults['/api/v1/mining/reward-stats'] = {
      change: (stats: object) => ({ ...stats, totalFee: String(49e8 * 144) }),
    };
    clock.advance(MINUTE);
    const against = await market.snapshot();
    expect(against.fees).toMatchObject({ value: { btcPerBlock: expect.closeTo(0.023, 3) } });
    expect(against.remarks.join(' ')).toMatch(
      /counts fees of 7056 BTC in rewards of .* where the subsidy is 450/,
    );
    server.state.faults = {};
    server.state.chain.feesSatsAt = () => 49e8;
    clock.advance(MINUTE);
    const consistent = await market.snapshot();
    expect(consistent.fees).toMatchObject({ value: { btcPerBlock: expect.closeTo(0.023, 3) } });
    expect(consistent.remarks.join(' ')).toMatch(/refused: fees 49 BTC per block after 0\.02/);
  });

  it('of a third of what bits and times of the blocks say are not believed', async () => {
    const { market, clock, server } = await testMarket();
    await market.snapshot();
    server.state.faults['/api/v1/mining/hashrate'] = {
      change: ({ hashrates }: { hashrates: { avgHashrate: number }[] }) => ({
        hashrates: hashrates.map((day) => ({ ...day, avgHashrate: day.avgHashrate / 3 })),
      }),
    };
    clock.advance(MINUTE);
    const { hashrate, remarks } = await market.snapshot();
    expect(hashrate).toMatchObject({ value: { ehPerS: expect.closeTo(978.8, 0) }, state: 'confirmed' });
    expect(remarks.join(' ')).toMatch(/refused: network hashrate 326 EH\/s, where the blocks say 979\./);
  });
});

describe('what a server says of the last retarget', () => {
  const retarget = (previousRetarget: number) => ({
    '/api/v1/difficulty-adjustment': { change: (answer: object) => ({ ...answer, previousRetarget }) },
  });

  it('is derived from two difficulties where it is 0', async () => {
    const { market, server } = await testMarket({ variables });
    server.state.faults = retarget(0);
    expect((await market.snapshot()).chain).toMatchObject({
      value: { previousRetargetPercent: expect.closeTo(-2.426474, 5) },
      state: 'confirmed',
    });
  });

  it('is refused where its blocks contradict it, and asked again', async () => {
    const { market, clock, server } = await testMarket({ variables });
    server.state.faults = retarget(3);
    const { chain, remarks } = await market.snapshot();
    expect(chain.state).toBe('reference');
    expect(remarks.join(' ')).toMatch(
      /failed: states a last retarget of 3%, where its blocks moved by -2\.43%/,
    );
    server.state.faults = {};
    clock.advance(MINUTE);
    expect((await market.snapshot()).chain.state).toBe('confirmed');
  });
});
