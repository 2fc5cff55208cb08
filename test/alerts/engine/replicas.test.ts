import { expect, it } from 'vitest';
import { alertEngine } from '../../../src/alerts/engine/engine.ts';
import { here } from '../../../src/compute/here.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { alertDesk, MINUTE_MS } from '../../support/alertDesk.ts';
import { silentLog, testMarket } from '../../support/testMarket.ts';

it('an alert is told once by replicas whose sources are 5 % apart, and the others show the price that it was told of', async () => {
  const { database, clock, add, titles } = alertDesk();
  const { now } = clock;
  let leader = 0;
  const replicas = await Promise.all(
    [0, 1].map(async (at) => {
      const isOurs = () => leader === at;
      const store = keyValue({ database, namespace: 'market', now });
      const { market, server } = await testMarket({ clock, store, asks: isOurs, timeoutMs: 5_000 });
      const engine = alertEngine({ database, market, now, log: silentLog, isOurs, compute: here.compute });
      return { market, engine, state: server.state };
    }),
  );
  async function minutes(count: number, prices: readonly number[]): Promise<(number | undefined)[]> {
    for (const [at, { state }] of replicas.entries()) state.priceUsd = prices[at]!;
    for (let left = count; left > 0; left--) {
      clock.advance(MINUTE_MS);
      for (const { engine } of replicas) await engine.tick();
    }
    return Promise.all(
      replicas.map(async ({ market }) => {
        clock.advance(1_000);
        return (await market.snapshot()).priceUsd.value;
      }),
    );
  }
  await add('price < 80000');
  await minutes(1, [95_000, 95_000 * 1.05]);
  expect(await minutes(10, [78_000, 78_000 * 1.05])).toEqual([78_000, 78_000]);
  expect(await titles()).toEqual([expect.stringContaining('Firing')]);
  leader = 1;
  expect(await minutes(3, [82_000, 78_000])).toEqual([78_000, 78_000]);
  expect(await titles()).toEqual([]);
});
