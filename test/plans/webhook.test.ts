import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { deliveryQueue } from '../../src/delivery/queue.ts';
import { deliveryTable } from '../../src/delivery/table.ts';
import { startDelivery } from '../../src/delivery/worker.ts';
import { strangersFetch } from '../../src/net/publicFetch.ts';
import { keepPlans, planBook, webhookAdapter } from '../../src/plans/index.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { silentLog } from '../support/testMarket.ts';
import { hourOf, wallClock } from './prices.ts';

const tenant = 'console:local';
const secret = 'a-secret-of-this-test';
const plan = {
  ...{
    from: hourOf(0),
    to: hourOf(24),
    madeAt: hourOf(-6),
    hashpriceUsdPerPhDay: 40,
    basis: 'live' as const,
  },
  ...{ source: 'a market', pricesAsOf: hourOf(-10) },
  tariff: {
    ...{ name: 'Index', since: '2026-01-01' },
    prices: [{ start: hourOf(0), end: hourOf(24), usdPerMwh: 5.5, ofIndex: 1.1 }],
  },
  inForce: { usdPerMwh: 300, end: hourOf(10), source: 'set by Ana' },
  classes: [
    {
      ...{ label: 'S21 XP', strikeUsdPerMwh: 120, meanLoadMw: 9.5, savedUsd: 1234 },
      off: [{ start: hourOf(18), end: hourOf(19) }],
    },
  ],
};
const kept = { tenant, site: 'rockdale', day: '2026-04-20', plan };

/** A real server that answers with these statuses, one after the other, and what it was sent. */
async function receiver(statuses: number[]) {
  const received: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    response.writeHead(statuses[received.length - 1] ?? 204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/plans` };
}

function desk(parts: { isPublic: boolean; standing?: 'admin' | 'member' }) {
  const database = testDatabase();
  const clock = wallClock(-6);
  const fetchFor = () => strangersFetch({ isPublic: () => parts.isPublic });
  const book = planBook({
    ...{ database, now: clock.now, newSecret: () => secret, tenant },
    person: { id: 'U1', name: 'ana', standing: parts.standing ?? 'admin', roles: [] },
    rights: { read: true, change: true } as never,
  });
  const adapter = webhookAdapter({ database, fetchFor, now: clock.now });
  /** The worker looks as often as it can; what it waits for long goes by the clock of the test, or never ends. */
  const start = () => {
    const wait = (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (ms <= 10_000) setTimeout(resolve, 1);
        else signal.addEventListener('abort', () => resolve());
      });
    const worker = startDelivery({
      ...{
        database,
        adapter,
        holder: 'one',
        now: clock.now,
        elapsed: clock.now,
        random: () => 0,
        wait,
        log: silentLog,
      },
    });
    onTestFinished(() => worker.stop());
  };
  return { database, clock, book, start };
}

it('a plan that is kept reaches its webhook once, signed, also after the other side failed', async () => {
  const { database, clock, book, start } = desk({ isPublic: true });
  const { received, url } = await receiver([500, 503, 204]);
  expect(await book.webhook.set({ name: 'Rockdale', url })).toBe(secret);
  await keepPlans(database, [kept]);
  await keepPlans(database, [kept]);
  start();
  for (const attempts of [1, 2]) {
    await expect
      .poll(async () => (await database.get('SELECT attempts FROM deliveries'))?.attempts)
      .toBe(attempts);
    expect((await book.webhook.of('rockdale'))!.error).toContain(`HTTP 50${attempts === 1 ? 0 : 3}`);
    clock.set(clock.now() + 10 * 60_000);
  }
  await expect.poll(async () => (await book.webhook.of('rockdale'))?.sentAt).toBe(clock.now());
  expect(received).toHaveLength(3);
  const ids = new Set(received.map(({ headers }) => headers['hashdesk-delivery']));
  expect(ids.size).toBe(1);
  for (const { headers, body } of received) {
    const signed = createHmac('sha256', secret).update(`${headers['hashdesk-timestamp']}.${body}`);
    expect(headers['hashdesk-signature']).toBe(`sha256=${signed.digest('hex')}`);
    expect(headers['content-type']).toBe('application/json');
  }
  expect(JSON.parse(received[0]!.body)).toMatchObject({
    type: 'dispatch.plan',
    ...{ site: 'Rockdale', day: '2026-04-20', madeAt: '2026-04-19T23:00:00.000Z' },
    tariff: {
      ...{ name: 'Index', since: '2026-01-01' },
      prices: [
        {
          ...{ start: '2026-04-20T05:00:00.000Z', end: '2026-04-21T05:00:00.000Z' },
          ...{ usdPerMwh: 5.5, timesDayAhead: 1.1 },
        },
      ],
    },
    inForce: { usdPerMwh: 300, until: '2026-04-20T15:00:00.000Z', source: 'set by Ana' },
    prices: { market: 'dayAhead', source: 'a market' },
    classes: [
      {
        ...{ label: 'S21 XP', strikePriceUsdPerMwh: 120 },
        off: [{ start: '2026-04-20T23:00:00.000Z', end: '2026-04-21T00:00:00.000Z' }],
      },
    ],
  });
  const shown = JSON.stringify([
    await book.webhook.of('rockdale'),
    await database.all('SELECT * FROM audit'),
  ]);
  expect(shown).not.toContain(secret);
});

it('a webhook reaches public addresses alone, is tried until the day of the plan is over, and says why it failed', async () => {
  const { database, clock, book, start } = desk({ isPublic: false });
  const { received, url } = await receiver([]);
  await book.webhook.set({ name: 'Rockdale', url });
  await keepPlans(database, [kept]);
  start();
  await expect
    .poll(async () => (await book.webhook.of('rockdale'))?.error)
    .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/plans: cannot be reached from here$/u);
  clock.set(hourOf(23));
  expect(await deliveryTable(database).overdue(clock.now())).toBe(0);
  clock.set(hourOf(25));
  const queue = deliveryQueue({ database, now: clock.now });
  await expect.poll(async () => (await queue.state(tenant)).dead).toHaveLength(1);
  expect(received).toEqual([]);
  expect(await book.webhook.drop('Rockdale')).toBe(true);
  expect(await book.webhook.of('rockdale')).toBeUndefined();
});

it('planBook() lets admins alone set a webhook, and only to what a URL may be', async () => {
  const member = desk({ isPublic: true, standing: 'member' });
  const url = 'https://example.com/';
  await expect(member.book.webhook.set({ name: 'Rockdale', url })).rejects.toThrow('Only admins');
  const { book } = desk({ isPublic: true });
  await expect(book.webhook.set({ name: 'Rockdale', url: 'ftp://example.com' })).rejects.toThrow('https://');
});
