import { describe, expect, it } from 'vitest';
import { auditTrail } from '../../src/access/audit.ts';
import { firedAlerts } from '../../src/alerts/index.ts';
import { UserError } from '../../src/common/errors.ts';
import { digestStore, pauseUnreachable } from '../../src/digest/index.ts';
import { stepPlan } from '../../src/digest/plan.ts';
import type { Database } from '../../src/storage/database.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';
import { silentLog } from '../support/testMarket.ts';
import { delivered, operator, tenant, testSettings } from './digests.ts';

const DAY_MS = 86_400_000;

function open() {
  const database = testDatabase();
  const clock = handClock();
  return { database, clock, store: digestStore({ database, now: clock.now }) };
}

const inChannel = (channel: string) => testSettings({ address: { adapter: 'slack', tenant, channel } });

describe('digestStore()', () => {
  it('numbers the digests of each tenant from 1, and uses no number twice', async () => {
    const { store } = open();
    await store.add(tenant, inChannel('C1'), operator);
    await store.add(tenant, inChannel('C2'), operator);
    expect(await store.remove(tenant, 2, operator)).toBe(true);
    const third = await store.add(tenant, inChannel('C3'), operator);
    const other = await store.add('slack:T2', inChannel('C1'), operator);
    expect([third.number, other.number]).toEqual([3, 1]);
    expect((await store.list(tenant)).digests.map(({ number }) => number)).toEqual([1, 3]);
  });

  it('keeps each tenant’s digests from the others', async () => {
    const { store } = open();
    const { number } = await store.add(tenant, inChannel('C1'), operator);
    const other = 'slack:T2';
    expect(await store.list(other)).toEqual({ digests: [], damaged: [] });
    expect(await store.get(other, number)).toBeUndefined();
    expect(await store.remove(other, number, operator)).toBe(false);
    await expect(store.setPaused(other, { number, paused: true }, operator)).rejects.toThrow(UserError);
    expect((await store.get(tenant, number))?.paused).toBe(false);
  });

  it('refuses the same digest in the same place, and takes it elsewhere', async () => {
    const { store } = open();
    await store.add(tenant, inChannel('C1'), operator);
    await expect(store.add(tenant, inChannel('C1'), { id: 'U2', name: 'Bob' })).rejects.toThrow(
      /Digest #1 says the same/,
    );
    await expect(store.add(tenant, inChannel('C2'), operator)).resolves.toMatchObject({ number: 2 });
  });

  it('refuses the 51st digest of a tenant', async () => {
    const { store } = open();
    for (let index = 0; index < 50; index++) await store.add(tenant, inChannel(`C${index}`), operator);
    await expect(store.add(tenant, inChannel('C50'), operator)).rejects.toThrow(/There are 50 digests/);
    expect((await store.list(tenant)).digests.length).toBe(50);
  });

  it('puts each change on record, and nothing for what changes nothing', async () => {
    const { store, database, clock } = open();
    await store.add(tenant, testSettings(), operator);
    for (const paused of [true, true, false, false])
      await store.setPaused(tenant, { number: 1, paused }, operator);
    await store.remove(tenant, 1, operator);
    await store.remove(tenant, 1, operator);
    const { records } = await auditTrail({ database, now: clock.now }).latest({ tenant, most: 50 });
    expect(records.map(({ verb, object, detail }) => [verb, object, detail])).toEqual(
      ['removed', 'resumed', 'paused', 'added'].map((verb) => [
        verb,
        'digest #1',
        'daily at 08:00 UTC, all sites',
      ]),
    );
  });

  it('says what is due, and what was planned by a clock that was ahead', async () => {
    const { store, clock } = open();
    await store.add(tenant, testSettings(), operator);
    expect(await store.due()).toEqual([]);
    clock.advance(DAY_MS);
    expect(await store.due()).toEqual([{ tenant, number: 1 }]);
    clock.advance(-DAY_MS - 1);
    expect(await store.due()).toEqual([{ tenant, number: 1 }]);
    await store.setPaused(tenant, { number: 1, paused: true }, operator);
    expect(await store.due()).toEqual([]);
  });

  it('keeps one of two plans made from the same reading, and its message alone', async () => {
    const { store, clock, database } = open();
    const digest = await store.add(tenant, testSettings(), operator);
    clock.advance(DAY_MS);
    const { plan } = stepPlan({ schedule: digest.settings.schedule, plan: digest.plan, now: clock.now() });
    const delivery = (key: string) => ({
      key,
      tenant,
      address: digest.settings.address,
      reply: { title: key } as never,
      dueAt: 0,
    });
    expect(await store.commit([{ digest, plan, delivery: delivery('first') }])).toBe(1);
    expect(await store.commit([{ digest, plan, delivery: delivery('second') }])).toBe(0);
    expect(await database.all('SELECT key FROM deliveries')).toEqual([{ key: 'first' }]);
    expect((await store.get(tenant, 1))?.plan).toEqual(plan);
  });

  it('keeps no plan for a digest that was paused or removed after it was read', async () => {
    const { store } = open();
    const digest = await store.add(tenant, testSettings(), operator);
    await store.setPaused(tenant, { number: 1, paused: true }, operator);
    expect(await store.commit([{ digest, plan: digest.plan }])).toBe(0);
    await store.remove(tenant, 1, operator);
    expect(await store.commit([{ digest, plan: digest.plan }])).toBe(0);
  });
});

