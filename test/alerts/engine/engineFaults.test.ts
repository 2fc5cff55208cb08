import { expect, it } from 'vitest';
import { keepQuietHours } from '../../../src/alerts/engine/quiet.ts';
import { StorageError } from '../../../src/common/errors.ts';
import { alertDesk } from '../../support/alertDesk.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { silentLog } from '../../support/testMarket.ts';
import { testSite } from '../../support/testSite.ts';

it('tick() leaves out a rule and a site that are damaged, and watches the others', async () => {
  const desk = alertDesk();
  await desk.addSite(testSite());
  await desk.addSite(testSite({ name: 'Fargo' }));
  await desk.add('hashprice < 45');
  await desk.add('rockdale margin < 0');
  await desk.add('fargo margin < 0');
  await desk.add('hashprice < 46', {}, 'C2');
  await desk.database.run(`UPDATE alert_rules SET rule = '{"condition' WHERE number = 1`);
  await desk.database.run(`UPDATE sites SET site = '{}' WHERE name = 'Fargo'`);
  await desk.run([48, 12]);
  const posted = await desk.posted();
  expect(posted.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  expect(posted[0]!.text).toContain('Alert #2 has held');
  expect(posted[0]!.text).not.toContain('Fargo');
});

it.each([
  ['is cut off', '{"from'],
  ['names a time zone that is none', '{"from":0,"to":1439,"days":[],"timeZone":"Mars/Base"}'],
])('tick() does not take a channel for quiet when what is stored of its hours %s', async (_, damaged) => {
  const errors: unknown[] = [];
  const desk = alertDesk({ log: { ...silentLog, error: (fields) => void errors.push(fields) } });
  for (const channel of ['C1', 'C2', 'C3']) {
    await desk.add('hashprice < 45', {}, channel);
    const place = { tenant: 't', adapter: 'console', channel };
    const noon = { from: 12 * 60, to: 14 * 60, days: [], timeZone: 'UTC' };
    if (channel !== 'C3') await keepQuietHours(desk.database, place, noon);
  }
  await desk.database.run(`UPDATE quiet_hours SET hours = :damaged WHERE channel = 'C1'`, { damaged });
  await desk.run([48, 44]);
  expect((await desk.posted()).map(({ channel }) => channel)).toEqual(['C1', 'C3']);
  expect(errors).toHaveLength(1);
});

it('tick() tells of missing data though a rule is damaged', async () => {
  const desk = alertDesk();
  for (const channel of ['C1', 'C2', 'C3', 'C4']) await desk.add('hashprice < 45', {}, channel);
  const damage = (set: string, number: number) =>
    desk.database.run(`UPDATE alert_rules SET ${set} WHERE number = :number`, { number });
  await damage(`rule = '{"condition'`, 1);
  await damage(`rule = replace(rule, '"channel"', '"no"')`, 2);
  await damage(`state = '{"kind'`, 3);
  await desk.run([48, ...Array.from({ length: 40 }, () => undefined)]);
  expect((await desk.posted()).map(({ channel }) => channel)).toEqual(['C4']);
});

it('tick() begins its index anew when reading it broke off half-way', async () => {
  const database = testDatabase();
  let broken = true;
  const all: typeof database.all = (sql, values) => {
    if (broken && sql.includes('site IS NOT NULL')) throw new StorageError('The disk could not be read.');
    return database.all(sql, values);
  };
  const desk = alertDesk({ database: { ...database, all } });
  await desk.addSite(testSite());
  await desk.add('rockdale margin < 0');
  await expect(desk.run([48])).rejects.toThrow('The disk could not be read.');
  broken = false;
  await desk.run([48, 12]);
  expect(await desk.titles()).toHaveLength(1);
});

it('tick() goes on where the process before it stopped', async () => {
  const desk = alertDesk();
  await desk.add('hashprice < 45');
  await desk.run([48]);
  desk.restart();
  await desk.run([44]);
  desk.restart();
  await desk.run([44, 46]);
  desk.restart();
  await desk.run([46]);
  expect(await desk.titles()).toHaveLength(2);
});
