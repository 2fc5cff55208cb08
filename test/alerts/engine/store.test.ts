import { expect, it } from 'vitest';
import { pauseRules } from '../../../src/alerts/engine/pause.ts';
import { ruleStore } from '../../../src/alerts/engine/store.ts';
import { ruleStoreContract, testRule } from '../../contracts/ruleStore.ts';
import { alertDesk } from '../../support/alertDesk.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { silentLog } from '../../support/testMarket.ts';

ruleStoreContract('ruleStore() in a database', () => ruleStore({ database: testDatabase(), now: () => 0 }));

it('pauseRules() puts the rules of a channel to rest and tells each owner once', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.add('hashprice < 46');
  await desk.add('hashprice < 47', {}, 'C2');
  await desk.add('hashprice < 44', { owner: { id: 'U2', name: 'bo' } });
  const address = { adapter: 'console', tenant: 't', channel: 'C1' };
  const closed = {
    database: desk.database,
    log: silentLog,
    address,
    reason: 'The channel is archived.',
    now: desk.clock.now(),
  };
  for (let time = 0; time < 2; time++)
    await desk.database.transaction('rows', async () => pauseRules(closed));
  const told = await desk.posted();
  expect(told.map(({ channel }) => channel)).toEqual(['@U1', '@U2']);
  expect(told[0]!.text).toContain('#1 hashprice below $45.00/PH/day');
  await desk.run([43]);
  expect((await desk.posted()).map(({ channel }) => channel)).toEqual(['C2']);
  expect((await desk.rules.get('t', 1))?.rule.paused).toBe('The channel is archived.');
});

it('a rule that is not of the expected form is refused when it is read, not half understood', async () => {
  const database = testDatabase();
  const store = ruleStore({ database, now: () => 0 });
  await store.add('t', testRule(), { id: 'U1', name: 'ana' });
  await database.run(`UPDATE alert_rules SET rule = '{"condition":{"kind":"market"}}'`);
  await expect(store.get('t', 1)).rejects.toThrow(/not of the expected form/);
});
