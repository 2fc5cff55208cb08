import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OPERATOR_TENANT } from '../src/access/rights.ts';
import type { Person } from '../src/chat/people.ts';
import { freePort } from '../test/support/freePort.ts';
import { type MarketServer, startMarketServer } from '../test/support/marketServer.ts';
import { TEAM } from '../test/support/slack/world.ts';
import type { BenchCase } from './case.ts';
import { CHANNEL, startSlackStandIn } from './chats/slackStandIn.ts';
import { marketUrls } from './desk.ts';
import { askSteadily } from './load.ts';
import { openSideDesk } from './sideDesk.ts';

/** `HASHDESK_BENCH_MINUTES` makes it shorter, to look at. */
const MINUTES = Number(process.env.HASHDESK_BENCH_MINUTES ?? 30);
const LOOK_MS = 5_000;
/** Of the time, what everything needs to have been at work once. */
const SETTLING = 1 / 3;

const FEEDS = 100;
const RULES = 60;
const PRICE_USD = 91_000;
/** How far the price goes to either side, how soon it is back, and how far the limits of the rules lie from it. */
const SWING = { share: 0.05, minutes: 10, ofRules: 0.1 };

/**
 * What `npm start` takes of the machine's memory while feeds, the history, alerts, digests, pictures and the market are
 * at work, and somebody asks a question each second. A first start after an install, of which nothing is compiled yet,
 * takes some 15 MB more: what is measured is any later one.
 */
export const memory: BenchCase = {
  name: 'Resident memory with background work',
  onlyByName: true,
  async run() {
    const [market, slack, feeds] = [await startMarketServer(), await startSlackStandIn(), await startFeeds()];
    const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
    await fill({ directory, marketUrl: market.url, feedUrl: feeds.url });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/slack/events`;
    const start = () =>
      startDesk({
        ...{ ...marketUrls(market.url), DATA_DIR: directory, PORT: String(port), LOG_LEVEL: 'error' },
        ...{ SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.secrets.botToken },
        SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
      });
    const desk = start();
    await answered(() => slack.ask({ url, answers: false }));
    let answers = 0;
    const ask = async () => {
      const taken = await slack.ask({ url, answers: true });
      answers += 1;
      return taken;
    };
    void askSteadily({ ask, perSecond: 1, forMs: MINUTES * 60_000 });
    const residentMb: number[] = [];
    for (let look = 0; look < (MINUTES * 60_000) / LOOK_MS; look++) {
      await sleep(LOOK_MS);
      move(market, look * LOOK_MS);
      residentMb.push(residentMbOf(desk));
    }
    desk.kill('SIGTERM');
    await once(desk, 'exit');
    const [messages, prices] = [slack.posted(), feeds.asked()];
    await Promise.all([market.close(), slack.close(), feeds.close()]);
    rmSync(directory, { recursive: true });
    const settled = residentMb.slice(Math.floor(residentMb.length * SETTLING));
    const quarter = Math.ceil(settled.length / 4);
    const growth = mean(settled.slice(-quarter)) - mean(settled.slice(0, quarter));
    return [
      {
        name: `largest over ${MINUTES} minutes`,
        value: Math.max(...residentMb),
        unit: 'MB',
        reach: { atMost: 220 },
      },
      { name: 'mean, once settled', value: mean(settled), unit: 'MB' },
      { name: 'growth, once settled', value: growth, unit: 'MB', reach: { atMost: 10 } },
      { name: 'questions answered meanwhile', value: answers, unit: 'answers' },
      { name: 'alerts and digests posted meanwhile', value: messages, unit: 'messages' },
      { name: 'power prices asked for meanwhile', value: prices, unit: 'answers' },
    ];
  },
};

const mean = (samples: readonly number[]) => samples.reduce((sum, one) => sum + one, 0) / samples.length;

/** The rules, digests and feeds of a desk that is started next; a digest is due in each minute. */
async function fill(where: { directory: string; marketUrl: string; feedUrl: string }): Promise<void> {
  const desk = await openSideDesk(where);
  const person: Person = { id: 'U0000000002', name: 'grace', standing: 'admin', roles: [] };
  const slack = { adapter: 'slack', tenant: `slack:${TEAM}`, channel: CHANNEL };
  // What stands on this machine is asked for the operator alone.
  const local = { adapter: 'console', tenant: OPERATOR_TENANT, channel: 'bench' };
  async function ask(address: typeof slack, text: string): Promise<void> {
    const reply = await desk.bot.handle({ address, person, ask: { text } });
    if (reply === undefined || reply.tone === 'error') throw new Error(`${text}: ${reply?.title}`);
  }
  await ask(slack, 'site add Rockdale 100 MW s21xp at $45/MWh');
  for (let rule = 0; rule < RULES; rule++) {
    const away = SWING.ofRules * ((2 * rule) / RULES - 1);
    await ask(slack, `alert add price < ${Math.round(PRICE_USD * (1 + away))}`);
  }
  for (let minute = 1; minute <= Math.min(50, MINUTES); minute++) {
    const due = new Date(Date.now() + minute * 60_000).toISOString().slice(11, 16);
    await ask(slack, `digest daily ${due} UTC`);
  }
  for (let feed = 0; feed < FEEDS; feed++) {
    await ask(local, `site add "Pit ${feed}" 10 MW s21xp at $45/MWh`);
    await ask(local, `power "Pit ${feed}" ${where.feedUrl}`);
  }
  await desk.stop();
}

/** As `npm start` does it, but that npm is not there. */
function startDesk(environment: Record<string, string>): ChildProcess {
  const launcher = fileURLToPath(new URL('../bin/hashdesk.mjs', import.meta.url));
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, ['--max-semi-space-size=4', launcher], {
    cwd: tmpdir(),
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function answered(ask: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const isThere = await ask().then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(100);
  }
  throw new Error('The desk was not there within half a minute');
}

/** What the operating system says that another process takes. */
const residentMbOf = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

/** The price goes round, and takes rules along. */
function move({ state }: MarketServer, ms: number): void {
  const turns = ms / 60_000 / SWING.minutes;
  state.priceUsd = PRICE_USD * (1 + SWING.share * Math.sin(2 * Math.PI * turns));
  state.requests.length = 0;
}

/** A price of power for whoever asks. */
async function startFeeds() {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end(JSON.stringify({ price: 40 + (asked % 10) }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/price.json`,
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
