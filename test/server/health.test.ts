import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { commands } from '../../commands/index.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import { LostError, StorageError } from '../../src/common/errors.ts';
import { readConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { deskHealth } from '../../src/server/deskHealth.ts';
import { type HealthFacts, illnesses } from '../../src/server/health.ts';
import { watchHealth } from '../../src/server/watchHealth.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { silentLog } from '../support/testMarket.ts';

const MINUTE_MS = 60_000;
const NOW = 1_800_000_000_000;
const well: HealthFacts = {
  now: NOW,
  startedAt: NOW - 60 * MINUTE_MS,
  tickedAt: NOW - MINUTE_MS,
  confirmedAt: { price: NOW - MINUTE_MS, chain: NOW - MINUTE_MS, fees: NOW - MINUTE_MS },
  chats: [{ name: 'slack', state: 'connected', up: true }],
  overdue: 0,
  freeBytes: 5e9,
};
const words = (facts: Partial<HealthFacts>) => illnesses({ ...well, ...facts }).map((it) => it.words);

describe('illnesses()', () => {
  it('finds none in a desk that is well, nor in one that was just started', () => {
    expect(words({})).toEqual([]);
    const starting = { startedAt: NOW - MINUTE_MS, tickedAt: undefined, confirmedAt: {} };
    expect(words({ ...starting, chats: [{ name: 'slack', state: 'connecting', up: false }] })).toEqual([]);
  });

  it.each<[string, Partial<HealthFacts>, string]>([
    [
      'alerts that are not looked at',
      { tickedAt: NOW - 12 * MINUTE_MS },
      'Alerts have not been looked at for 12 min: none can fire.',
    ],
    [
      'alerts that never were',
      { tickedAt: undefined },
      'Alerts have not been looked at for 60 min: none can fire.',
    ],
    [
      'an old market',
      { confirmedAt: { ...well.confirmedAt, chain: NOW - 20 * MINUTE_MS } },
      'Market: no source has confirmed chain for 20 min, and alerts that need it keep still.',
    ],
    [
      'no market',
      { confirmedAt: {} },
      'Market: no source has confirmed price, chain, fees since the start, and alerts that need it keep still.',
    ],
    [
      'a chat that is away',
      { chats: [{ name: 'discord', state: 'Reconnecting to Discord', up: false }] },
      'discord is not connected: Reconnecting to Discord',
    ],
    [
      'messages that are overdue',
      { overdue: 3 },
      '3 messages are due for more than 10 min and not delivered. outbox says why.',
    ],
    [
      'a database that cannot be used',
      { databaseFault: 'The database lacks the table alert_rules.' },
      'The database lacks the table alert_rules.',
    ],
    [
      'a disk that is nearly full',
      { freeBytes: 40_000_000 },
      'The disk that holds the database has 40 MB left. Make room before changes are refused.',
    ],
  ])('names %s', (_, facts, expected) => {
    expect(words(facts)).toEqual([expect.stringContaining(expected)]);
  });

  it('names every part that is ill', () => {
    expect(illnesses({ ...well, overdue: 1, tickedAt: undefined }).map(({ part }) => part)).toEqual([
      'alerts',
      'deliveries',
    ]);
  });
});

it('illnesses() blames no process for the market and the alerts that another watches', () => {
  const idle = { tickedAt: undefined, confirmedAt: {} };
  expect(words(idle)).toHaveLength(2);
  expect(words({ ...idle, follows: true })).toEqual([]);
});

describe('deskHealth()', () => {
  const fault: { error?: Error } = {};
  const open = () =>
    deskHealth({
      now: () => NOW,
      checkDatabase: async () => {
        if (fault.error) throw fault.error;
      },
      freeBytes: async () => 5e9,
      confirmedAt: () => well.confirmedAt,
      chats: () => [],
      follows: () => false,
      overdue: async () => 0,
    });

  it('knows nothing of a desk that was not started', async () => {
    const health = open();
    expect(await health.ill()).toBeUndefined();
    health.started();
    expect(await health.ill()).toEqual([]);
  });

  it('tells a database that is lost from one that is damaged', async () => {
    const health = open();
    health.started();
    let lost: string | undefined;
    void health.lost.then((said) => {
      lost = said;
    });
    fault.error = new StorageError('The database lacks the table sites.');
    expect(await health.ill()).toEqual([{ part: 'database', words: 'The database lacks the table sites.' }]);
    await Promise.resolve();
    expect(lost).toBeUndefined();
    fault.error = new LostError('The database file was deleted.');
    await health.ill();
    expect(await health.lost).toBe('The database file was deleted.');
  });
});

it('watchHealth() says each illness once, and when all of its part is over', async () => {
  const said: string[] = [];
  const write = (_: object, message: string) => void said.push(message);
  let facts: Partial<HealthFacts> = {};
  const watch = watchHealth({
    look: async () => illnesses({ ...well, ...facts }),
    log: { ...silentLog, error: write, info: write },
  });
  for (facts of [
    { overdue: 2 },
    { overdue: 3 },
    {},
    {},
    { databaseFault: 'One' },
    { databaseFault: 'Other' },
    {},
  ])
    await watch.look();
  await watch.stop();
  expect(said).toEqual([
    'Not well: 2 messages are due for more than 10 min and not delivered. outbox says why.',
    'Well again: deliveries',
    'Not well: One',
    'Not well: Other',
    'Well again: database',
  ]);
});

describe('a running desk', () => {
  /** A desk at work, without the table named, that counts its heartbeats. */
  function started(lacking?: string) {
    const dataDirectory = tempDirectory();
    const heartbeatUrl = 'http://127.0.0.1:1/beat';
    let beats = 0;
    const desk = openDesk({
      config: readConfig({ DATA_DIR: dataDirectory, HEARTBEAT_URL: heartbeatUrl }),
      commands,
      version: '0.0.0',
      now: Date.now,
      async fetch(url) {
        if (url !== heartbeatUrl) throw new TypeError('fetch failed');
        beats += 1;
        return new Response();
      },
      random: () => 0.5,
      newId: () => 'a',
      log: silentLog,
    });
    onTestFinished(() => desk.stop());
    const file = join(dataDirectory, 'hashdesk.sqlite');
    const other = new DatabaseSync(file);
    if (lacking) other.exec(`DROP TABLE ${lacking}`);
    other.close();
    desk.start();
    const person = { id: 'operator', name: 'operator', standing: 'admin' as const };
    const status = async (tenant: string) => {
      const address = { adapter: 'terminal', tenant, channel: 'terminal' };
      const said = await desk.bot.handle({ address, person, ask: { text: 'status' } });
      return renderPlain({ reply: said!, now: Date.now(), width: 200 });
    };
    return { desk, file, status, beats: () => beats };
  }

  it('is alive to whoever watches while it is well', async () => {
    const { beats, status } = started();
    await vi.waitUntil(() => beats() === 1);
    expect(await status('console:local')).toContain('All is well.');
  });

  it('sends no heartbeat while a part is ill, and status says which', async () => {
    const { desk, beats, status } = started('own_deals');
    expect(await status('console:local')).toContain('The database lacks the table own_deals. Restore it');
    expect(await status('slack:T1')).toContain("Not all is well (database): the operator's log says why.");
    await desk.stop();
    expect(beats()).toBe(0);
  });

  it('tells that its database file was deleted', async () => {
    const { desk, file, status } = started();
    rmSync(file);
    await status('console:local');
    expect(await desk.lost).toMatch(/^The database file was deleted while Hashdesk ran/);
  });
});