describe('pauseUnreachable()', () => {
  const closed = {
    key: 'digest:1:2026-04-20:slack/slack:T1/C1',
    tenant,
    address: testSettings().address,
    reason: 'The channel is archived.',
  };

  it('pauses the digest and tells its owner once, in private', async () => {
    const { store, clock, database } = open();
    await store.add(tenant, testSettings(), operator);
    for (const _ of [1, 2])
      await database.transaction('rows', async () =>
        pauseUnreachable({ database, log: silentLog, closed, now: clock.now() }),
      );
    expect((await store.get(tenant, 1))?.paused).toBe(true);
    const [only, ...rest] = await delivered(database);
    expect(only?.title).toBe('Digest #1 is paused: its conversation cannot be reached');
    expect(only?.blocks).toContain(
      'The channel is archived. It was posted daily at 08:00 UTC, all sites. To post it again: digest resume 1.',
    );
    expect(await database.get('SELECT channel FROM deliveries')).toEqual({ channel: '@U1' });
    expect(rest).toEqual([]);
  });

  it.each(['alert:1:2:C1', 'digest:7:2026-04-20:C1', ''])('does nothing for “%s”', async (key) => {
    const { store, clock, database } = open();
    await store.add(tenant, testSettings(), operator);
    await database.transaction('rows', async () =>
      pauseUnreachable({ database, log: silentLog, closed: { ...closed, key }, now: clock.now() }),
    );
    expect((await store.get(tenant, 1))?.paused).toBe(false);
    expect(await delivered(database)).toEqual([]);
  });
});

describe('firedAlerts()', () => {
  it('reads what fired or happened in a span, with the end of each', async () => {
    const { database } = open();
    const event = (row: { tenant?: string; rule: number; at: number; kind: string; since: number }) =>
      insertEvent(database, row);
    await event({ rule: 1, at: 50, kind: 'fired', since: 40 });
    await event({ rule: 1, at: 100, kind: 'fired', since: 90 });
    await event({ rule: 2, at: 110, kind: 'happened', since: 110 });
    await event({ rule: 1, at: 120, kind: 'reminded', since: 90 });
    await event({ rule: 3, at: 130, kind: 'fired', since: 130 });
    await event({ rule: 1, at: 300, kind: 'resolved', since: 90 });
    await event({ rule: 4, at: 200, kind: 'fired', since: 200 });
    await event({ tenant: 'slack:T2', rule: 5, at: 150, kind: 'fired', since: 150 });
    expect(await firedAlerts({ database })({ tenant, from: 100, to: 200 })).toEqual([
      { text: 'rule 1', at: 100, kind: 'fired', resolvedAt: 300 },
      { text: 'rule 2', at: 110, kind: 'happened' },
      { text: 'rule 3', at: 130, kind: 'fired' },
    ]);
  });
});

async function insertEvent(
  database: Database,
  row: { tenant?: string; rule: number; at: number; kind: string; since: number },
) {
  await database.run(
    `INSERT INTO alert_events (tenant, rule, number, address, at, kind, since, text, held)
     VALUES (:tenant, :rule, :rule, '{}', :at, :kind, :since, :text, 0)`,
    { tenant, ...row, text: `rule ${row.rule}` },
  );
}
