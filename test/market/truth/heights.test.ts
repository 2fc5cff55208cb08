import { expect, it } from 'vitest';
import { handClock } from '../../support/handClock.ts';
import { EASE, mineChain, tellFurtherOn } from '../../support/marketServer/minedChain.ts';
import { testMarket } from '../../support/testMarket.ts';

const MINUTE = 60_000;
const variables = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL'];

it('a false height of a first contact is overturned by headers once nobody has confirmed it for 30 minutes', async () => {
  const clock = handClock();
  const { market, server } = await testMarket({ clock, variables, ease: EASE });
  const { chain } = server.state;
  const truth = { ...chain };
  // Small enough to be taken for true, and too high to be reached by the truth within eleven days.
  chain.height += 1_600;
  expect((await market.snapshot()).chain).toMatchObject({ value: { height: 947_600 }, grade: 'single' });
  mineChain({ tipHeight: 946_000, tipTime: clock.now() - 4 * MINUTE }).serve(Object.assign(chain, truth));
  clock.advance(MINUTE);
  expect((await market.snapshot()).chain.value.height).toBe(947_600);
  clock.advance(30 * MINUTE);
  expect((await market.snapshot()).chain).toMatchObject({
    value: { height: 946_000 },
    state: 'confirmed',
    grade: 'proved',
  });
});

it('real headers told of with the height of 52 periods on are not believed after 30 minutes either', async () => {
  const clock = handClock();
  const { market, server } = await testMarket({ clock, variables, ease: EASE });
  const { chain } = server.state;
  mineChain({ tipHeight: 946_000, tipTime: clock.now() - 4 * MINUTE }).serve(chain);
  await market.snapshot();
  tellFurtherOn({ chain, blocks: 52 * 2_016 });
  clock.advance(31 * MINUTE);
  expect((await market.snapshot()).chain.state).not.toBe('confirmed');
});
