import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { commands } from '../../commands/index.ts';
import { readHere } from '../../src/compute/readings.ts';
import { readConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { digestStore } from '../../src/digest/store.ts';
import { powerBook } from '../../src/power/book.ts';
import { powerFeeds } from '../../src/power/feeds.ts';
import type { PowerReport } from '../../src/power/report.ts';
import { askRound } from '../../src/power/round.ts';
import { keepReport } from '../../src/power/table.ts';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { setReport } from '../support/database/setReport.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handClock } from '../support/handClock.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { silentLog } from '../support/testMarket.ts';

const HOUR_MS = 3_600_000;
const OPERATOR = 'console:local';

/** Answers every request with one byte, and then with nothing. */
async function startSilentServer() {
  let open = 0;
  let most = 0;
  const server = createServer((_, response) => {
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    response.write('6');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, open: () => open, most: () => most };
}

const feed = (tenant: string, n: number, url = 'http://localhost/'): PowerReport => ({
  ...{ tenant, site: `s${n}`, name: `S${n}`, url: `${url}${n}`, source: 'a feed' },
});

it('400 feeds that send one byte and wait hold up neither another tenant’s digest nor the end of the desk', async () => {
  const server = await startSilentServer();
  const clock = handClock();
  const directory = tempDirectory();
  const database = openDatabase({ directory });
  await database.transaction('rows', async () => {
    for (let n = 0; n < 400; n++) await keepReport(database, feed(OPERATOR, n, server.url));
  });
  const by = { id: 'U1', name: 'ana' };
  const address = { adapter: 'slack', tenant: 'slack:T1', channel: 'C1' };
  const schedule = { days: 'daily' as const, minuteOfDay: 8 * 60, timeZone: 'UTC' };
  const digests = digestStore({ database, now: () => clock.now() - 5 * HOUR_MS });
  await digests.add('slack:T1', { schedule, sites: [], address, owner: by }, by);
  const desk = openDesk({
    config: readConfig({ DATA_DIR: directory }),
    commands,
    version: '0.0.0',
    now: clock.now,
    fetch: (input, init) =>
      String(input).startsWith(server.url) ? fetch(input, init) : Promise.reject(new TypeError('offline')),
    random: () => 0.5,
    newId: () => 'a1',
    log: silentLog,
  });
  desk.start();
  await vi.waitFor(() => expect(server.open()).toBe(2), { timeout: 10_000 });
  const posted = () =>
    database.all('SELECT key FROM deliveries WHERE tenant = :tenant', { tenant: 'slack:T1' });
  await vi.waitFor(async () => expect(await posted()).toHaveLength(1), { timeout: 10_000 });
  await desk.stop();
  await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 10_000 });
  expect(server.most()).toBe(2);
  // What was dropped by the end of the desk says nothing of the feeds.
  expect((await database.get('SELECT count(*) AS all_of_them FROM power_reports'))?.all_of_them).toBe(400);
  await database.close();
}, 30_000);

it('askRound() gives each tenant two at once and twenty seconds, and asks the others meanwhile', async () => {
  const clock = handClock();
  const asked: string[] = [];
  const active = new Map<string, number>();
  let most = 0;
  const feeds = [
    ...Array.from({ length: 50 }, (_, n) => feed('slow', n)),
    ...Array.from({ length: 3 }, (_, n) => feed('quick', n)),
  ];
  await askRound({
    feeds,
    now: clock.now,
    signal: new AbortController().signal,
    async ask({ tenant }) {
      asked.push(tenant);
      active.set(tenant, (active.get(tenant) ?? 0) + 1);
      most = Math.max(most, active.get(tenant)!);
      await Promise.resolve();
      if (tenant === 'slow') clock.advance(5_000);
      active.set(tenant, active.get(tenant)! - 1);
    },
  });
  expect(most).toBe(2);
  expect(asked.filter((tenant) => tenant === 'quick')).toHaveLength(3);
  expect(asked.slice(0, 4).sort()).toEqual(['quick', 'quick', 'slow', 'slow']);
  expect(asked.filter((tenant) => tenant === 'slow').length).toBeLessThanOrEqual(5);
});

it('askRound() asks nobody any more once it is told to stop', async () => {
  const stopping = new AbortController();
  const asked: PowerReport[] = [];
  await askRound({
    feeds: Array.from({ length: 50 }, (_, n) => feed(`t${n}`, n)),
    now: () => 0,
    signal: stopping.signal,
    async ask(one) {
      asked.push(one);
      stopping.abort();
    },
  });
  expect(asked).toHaveLength(1);
});

it('a feed that fails is asked after 1, 2, 4, 8 minutes and every 15 from then on, and at once when it answers', async () => {
  const clock = handClock();
  const database = testDatabase();
  await setReport(database, feed('t', 1));
  let answer: () => Response = () => new Response('', { status: 404 });
  const minutes: number[] = [];
  const began = clock.now();
  const ask = async () => {
    minutes.push((clock.now() - began) / 60_000);
    return answer();
  };
  const feeds = powerFeeds({ database, fetchFor: () => ask, now: clock.now, readText: readHere });
  const run = async (count: number) => {
    for (let n = 0; n < count; n++) {
      await feeds.round(new AbortController().signal);
      clock.advance(60_000);
    }
  };
  await run(46);
  expect(minutes).toEqual([0, 1, 3, 7, 15, 30, 45]);
  answer = () => new Response('62');
  await run(17);
  expect(minutes.slice(7)).toEqual([60, 61, 62]);
});

it('a tenant has a hundred feeds at most, and more prices that are typed', async () => {
  const database = testDatabase();
  const now = () => 0;
  const person = { id: 'U1', name: 'Ada', standing: 'admin' as const };
  const rights = { read: true, change: true, operator: false };
  const book = powerBook({ database, now, fetchFor: () => fetch, tenant: 'slack:T1', person, rights });
  for (let n = 0; n < 100; n++) await setReport(database, feed('slack:T1', n));
  await setReport(database, feed('slack:T2', 0));
  const priced = { name: 'One more', priceUsdPerMwh: 50, observedAt: 0, source: 'Ada' };
  await expect(book.set({ ...priced, url: 'https://example.com/price' })).rejects.toThrow(
    '100 URLs are asked for power prices, the most there may be; that of “One more” is not.',
  );
  await book.set(priced);
  expect((await book.reports()).length).toBe(101);
});
