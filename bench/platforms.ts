import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Helper, startHelper } from '../test/support/helper.ts';
import { startMarketServer } from '../test/support/marketServer.ts';
import { type BenchCase, type Measurement, quantile } from './case.ts';
import { startDiscordLoad } from './discordLoad.ts';
import type { DiscordSettings } from './discordSide.ts';
import { askInTurn, askSteadily, type Taken } from './load.ts';
import type { SideSettings } from './sideDesk.ts';
import type { SlackSettings } from './slackSide.ts';
import { startSlackStandIn } from './slackStandIn.ts';
import type { Usage } from './usage.ts';

const CONNECTIONS = 10;
const PER_SECOND = 200;
const WARM_UP_MS = 2_500;
const TURN_MS = 4_000;
const STEADY_MS = 5_000;
/** As many commands as fit into the time. */
const GROWTH = { connections: CONNECTIONS, count: 100_000, forMs: 25_000 };

/** A side at work in a process of its own, and how to ask it. */
interface Side {
  helper: Helper;
  ask: () => Promise<Taken>;
  close(): Promise<void>;
}

type StartSide = (settings: SideSettings) => Promise<Side>;

/** Slack sends signed requests; Bolt alone acknowledges and says nothing. */
async function slackSide(common: SideSettings): Promise<Side> {
  const slack = await startSlackStandIn();
  const { botToken, signingSecret } = slack.secrets;
  const port = await freePort();
  const settings: SlackSettings = { ...common, port, apiUrl: slack.apiUrl, botToken, signingSecret };
  const helper = await startHelper(new URL('slackSide.ts', import.meta.url), settings);
  const url = `http://127.0.0.1:${port}/slack/events`;
  return { helper, ask: () => slack.ask({ url, answers: common.side === 'desk' }), close: slack.close };
}

async function discordSide(common: SideSettings): Promise<Side> {
  const { apiUrl, token, ask, close } = await startDiscordLoad();
  const settings: DiscordSettings = { ...common, apiUrl, token };
  return { helper: await startHelper(new URL('discordSide.ts', import.meta.url), settings), ask, close };
}

async function measured({ start, ...asked }: Omit<SideSettings, 'directory'> & { start: StartSide }) {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const { helper, ask, close } = await start({ ...asked, directory });
  await askInTurn({ ask, connections: CONNECTIONS, forMs: WARM_UP_MS });
  const { perSecond } = await askInTurn({ ask, connections: CONNECTIONS, forMs: TURN_MS });
  const steady = await askSteadily({ ask, perSecond: PER_SECOND, forMs: STEADY_MS });
  const before = await helper.ask<Usage>('usage');
  const { count } = asked.side === 'desk' ? await askInTurn({ ask, ...GROWTH }) : { count: 0 };
  const { residentMb, heapMb } = await helper.ask<Usage>('usage');
  helper.stop();
  await close();
  rmSync(directory, { recursive: true });
  return { perSecond, steady, residentMb, grownMb: heapMb - before.heapMb, count };
}

interface Compared {
  platform: string;
  /** What the platform's library is called. */
  bareName: string;
  start: StartSide;
}

/** The desk against the bare library. */
async function compared({ platform, bareName, start }: Compared): Promise<Measurement[]> {
  const market = await startMarketServer();
  const bare = await measured({ side: 'bare', marketUrl: market.url, start });
  const desk = await measured({ side: 'desk', marketUrl: market.url, start });
  await market.close();
  const p99 = (taken: Taken[], of: keyof Taken) =>
    quantile(
      taken.map((one) => one[of]),
      0.99,
    );
  const addedMs = (of: keyof Taken) => p99(desk.steady, of) - p99(bare.steady, of);
  const share = (desk.perSecond / bare.perSecond) * 100;
  const steadily = `at ${PER_SECOND} per second`;
  const grown = `heap grown over ${desk.count.toLocaleString('en-US')} commands`;
  return [
    { name: `${bareName} alone, ${CONNECTIONS} at once`, value: bare.perSecond, unit: 'per second' },
    { name: `/hashprice answered, ${CONNECTIONS} at once`, value: desk.perSecond, unit: 'per second' },
    { name: `share of ${bareName} alone`, value: share, unit: '%', reach: { atLeast: 50 } },
    { name: `${bareName} alone ${steadily}: p99`, value: p99(bare.steady, 'answerMs'), unit: 'ms' },
    { name: `added p99 ${steadily}, acknowledged`, value: addedMs('ackMs'), unit: 'ms' },
    { name: `added p99 ${steadily}, answered`, value: addedMs('answerMs'), unit: 'ms', reach: { atMost: 5 } },
    { name: `largest resident memory of ${bareName} alone`, value: bare.residentMb, unit: 'MB' },
    { name: 'largest resident memory', value: desk.residentMb, unit: 'MB', reach: { atMost: 220 } },
    { name: grown, value: desk.grownMb, unit: 'MB' },
  ].map((one) => ({ ...one, name: `${platform}: ${one.name}` }));
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
  return promise;
}

/** What the desk costs where chat platforms reach it, beside their bare libraries. */
export const platforms: BenchCase = {
  name: '/hashprice over Slack and Discord',
  run: async () => [
    ...(await compared({ platform: 'Slack', start: slackSide, bareName: 'Bolt' })),
    ...(await compared({ platform: 'Discord', start: discordSide, bareName: 'discord.js' })),
  ],
};
