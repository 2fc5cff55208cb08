import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { commands } from '../../commands/index.ts';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import { readRule } from '../../src/alerts/rules/words.ts';
import { readConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { DUTY_MS, startDuty } from '../../src/server/duty.ts';
import { type Lock, lock } from '../../src/storage/lock.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handTimers } from '../support/handTimers.ts';
import { startMarketServer } from '../support/marketServer.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { silentLog } from '../support/testMarket.ts';

describe('startDuty()', () => {
  /** Two processes on one file; one that stands still neither looks nor renews. */
  function processes() {
    const directory = tempDirectory();
    const timers = handTimers();
    const taken: string[] = [];
    const start = (holder: string) => {
      let still: Promise<void> | undefined;
      let wakeUp = () => {};
      const duty = startDuty({
        lock: lock({
          database: testDatabase(directory),
          name: 'desk',
          holder,
          now: timers.now,
          ttlMs: DUTY_MS,
        }),
        elapsed: timers.now,
        wait: async (ms, signal) => {
          await timers.wait(ms, signal);
          await still;
        },
        log: silentLog,
        onTaken: () => taken.push(`${holder} ${timers.now() - began}`),
      });
      const standStill = () => {
        still = new Promise((resolve) => {
          wakeUp = () => {
            still = undefined;
            resolve();
          };
        });
      };
      return { ...duty, standStill, goOn: () => wakeUp() };
    };
    const began = timers.now();
    return { ...timers, start, taken };
  }

  it('tells who stood still for too long that the duty is lost, before it may be theirs again', async () => {
    const timers = handTimers();
    const told: string[] = [];
    const held = lock({ database: testDatabase(), name: 'd', holder: 'a', now: timers.now, ttlMs: DUTY_MS });
    const [onTaken, onLost] = [() => told.push('taken'), () => told.push('lost')];
    const wait = timers.wait;
    const duty = startDuty({ lock: held, elapsed: timers.now, wait, log: silentLog, onTaken, onLost });
    await duty.looked;
    await timers.pass(60_000);
    expect(told).toEqual(['taken']);
    timers.jump(60_000);
    await timers.pass(3_000);
    expect(told).toEqual(['taken', 'lost', 'taken']);
    await duty.stop();
    expect(told).toHaveLength(3);
  });

  it('says once why it cannot be asked for, and again when that is another reason or has come back', async () => {
    const { wait, pass, now: elapsed } = handTimers();
    const said: string[] = [];
    const faults = ['full', 'full', 'gone', 'gone', undefined, 'gone'];
    const acquire = async () => {
      const fault = faults.shift();
      if (fault !== undefined) throw new Error(fault);
      return false;
    };
    const log = { ...silentLog, warn: ({ err }: { err?: unknown }) => void said.push(String(err)) };
    const held: Lock = { acquire, release: async () => {} };
    const duty = startDuty({ lock: held, elapsed, wait, log, onTaken() {} });
    for (let second = 0; second < 6; second++) await pass(1_000);
    await duty.stop();
    expect(said).toEqual(['Error: full', 'Error: gone', 'Error: gone']);
  });

  it('waits at stop() for what it began, also when it is stopped while it asks for the duty', async () => {
    const timers = handTimers();
    const told: string[] = [];
    const held = lock({ database: testDatabase(), name: 'd', holder: 'a', now: timers.now, ttlMs: DUTY_MS });
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const onTaken = () => ended.then(() => told.push('ended'));
    const { wait, pass, now: elapsed } = timers;
    const duty = startDuty({ lock: held, elapsed, wait, log: silentLog, onTaken });
    const stopped = duty.stop().then(() => told.push('stopped'));
    await pass(1_000);
    end();
    await stopped;
    expect(told).toEqual(['ended', 'stopped']);
  });

  it('gives the duty to one, and to another within ten seconds of its standing still', async () => {
    const { start, pass, taken } = processes();
    const [a, b] = [start('a'), start('b')];
    await pass(60_000);
    expect([a.isOurs(), b.isOurs()]).toEqual([true, false]);
    a.standStill();
    await pass(10_000);
    expect([a.isOurs(), b.isOurs()]).toEqual([false, true]);
    a.goOn();
    await pass(60_000);
    expect([a.isOurs(), b.isOurs()]).toEqual([false, true]);
    expect(taken.map((it) => it[0])).toEqual(['a', 'b']);
  });

  it('passes it on at once when the one that has it is stopped', async () => {
    const { start, pass } = processes();
    const [a, b] = [start('a'), start('b')];
    await pass(5_000);
    const stopped = a.stop();
    await pass(1_000);
    await stopped;
    expect([a.isOurs(), b.isOurs()]).toEqual([false, true]);
  });
});

describe('two desks on one file', () => {
  const by = { id: 'U1', name: 'ana' };

  /** One that reads its market every second, where all exchanges say the same. */
  async function deskAt({ directory, priceUsd }: { directory: string; priceUsd: number }) {
    const market = await startMarketServer();
    market.state.priceUsd = priceUsd;
    let ids = 0;
    const desk = openDesk({
      config: readConfig({ DATA_DIR: directory, MARKET_REFRESH_SECONDS: '1', ...market.urls }),
      commands,
      version: '0.0.0',
      now: Date.now,
      fetch,
      random: () => 0.5,
      newId: () => `${priceUsd} ${ids++}`,
      log: silentLog,
    });
    onTestFinished(async () => {
      await desk.stop();
      await market.close();
    });
    desk.start();
    return { ...desk, requests: market.state.requests };
  }

  it('say a crossing once, though their exchanges are 4.4 % apart, and go on when one is stopped', async () => {
    const directory = tempDirectory();
    const database = testDatabase(directory);
    const rules = ruleStore({ database, now: Date.now });
    const address = { adapter: 'console', tenant: 't', channel: 'C1' };
    const { condition } = readRule('price < 90000', { sites: [] });
    const policy = { forMs: 0, cooldownMs: 0, once: false, pings: [] };
    await rules.add('t', { condition, ...policy, owner: by, address }, by);
    const said = async () =>
      (await database.all('SELECT reply FROM deliveries ORDER BY id')).map(
        ({ reply }) => JSON.parse(String(reply)).title,
      );
    const soon = { timeout: 30_000, interval: 100 };

    const low = await deskAt({ directory, priceUsd: 88_000 });
    await vi.waitUntil(async () => (await said()).length === 1, soon);
    const high = await deskAt({ directory, priceUsd: 92_000 });
    const seen = low.requests.length;
    await vi.waitUntil(() => low.requests.length > seen + 30, soon);
    expect(await said()).toEqual(['Firing: BTC price $88,000 < $90,000']);
    expect(high.requests).toEqual([]);
    expect((await high.market.snapshot()).priceUsd.value).toBe(88_000);

    await low.stop();
    await vi.waitUntil(async () => (await said()).length === 2, soon);
    expect((await said())[1]).toContain('Resolved: BTC price $92,000');
  });
});
