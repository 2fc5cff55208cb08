import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ruleTable } from '../../../src/alerts/engine/ruleTable.ts';
import { INITIAL } from '../../../src/alerts/rules/state.ts';
import { alertDesk } from '../../support/alertDesk.ts';
import { refuseDeliveries } from '../../support/database/refusal.ts';

const TENANTS = 300;
const by = { id: 'U1', name: 'ana' };

/** Three rules in one channel of each tenant, which a fall to $44 crosses all. */
async function manyRules() {
  const desk = alertDesk();
  const table = ruleTable(desk.database);
  await desk.database.transaction('rows', async () => {
    for (let n = 0; n < TENANTS; n++) {
      const tenant = `t${String(n).padStart(3, '0')}`;
      for (const [at, limit] of [45, 46, 47].entries())
        await table.insert({
          ...{ tenant, number: at + 1, state: INITIAL },
          rule: {
            condition: { kind: 'market', metric: 'hashprice', side: 'below', limit },
            ...{ forMs: 0, cooldownMs: 0, once: false, pings: [], owner: by },
            address: { adapter: 'console', tenant, channel: 'C1' },
          },
        });
    }
  });
  await desk.run([48]);
  const said = async () =>
    (
      await desk.database.all(
        'SELECT tenant, count(*) AS n, min(reply) AS reply FROM deliveries GROUP BY tenant ORDER BY tenant',
      )
    ).map(({ n, reply }) => `${n} × ${JSON.parse(String(reply)).title}`);
  return { ...desk, said };
}

const ONE_OF_THREE = Array.from(
  { length: TENANTS },
  () => '1 × Alerts: 3 firing; hashprice $44.00/PH/day < $45.00/PH/day',
);

it('tick() says what concerns hundreds of teams to each in one message, and lets others be heard', async () => {
  const desk = await manyRules();
  let turns = 0;
  const heard = setInterval(() => turns++, 0);
  await desk.run([44]);
  clearInterval(heard);
  expect(await desk.said()).toEqual(ONE_OF_THREE);
  expect(turns).toBeGreaterThan(1);
  await desk.run([44, 43.9]);
  expect(await desk.said()).toEqual(ONE_OF_THREE);
});

it('tick() makes up for what was refused after some teams had been told, and tells nobody twice', async () => {
  const desk = await manyRules();
  const { database } = desk;
  const relent = await refuseDeliveries({ database, event: 'INSERT', when: `new.tenant = 't150'` });
  await expect(desk.run([44])).rejects.toThrow();
  const told = (await desk.said()).length;
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(TENANTS);
  await relent();
  desk.restart();
  await desk.run([44]);
  expect(await desk.said()).toEqual(ONE_OF_THREE);
});

it('tick() keeps a rule that is changed between two turns as it was changed', async () => {
  const desk = await manyRules();
  const ticked = desk.run([44]);
  // The first turn is over, and the last is not.
  while ((await desk.said()).length === 0) await turn();
  await desk.rules.remove('t299', 1, by);
  await ticked;
  expect((await desk.said()).at(-1)).toBe('1 × Alerts: 2 firing; hashprice $44.00/PH/day < $46.00/PH/day');
});
