import { expect, it } from 'vitest';
import { alertEngine } from '../../../src/alerts/engine/engine.ts';
import { ruleStore } from '../../../src/alerts/engine/store.ts';
import { readRule } from '../../../src/alerts/rules/words.ts';
import { here } from '../../../src/compute/here.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { cutOff, silentLog, testMarket } from '../../support/testMarket.ts';

const MINUTE_MS = 60_000;
const by = { id: 'U1', name: 'ana' };

/** An engine over the real market code, which asks a real server; the exchanges begin at about 91,235 USD. */
async function openScene(...texts: string[]) {
  const { market, clock, server } = await testMarket();
  const database = testDatabase();
  const rules = ruleStore({ database, now: clock.now });
  const address = { adapter: 'console', tenant: 't', channel: 'C1' };
  const rest = { forMs: 0, cooldownMs: 0, once: false, pings: [], owner: by, address };
  for (const text of texts) await rules.add('t', { ...rest, ...readRule(text, { sites: [] }) }, by);
  const engine = alertEngine({ database, market, now: clock.now, log: silentLog, compute: here.compute });
  const minutes = async (count: number, stepMs = MINUTE_MS) => {
    for (let n = 0; n < count; n++) {
      clock.advance(stepMs);
      await engine.tick();
    }
  };
  const titles = async () =>
    (await database.all('SELECT reply FROM deliveries ORDER BY id')).map(
      ({ reply }) => JSON.parse(String(reply)).title,
    );
  return { clock, server, minutes, titles };
}

it('one exchange 20 % off fires nothing but the rule about sources', async () => {
  const { server, minutes, titles } = await openScene(
    'price < 85k',
    'price > 95k',
    'price moves 3% in 5m',
    'source lost',
  );
  await minutes(8);
  server.state.prices.kraken = 73_000;
  await minutes(8);
  expect(await titles()).toEqual(['Firing: price sources lost or disagreeing 1 > 0']);
});

it('garbage for a price fires nothing, and what has fallen meanwhile fires once there is a price again', async () => {
  const { server, minutes, titles } = await openScene('price < 85k', 'hashprice drops 5% in 1h');
  await minutes(3);
  for (const exchange of ['coinbase', 'kraken', 'bitstamp', 'gemini'] as const)
    server.state.faults[exchange] = {
      body: '{"price":"0","data":{"amount":"-1"},"result":[],"last":"1e400"}',
    };
  await minutes(10);
  expect(await titles()).toEqual([]);
  server.state.faults = {};
  for (const exchange of ['coinbase', 'kraken', 'bitstamp', 'gemini'] as const)
    server.state.prices[exchange] = 84_000;
  await minutes(2);
  expect(await titles()).toEqual(['Firing: BTC price $84,000 < $85,000']);
});

it('sources that are down for 6 hours fire nothing, are told of once, and what came of it fires after', async () => {
  const { server, minutes, titles } = await openScene('price < 85k for 10m', 'hashprice > 200');
  await minutes(3);
  cutOff(server);
  await minutes(72, 5 * MINUTE_MS);
  // Ticks five minutes apart are too far apart to be minutes without data; those that follow are not.
  await minutes(40);
  server.state.faults = {};
  for (const exchange of ['coinbase', 'kraken', 'bitstamp', 'gemini'] as const)
    server.state.prices[exchange] = 84_000;
  await minutes(13);
  expect(await titles()).toEqual([
    expect.stringMatching(/^No confirmed data for 30 min: /),
    expect.stringMatching(/^There is data again: /),
    'Firing: BTC price $84,000 < $85,000 for 10 min',
  ]);
}, 30_000);
