import { expect, it } from 'vitest';
import { auditTrail, recordChange } from '../../src/access/audit.ts';
import { siteChange } from '../../src/answers/site/change.ts';
import { siteStoreOf } from '../../src/desk.ts';
import { customMachine } from '../../src/economics/machines/machines.ts';
import type { Database } from '../../src/storage/database.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { testSite } from '../support/testSite.ts';

const by = { id: 'U1', name: 'Ada' };
const dayMs = 24 * 60 * 60 * 1000;

function recordsIn(database: Database, { now = 0, tenant = 't' } = {}) {
  return auditTrail({ database, now: () => now }).latest({ tenant, most: 20_000 });
}

it('siteStore() leaves one record of each change, newest first', async () => {
  const database = testDatabase();
  let time = 1;
  const store = siteStoreOf({ database, now: () => time++ });
  const read = await store.add('t', testSite(), by);
  const grace = { id: 'U2', name: 'Grace' };
  const site = testSite({ name: 'Corsicana', powerPriceUsdPerMwh: -4.005, uptime: 0.95 });
  await store.replace('t', { read, site }, grace);
  await store.remove('t', 'corsicana', by);
  const { records, total } = await recordsIn(database, { now: 9 });
  expect(total).toBe(3);
  expect(records).toMatchObject([
    { at: 3, by, verb: 'removed', object: 'site Corsicana' },
    {
      at: 2,
      by: grace,
      verb: 'edited',
      object: 'site Rockdale',
      detail: 'Name Rockdale → Corsicana; Power price 45 USD/MWh → −4.005 USD/MWh; Uptime 97% → 95%',
    },
    { at: 1, by, verb: 'added', object: 'site Rockdale' },
  ]);
  expect(await recordsIn(database, { tenant: 'other' })).toEqual({ records: [], total: 0 });
});

it('siteStore() leaves no record of a change that was refused', async () => {
  const database = testDatabase();
  const store = siteStoreOf({ database, now: () => 0 });
  const read = await store.add('t', testSite(), by);
  await expect(store.add('t', testSite(), by)).rejects.toThrow(/name is taken/);
  await store.remove('t', 'Rockdale', by);
  await expect(store.replace('t', { read, site: read.site }, by)).rejects.toThrow(/has been removed/);
  expect(await store.remove('t', 'Rockdale', by)).toBe(false);
  expect((await recordsIn(database)).total).toBe(2);
});

it('siteStore() keeps no change that could not be put on record', async () => {
  const database = testDatabase();
  const store = siteStoreOf({ database, now: () => 0 });
  const read = await store.add('t', testSite(), by);
  await database.run('ALTER TABLE audit RENAME TO audit_away');
  await expect(store.add('t', testSite({ name: 'Other' }), by)).rejects.toThrow(/audit/);
  await expect(store.replace('t', { read, site: testSite({ pue: 2 }) }, by)).rejects.toThrow(/audit/);
  await expect(store.remove('t', 'Rockdale', by)).rejects.toThrow(/audit/);
  expect((await store.list('t')).sites).toEqual([read]);
});

it('siteChange() names what is new, what is gone and what is another fleet', () => {
  const before = testSite({ capexUsd: 5e7 });
  const machine = customMachine({ hashrateThPerS: 200, powerW: 3500 });
  const after = testSite({ interconnectMw: 20, fleet: [{ machine, count: 90.5, efficiencyJPerTh: 18 }] });
  const label = siteChange({ after: before }).split('× ').at(-1);
  expect(siteChange({ before, after })).toBe(
    `Capex 50000000 USD → none; Fleet 100 × ${label} → 90.5 × ${label} @ 18 J/TH; Interconnect none → 20 MW`,
  );
  expect(siteChange({ before, after: before })).toBe('no input changed');
});

it('siteChange() names a change that is too small, or too far behind, to be seen in what is shown', () => {
  const [item] = testSite().fleet;
  const many = (count: number) => testSite({ fleet: [...Array(60).fill(item), { ...item!, count }] });
  expect(siteChange({ before: many(100), after: many(100.1) })).toMatch(/^Fleet 100 × .*… \(61 kinds\)$/);
});

it('recordChange() keeps 400 days', async () => {
  const database = testDatabase();
  const change = { tenant: 't', by, verb: 'edited', object: 'site Rockdale', detail: '' };
  for (let day = 0; day < 900; day += 100) await recordChange(database, { ...change, at: day * dayMs });
  const days = (await recordsIn(database, { now: 800 * dayMs })).records.map(({ at }) => at / dayMs);
  expect(days).toEqual([800, 700, 600, 500, 400]);
  expect(await database.all('SELECT at FROM audit')).toHaveLength(5);
  expect((await recordsIn(database, { now: 1000 * dayMs })).total).toBe(3);
});

it('recordChange() keeps the latest 10,000 records of each tenant', async () => {
  const database = testDatabase();
  const change = { by, verb: 'edited', object: 'site Rockdale', at: 0 };
  await recordChange(database, { ...change, tenant: 'other', detail: 'first' });
  await database.runMany(
    `INSERT INTO audit (tenant, at, person_id, person_name, verb, object, detail)
     VALUES ('t', 0, 'U1', 'Ada', 'edited', 'site Rockdale', :detail)`,
    Array.from({ length: 9_990 }, (_, n) => ({ detail: `${n + 1}` })),
  );
  for (let n = 9_991; n <= 10_005; n++)
    await recordChange(database, { ...change, tenant: 't', detail: `${n}` });
  const { records, total } = await recordsIn(database);
  expect(total).toBe(10_000);
  expect([records[0]?.detail, records.at(-1)?.detail]).toEqual(['10005', '6']);
  expect((await recordsIn(database, { tenant: 'other' })).total).toBe(1);
});

it('recordChange() keeps at most 500 characters of detail, and 100 of a name', async () => {
  const database = testDatabase();
  const long = '😀'.repeat(1000);
  await recordChange(database, {
    ...{ tenant: 't', at: 0, verb: 'edited', object: long, detail: long },
    by: { id: 'U1', name: long },
  });
  const { records } = await recordsIn(database);
  expect(records[0]?.detail).toHaveLength(500);
  expect(records[0]?.detail.isWellFormed()).toBe(true);
  expect(records[0]?.by.name).toHaveLength(100);
  expect(records[0]?.object).toHaveLength(100);
});
