import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import { siteStoreOf } from '../../src/desk.ts';
import { digestStore } from '../../src/digest/store.ts';
import { reportsOf } from '../../src/power/index.ts';
import { migrations } from '../../src/storage/migrations.ts';
import { testRule } from '../contracts/ruleStore.ts';
import { alertDesk } from '../support/alertDesk.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { testSite } from '../support/testSite.ts';

/** The last step before sites told their owners of changes themselves. */
const BEFORE = migrations.findIndex((step) => step.includes('DROP TRIGGER site_added'));
const by = { id: 'U1', name: 'ana' };

/** A database as the version before wrote it: a chain event that was told, a rule about a site, a report, a digest. */
function oldDatabase(): string {
  const directory = join(tempDirectory(), 'data');
  mkdirSync(directory, { mode: 0o700 });
  const old = new DatabaseSync(join(directory, 'hashdesk.sqlite'));
  for (const step of migrations.slice(0, BEFORE)) old.exec(step);
  old.exec(`PRAGMA user_version = ${BEFORE}`);
  const rule = old.prepare(
    `INSERT INTO alert_rules (tenant, number, rule, state, mark, clock, epoch, site, series, low, high)
     VALUES ('t', ?, ?, '{"is":"inactive"}', ?, ?, 3, ?, ?, ?, ?)`,
  );
  const address = { adapter: 'console', tenant: 't', channel: 'C1' };
  const event = { ...testRule({ address }), condition: { kind: 'happening', what: 'retarget' } };
  const eventSeries = '{"of":"happening","what":"retarget"}';
  rule.run(1, JSON.stringify(event), 945_504, null, null, eventSeries, null, null);
  const condition = { kind: 'breakeven' as const, site: 'Rockdale' };
  const payout = '{"of":"payout","subsidyOnly":false}';
  rule.run(2, JSON.stringify(testRule({ address, condition })), null, payout, 'rockdale', null, null, null);
  rule.run(3, '{"condition', null, null, null, '{"of":"market","metric":"price"}', 1, 2);
  old
    .prepare(`INSERT INTO alert_series (key, value, data_ms, ticked_at) VALUES (?, 945504, 60000, 1)`)
    .run(eventSeries);
  old
    .prepare(`INSERT INTO sites VALUES ('t', 'rockdale', 'Rockdale', ?, 1, 5)`)
    .run(JSON.stringify(testSite()));
  old.exec(`INSERT INTO power_reports (tenant, site, name, price_usd_per_mwh, observed_at, source)
    VALUES ('t', 'rockdale', 'Rockdale', 70, 6, 'set by ana')`);
  const settings = {
    schedule: { days: 'daily', minuteOfDay: 480, timeZone: 'UTC' },
    sites: ['Rockdale'],
    address,
    owner: by,
  };
  const next = { day: '2026-04-21', dueAt: 9e12 };
  const plan = { next, plannedAt: 1, since: 1, posted: [], skipped: [] };
  old
    .prepare(
      `INSERT INTO digests (tenant, number, settings, plan, next_run_at, planned_at) VALUES ('t', 1, ?, ?, 9e12, 1)`,
    )
    .run(JSON.stringify(settings), JSON.stringify(plan));
  old.exec(`INSERT INTO assumption_overrides VALUES ('t', 'rockdale', 'wacc', 0.11)`);
  old.close();
  return directory;
}

it('a database of the version before goes on: chain events keep what was told, and nothing is told again', async () => {
  const database = testDatabase(oldDatabase());
  const { rules, damaged } = await ruleStore({ database, now: () => 0 }).list('t');
  expect(damaged).toEqual([3]);
  expect(rules).toMatchObject([
    { number: 1, lastSeen: 945_504, messageNumber: 3, rule: { condition: { kind: 'chainEvent' } } },
    { number: 2, series: '{"of":"payout","subsidyOnly":false}', messageNumber: 3 },
  ]);
  const desk = alertDesk({ database });
  desk.market.height = 945_504 + 10;
  await desk.run([48, 48]);
  expect((await desk.titles()).filter((title) => title.includes('adjusted'))).toEqual([]);
  desk.market.height += 2016;
  await desk.run([48]);
  expect(await desk.titles()).toEqual([expect.stringContaining('Difficulty adjusted by')]);
});

it('in a database of the version before, a site takes along all that is kept about it', async () => {
  const database = testDatabase(oldDatabase());
  const sites = siteStoreOf({ database, now: () => 7 });
  const kept = async () => ({
    rule: (await ruleStore({ database, now: () => 0 }).get('t', 2))?.rule.condition,
    power: (await reportsOf(database, 't')).map(({ site, name }) => ({ site, name })),
    digest: (await digestStore({ database, now: () => 0 }).get('t', 1))?.settings.sites,
    assumed: await database.all('SELECT site FROM assumption_overrides'),
  });
  const read = (await sites.get('t', 'Rockdale'))!;
  await sites.replace('t', { read, site: testSite({ name: 'Big Rock' }) }, by);
  expect(await kept()).toEqual({
    rule: { kind: 'breakeven', site: 'Big Rock' },
    power: [{ site: 'bigrock', name: 'Big Rock' }],
    digest: ['Big Rock'],
    assumed: [{ site: 'bigrock' }],
  });
  await sites.remove('t', 'Big Rock', by);
  expect(await kept()).toEqual({
    rule: { kind: 'breakeven', site: 'Big Rock' },
    power: [],
    digest: ['Big Rock'],
    assumed: [],
  });
});
