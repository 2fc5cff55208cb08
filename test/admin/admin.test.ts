import { reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/admin/metrics.ts';
import { startAdmin } from '../../src/admin/start.ts';
import { insertDelivery } from '../../src/delivery/outbox.ts';
import type { Illness } from '../../src/server/health.ts';
import { silentLog } from '../support/testMarket.ts';
import { watchedDesk } from '../support/watchedDesk.ts';

describe('the admin port', () => {
  it('answers /healthz while the process turns, and /readyz 503 before the desk was started', async () => {
    const { page } = await watchedDesk();
    expect(await page('/healthz')).toEqual({ status: 200, text: 'ok\n' });
    expect(await page('/readyz')).toEqual({ status: 503, text: 'starting\n' });
  });

  it('answers /readyz 200 of a desk that is well, and 503 with a line for each part that is ill', async () => {
    const { page, desk, chats } = await watchedDesk();
    desk.start();
    expect(await page('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    chats[0]!.up = false;
    const { status, text } = await page('/readyz', { minutesLater: 20 });
    expect(status).toBe(503);
    const parts = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(':')[0] as Illness['part']);
    expect(parts).toEqual(expect.arrayContaining(['market', 'chats']));
    expect(text).toContain('toy is not connected: away');
  });

  it.each([
    ['POST', '/metrics', 405],
    ['GET', '/', 404],
    ['GET', '/metrics/..', 404],
    ['GET', '/constructor', 404],
  ])('refuses %s %s with %i', async (method, path, status) => {
    const { origin } = await watchedDesk();
    const answered = await fetch(`${origin}${path}`, { method });
    expect(answered.status).toBe(status);
  });

  it('names its variable when its port is taken', async () => {
    const { desk, origin } = await watchedDesk();
    const address = { port: Number(new URL(origin).port), host: '127.0.0.1' };
    const again = startAdmin({ address, desk, metrics: createMetrics(), log: silentLog });
    await expect(again).rejects.toThrow(
      /^Port \d+ on 127\.0\.0\.1 .*EADDRINUSE.* Set ADMIN_PORT to another\.$/,
    );
  });
});

describe('/metrics', () => {
  it('counts answers by command and by how they ended, with a name for what could not be read', async () => {
    const { ask, sample } = await watchedDesk();
    await ask('profit demo');
    await ask('site list');
    await ask('profit nowhere');
    await ask('xyzzy');
    const answers = (command: string, outcome: string) =>
      sample(`hashdesk_answer_duration_seconds_count{command="${command}",outcome="${outcome}"}`);
    expect(await answers('profit', 'answered')).toBe(1);
    expect(await answers('site list', 'answered')).toBe(1);
    expect(await answers('unread', 'refused')).toBe(2);
  });

  it('shows deliveries by state with the age of the oldest, and what was given up', async () => {
    const { desk, clock, database, sample, deliver } = await watchedDesk();
    const address = (channel: string) => ({ adapter: 'toy', tenant: 'toy:T1', channel });
    const said = reply({ title: 'hello', blocks: [] });
    const put = (key: string, channel: string) =>
      insertDelivery(database, {
        key,
        tenant: 'toy:T1',
        address: address(channel),
        reply: said,
        dueAt: clock.now(),
      });
    await put('a', 'C1');
    await put('b', 'closed');
    clock.advance(90_000);
    expect(await sample('hashdesk_deliveries_open{adapter="toy",state="waiting"}')).toBe(2);
    expect(await sample('hashdesk_deliveries_oldest_due_age_seconds{adapter="toy"}')).toBe(90);
    await deliver();
    expect(await sample('hashdesk_delivery_attempts_total{adapter="toy",outcome="sent"}')).toBe(1);
    expect(await sample('hashdesk_delivery_attempts_total{adapter="toy",outcome="dead"}')).toBe(1);
    expect(await sample('hashdesk_delivery_delay_seconds_sum{adapter="toy"}')).toBe(90);
    expect(await sample('hashdesk_deliveries_dead{adapter="toy"}')).toBe(1);
    expect(await sample('hashdesk_deliveries_open{adapter="toy",state="waiting"}')).toBeUndefined();
    expect((await desk.facts()).open).toEqual([]);
  });

  it('tells a source that never answered by its requests alone, without an age of 0', async () => {
    const { ask, sample, text } = await watchedDesk();
    await ask('hashprice');
    expect(await sample('hashdesk_market_source_requests_total{source="Kraken",outcome="failed"}')).toBe(1);
    expect(await text()).not.toMatch(/^hashdesk_market_source_last_answer_timestamp_seconds\{/m);
  });

  it('counts a transaction with its statements once', async () => {
    const { database, timed, sample } = await watchedDesk();
    const before = await sample('hashdesk_database_duration_seconds_count{operation="write"}');
    await timed.transaction('rows', async () => {
      await timed.run(`DELETE FROM claims WHERE id = 'none'`);
      await timed.run(`DELETE FROM claims WHERE id = 'none'`);
    });
    expect(await sample('hashdesk_database_duration_seconds_count{operation="transaction"}')).toBe(1);
    expect(await sample('hashdesk_database_duration_seconds_count{operation="write"}')).toBe(before);
    expect(await database.bytes()).toBeGreaterThan(0);
  });

  it('names no tenant, no person and no text of theirs, and keeps to base units', async () => {
    const { ask, text } = await watchedDesk();
    await ask('site add rockdale 100 MW s21xp at 45', { tenant: 'toy:T0SECRET', person: { id: 'U0SECRET' } });
    await ask('profit rockdale', { tenant: 'toy:T0SECRET', person: { id: 'U0SECRET' } });
    const said = await text();
    expect(said).not.toMatch(/T0SECRET|U0SECRET|rockdale/i);
    const names = [...said.matchAll(/^# TYPE (hashdesk_\S+) (\S+)$/gm)];
    expect(names.length).toBeGreaterThan(12);
    for (const [, name = '', type] of names) {
      if (type === 'counter') expect(name).toMatch(/_total$/);
      else expect(name).not.toMatch(/_total$/);
      expect(name).not.toMatch(/_(?:ms|minutes|mb|kb|percent)(?:_|$)/);
    }
  });
});
