import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ruleStore } from '../../src/alerts/engine/store.ts';
import { digestStore } from '../../src/digest/index.ts';
import type { Database } from '../../src/storage/database.ts';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { testSettings } from '../digest/digests.ts';
import { setReport } from '../support/database/setReport.ts';
import { startGate } from '../support/gate.ts';
import { type MarketServer, startMarketServer, upstreams } from '../support/marketServer.ts';
import { ended } from '../support/processes/child.ts';
import { telegramServer } from '../support/telegram/server.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const launcher = join(import.meta.dirname, '../../bin/hashdesk.mjs');

/** How the test ends when the desk does not: well before whoever supervises it would have killed it. */
const PATIENCE_MS = 30_000;

/** A desk on Telegram as a process of its own; requests of it that match `holds` are never answered. */
async function desk(asked: {
  holds?: RegExp;
  before?: (database: Database) => Promise<unknown>;
  prepare?: (market: MarketServer) => void;
  env?: Record<string, string>;
}) {
  const { holds = /never/, before, prepare, env } = asked;
  const telegram = await telegramServer();
  const market = await startMarketServer();
  prepare?.(market);
  onTestFinished(() => Promise.all([telegram.close(), market.close()]).then(() => {}));
  const gate = await startGate({ target: telegram.apiUrl, holds });
  const directory = tempDirectory();
  const database = openDatabase({ directory });
  await before?.(database);
  await database.close();
  const child = spawn(process.execPath, [launcher], {
    cwd: tempDirectory(),
    stdio: 'pipe',
    env: {
      ...market.urls,
      BITCOIN_RPC_URL: '',
      DATA_DIR: directory,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: gate.origin,
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const end = ended(child);
  const alone = { user: telegram.admin };
  const until = (what: () => boolean) => vi.waitUntil(what, { timeout: PATIENCE_MS });
  const says = (text: string) =>
    until(() => telegram.world.calls.some(({ body }) => JSON.stringify(body).includes(text)));
  return {
    telegram,
    market,
    gate,
    until,
    says,
    write: telegram.people.write.bind(telegram.people, alone),
    /** Asks it to end, and gives what it kept. */
    async stop() {
      child.kill('SIGTERM');
      const { code, stdout, stderr } = await end;
      expect({ code, unclean: (stdout + stderr).match(/"msg":"Hashdesk ends[^"]*"/)?.[0] }).toEqual({
        code: 0,
      });
      const kept = openDatabase({ directory });
      onTestFinished(() => kept.close());
      return kept;
    },
  };
}

type RunningDesk = Awaited<ReturnType<typeof desk>>;

/** What was confirmed to a person. */
async function addSite({ write, says }: RunningDesk): Promise<void> {
  write('/site add rockdale 100 MW s21xp at 45');
  await says('rockdale was added');
}

const count = async (database: Database, table: string) =>
  Number((await database.get(`SELECT count(*) AS rows FROM ${table}`))?.rows);

describe('SIGTERM ends a desk, and what was confirmed is kept,', { timeout: 2 * PATIENCE_MS }, () => {
  it('while power feeds send nothing', async () => {
    const feeds = await startGate();
    const running = await desk({
      async before(database) {
        for (let n = 0; n < 50; n++)
          await setReport(database, {
            ...{ tenant: 'console:local', site: `s${n}`, name: `S${n}` },
            ...{ url: `${feeds.origin}/${n}`, source: 'a feed' },
          });
      },
    });
    await addSite(running);
    await running.until(() => feeds.held() > 0);
    const kept = await running.stop();
    expect([await count(kept, 'sites'), await count(kept, 'power_reports')]).toEqual([1, 50]);
  });

  it('while the source of the history sends nothing', async () => {
    const running = await desk({});
    running.market.state.faults['/api/v1/historical-price'] = { hang: true };
    await addSite(running);
    await running.until(() =>
      running.market.state.requests.some((line) => line.includes('historical-price')),
    );
    expect(await count(await running.stop(), 'sites')).toBe(1);
  });

  // The loops are stopped beside the market: one after the other, a digest would wait ten seconds for its sources.
  it('while a digest that is due waits for a market that sends nothing', async () => {
    const running = await desk({
      prepare: (market) => {
        for (const upstream of upstreams) market.state.faults[upstream] = { hang: true };
      },
      async before(database) {
        const due = new Date(Date.now() - 60_000);
        const minuteOfDay = due.getUTCHours() * 60 + due.getUTCMinutes();
        const address = { adapter: 'telegram', tenant: 'telegram:G1', channel: 'G1' };
        const settings = testSettings({
          schedule: { days: 'daily', minuteOfDay, timeZone: 'UTC' },
          address,
        });
        const store = digestStore({ database, now: () => due.getTime() - 60_000 });
        await store.add(address.tenant, settings, settings.owner);
      },
    });
    await running.until(() => running.market.state.requests.length > 0);
    const kept = await running.stop();
    expect(await count(kept, 'digests')).toBe(1);
  });

  it('while a file to import sends nothing', async () => {
    const running = await desk({ holds: /^\/file\// });
    await addSite(running);
    running.telegram.world.uploads.set('fleet', 'model,count\ns21xp,10');
    running.write('/site import East', { file: { id: 'fleet', name: 'fleet.csv', size: 20 } });
    await running.until(() => running.gate.held() > 0);
    expect(await count(await running.stop(), 'sites')).toBe(1);
  });

  it('while threads compute', async () => {
    const running = await desk({});
    await addSite(running);
    for (let n = 0; n < 6; n++) running.write(`/pivot ${50 + n} MW at $45/MWh rent=$160`);
    // What takes a while is announced by “typing”.
    await running.until(() => running.telegram.world.calls.some(({ method }) => method === 'sendChatAction'));
    expect(await count(await running.stop(), 'sites')).toBe(1);
  });

  it('while one platform takes messages and never answers, and another cannot be reached', async () => {
    const nowhere = await startGate();
    const running = await desk({
      holds: /\/sendMessage$/,
      env: {
        SLACK_BOT_TOKEN: 'xoxb-1-1-nobody',
        SLACK_APP_TOKEN: 'xapp-1-nobody',
        SLACK_API_URL: `${nowhere.origin}/api/`,
      },
      async before(database) {
        const owner = { id: 'U1', name: 'ada' };
        const address = { adapter: 'telegram', tenant: 'telegram:G1', channel: 'G1' };
        const condition = { kind: 'market', metric: 'price', side: 'above', limit: 1 } as const;
        const rule = { condition, forMs: 0, cooldownMs: 0, once: false, pings: [], address, owner };
        await ruleStore({ database, now: Date.now }).add(address.tenant, rule, owner);
      },
    });
    await running.until(() => running.gate.held() > 0 && nowhere.held() > 0);
    const kept = await running.stop();
    expect([
      await count(kept, 'alert_rules'),
      await count(kept, 'deliveries WHERE settled_at IS NULL'),
    ]).toEqual([1, 1]);
  });
});
