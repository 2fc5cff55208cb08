import { onTestFinished, vi } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { commands } from '../../commands/index.ts';
import { createMetrics } from '../../src/admin/metrics.ts';
import { startAdmin } from '../../src/admin/start.ts';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Person } from '../../src/chat/people.ts';
import { DeliveryError } from '../../src/common/errors.ts';
import { readConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { timedDatabase } from '../../src/storage/timed.ts';
import { testDatabase } from './database/testDatabase.ts';
import { handClock } from './handClock.ts';
import { silentLog } from './testMarket.ts';

/** Takes every message but those for the channel `closed`. */
const toy: ChatAdapter = {
  name: 'toy',
  start: async () => {},
  stop: async () => {},
  async send({ channel }) {
    if (channel === 'closed') throw new DeliveryError('The channel is closed.', { retryable: false });
    return { receipt: channel };
  },
};

/** A desk without a market whose admin port is asked over real HTTP, on a clock moved by hand. */
export async function watchedDesk() {
  const clock = handClock();
  const database = testDatabase();
  const metrics = createMetrics();
  const chats = [{ name: 'toy', state: 'away', up: true }];
  let questions = 0;
  const desk = openDesk({
    config: readConfig({}, adapters),
    commands,
    version: '1.2.3',
    now: clock.now,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    random: () => 0.5,
    newId: () => `a${++questions}`,
    log: silentLog,
    database,
    adapters: () => chats,
    observer: metrics,
  });
  const admin = await startAdmin({
    address: { port: 0, host: '127.0.0.1' },
    desk,
    metrics,
    log: silentLog,
  });
  onTestFinished(async () => {
    await admin.stop();
    await desk.stop();
  });
  const origin = `http://127.0.0.1:${admin.port}`;
  const text = async () => (await fetch(`${origin}/metrics`)).text();
  /** The value of one line of /metrics; undefined where it has none such. */
  const sample = async (line: string): Promise<number | undefined> => {
    const found = (await text()).split('\n').find((it) => it.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.slice(line.length + 1));
  };
  return {
    ...{ desk, clock, database, chats, origin, text, sample },
    timed: timedDatabase({ database, observer: metrics, elapsed: () => performance.now() }),
    async page(path: string, { minutesLater = 0 } = {}) {
      clock.advance(minutesLater * 60_000);
      const response = await fetch(`${origin}${path}`);
      return { status: response.status, text: await response.text() };
    },
    async ask(line: string, asked: { tenant?: string; person?: Partial<Person> } = {}) {
      return desk.bot.handle({
        id: `q${++questions}`,
        address: { adapter: 'toy', tenant: asked.tenant ?? 'toy:T1', channel: 'C1' },
        person: { id: 'U1', name: 'Ada', standing: 'admin', roles: [], ...asked.person },
        ask: { text: line },
        attachment: async () => undefined,
      });
    },
    /** Delivers until nothing is due. */
    async deliver() {
      desk.deliver(toy);
      await vi.waitUntil(async () => (await desk.facts()).open.length === 0, {
        timeout: 30_000,
        interval: 5,
      });
      await desk.stopDelivering();
    },
  };
}
