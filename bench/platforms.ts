import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../test/support/freePort.ts';
import { startMarketServer } from '../test/support/marketServer.ts';
import { type Helper, startHelper } from '../test/support/processes/helper.ts';
import { type BenchCase, type Measurement, quantile } from './case.ts';
import { startDiscordLoad } from './chats/discordLoad.ts';
import type { DiscordSettings } from './chats/discordSide.ts';
import type { SlackSettings } from './chats/slackSide.ts';
import { startSlackStandIn } from './chats/slackStandIn.ts';
import { askInTurn, askSteadily, type Taken } from './load.ts';
import type { SideSettings } from './sideDesk.ts';
import type { Usage } from './usage.ts';

const CONNECTIONS = 10;
const PER_SECOND = 200;
const WARM_UP_MS = 10_000;
const ROUNDS = 8;
const TURN_MS = 750;
const STEADY_MS = 10_000;
const GROWTH = { connections: CONNECTIONS, count: 100_000, forMs: 300_000 };

/** A side at work in a process of its own, and how to ask it. */
interface Side {
  helper: Helper;
  ask: () => Promise<Taken>;
  close(): Promise<void>;
}

type StartSide = (settings: SideSettings) => Promise<Side>;

/** Slack sends signed requests; Bolt alone acknowledges, and says nothing unless it is the one that answers. */
async function slackSide(common: SideSettings): Promise<Side> {
  const slack = await startSlackStandIn();
  const { botToken, signingSecret } = slack.secrets;
  const port = await freePort();
  const settings: SlackSettings = { ...common, port, apiUrl: slack.apiUrl, botToken, signingSecret };
  const helper = await startHelper(new URL('chats/slackSide.ts', import.meta.url), settings);
  const url = `http://127.0.0.1:${port}/slack/events`;
  return { helper, ask: () => slack.ask({ url, answers: common.side !== 'bare' }), close: slack.close };
}

async function discordSide(common: SideSettings): Promise<Side> {
  const { apiUrl, token, ask, close } = await startDiscordLoad();
  const settings: DiscordSettings = { ...common, apiUrl, token };
  return {
    helper: await startHelper(new URL('chats/discordSide.ts', import.meta.url), settings),
    ask,
    close,
  };
}

/** A side that is warm, and has never been asked more often than `PER_SECOND`. */
async function opened({ start, ...asked }: Omit<SideSettings, 'directory'> & { start: StartSide }) {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const { helper, ask, close } = await start({ ...asked, directory });
  await askSteadily({ ask, perSecond: PER_SECOND, forMs: WARM_UP_MS });
  return {
    ask,
    usage: () => helper.ask<Usage>('usage'),
    async close() {
      helper.stop();
      await close();
      rmSync(directory, { recursive: true });
    },
  };
}
type Opened = Awaited<ReturnType<typeof opened>>;

/** Commands per second of all, asked by turns, so that a machine with other things to do is unfair to none. */
async function throughput({ bare, answering, desk }: Record<SideSettings['side'], Opened>) {
  const rounds: Record<SideSettings['side'], number>[] = [];
  const perSecond = async ({ ask }: Opened) =>
    (await askInTurn({ ask, connections: CONNECTIONS, forMs: TURN_MS })).perSecond;
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({
      bare: await perSecond(bare),
      answering: await perSecond(answering),
      desk: await perSecond(desk),
    });
  const median = (of: (round: (typeof rounds)[number]) => number) => quantile(rounds.map(of), 0.5);
  return {
    bare: median(({ bare }) => bare),
    answering: median(({ answering }) => answering),
    desk: median(({ desk }) => desk),
    ofBarePercent: median(({ bare, desk }) => (desk / bare) * 100),
    ofAnsweringPercent: median(({ answering, desk }) => (desk / answering) * 100),
  };
}

interface Compared {
  platform: string;
  /** What the platform's library is called. */
  bareName: string;
  /** How it answers, where it does. */
  answersBy: string;
  /** The least share of the commands per second of the library that answers. */
  leastPercent: number;
  /** The least share of those of the library that says next to nothing, where one was promised. */
  leastOfBarePercent?: number;
  start: StartSide;
}

