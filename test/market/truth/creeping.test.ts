import { expect, it } from 'vitest';
import { handClock } from '../../support/handClock.ts';
import { testMarket } from '../../support/testMarket.ts';

const MINUTE = 60_000;
const variables = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL'];

it('one source may not lead the height away by steps that each continue the last', async () => {
  const clock = handClock();
  const { market, server } = await testMarket({ clock, variables });
  const { chain } = server.state;
  const truth = chain.height;
  await market.snapshot();
  for (let minute = 0; minute < 25; minute++) {
    chain.height += 10;
    clock.advance(MINUTE);
    await market.snapshot();
  }
  const { value, state } = (await market.snapshot()).chain;
  // Ten blocks, and twice the usual pace of what time passed before it was held.
  expect(value.height - truth).toBeLessThanOrEqual(20);
  expect(value.height - truth).toBeGreaterThan(0);
  expect(state).not.toBe('confirmed');
});

it('one source may not double the fees of a block each minute', async () => {
  const clock = handClock();
  const { market, server } = await testMarket({ clock, variables });
  const { chain } = server.state;
  await market.snapshot();
  let sats = 4e6;
  for (let minute = 0; minute < 8; minute++) {
    chain.feesSatsAt = () => sats;
    clock.advance(MINUTE);
    await market.snapshot();
    sats *= 1.9;
  }
  expect((await market.snapshot()).fees.value.btcPerBlock).toBeLessThan(0.1);
});