/** The desk against the library, which says next to nothing, or answers. */
async function compared(asked: Compared): Promise<Measurement[]> {
  const { platform, bareName, answersBy, start, leastPercent, leastOfBarePercent } = asked;
  const market = await startMarketServer();
  const open = (side: SideSettings['side']) => opened({ side, marketUrl: market.url, start });
  const [bare, answering, desk] = [await open('bare'), await open('answering'), await open('desk')];
  const steadily = (side: Opened) => askSteadily({ ask: side.ask, perSecond: PER_SECOND, forMs: STEADY_MS });
  const p99 = (taken: Taken[], of: keyof Taken) =>
    quantile(
      taken.map((one) => one[of]),
      0.99,
    );
  const [alone, ours] = [await steadily(bare), await steadily(desk)];
  const addedMs = (of: keyof Taken) => p99(ours, of) - p99(alone, of);
  const calm = { bare: await bare.usage(), desk: await desk.usage() };
  const perSecond = await throughput({ bare, answering, desk });
  const before = await desk.usage();
  const { count } = await askInTurn({ ask: desk.ask, ...GROWTH });
  const after = await desk.usage();
  await Promise.all([bare.close(), answering.close(), desk.close(), market.close()]);
  const at = `at ${PER_SECOND} per second`;
  const answered = `${count.toLocaleString('en-US')} commands`;
  // Signatures are kept for five minutes, so that no request passes twice.
  const grown = `heap grown over ${answered}`;
  return [
    { name: `${bareName} alone ${at}: p99`, value: p99(alone, 'answerMs'), unit: 'ms' },
    { name: `added p99 ${at}, acknowledged`, value: addedMs('ackMs'), unit: 'ms' },
    { name: `added p99 ${at}, answered`, value: addedMs('answerMs'), unit: 'ms', reach: { atMost: 5 } },
    { name: `largest resident memory of ${bareName} alone ${at}`, value: calm.bare.residentMb, unit: 'MB' },
    {
      name: `largest resident memory ${at}`,
      value: calm.desk.residentMb,
      unit: 'MB',
      reach: { atMost: 220 },
    },
    { name: `${bareName} alone, ${CONNECTIONS} at once`, value: perSecond.bare, unit: 'per second' },
    {
      name: `${bareName} that answers by ${answersBy}, ${CONNECTIONS} at once`,
      value: perSecond.answering,
      unit: 'per second',
    },
    { name: `/hashprice answered, ${CONNECTIONS} at once`, value: perSecond.desk, unit: 'per second' },
    {
      name: `share of ${bareName} alone`,
      value: perSecond.ofBarePercent,
      unit: '%',
      ...(leastOfBarePercent !== undefined && { reach: { atLeast: leastOfBarePercent } }),
    },
    {
      name: `share of ${bareName} that answers by ${answersBy}`,
      value: perSecond.ofAnsweringPercent,
      unit: '%',
      reach: { atLeast: leastPercent },
    },
    { name: `largest resident memory after ${answered}`, value: after.residentMb, unit: 'MB' },
    { name: grown, value: after.heapMb - before.heapMb, unit: 'MB', reach: { atMost: 10 } },
  ].map((one) => ({ ...one, name: `${platform}: ${one.name}` }));
}

const slack: Compared = {
  platform: 'Slack',
  bareName: 'Bolt',
  answersBy: 'ack() and respond()',
  leastPercent: 80,
  leastOfBarePercent: 50,
  start: slackSide,
};
const discord: Compared = {
  platform: 'Discord',
  bareName: 'discord.js',
  answersBy: 'an embed with a picture',
  leastPercent: 50,
  start: discordSide,
};

/** What the desk costs where chat platforms reach it, beside their bare libraries. */
export const platforms: BenchCase = {
  name: '/hashprice over Slack and Discord',
  run: async () => [...(await compared(slack)), ...(await compared(discord))],
};
