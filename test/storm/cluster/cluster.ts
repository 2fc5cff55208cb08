import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { digestStore } from '../../../src/digest/store.ts';
import { DUTY } from '../../../src/server/duty.ts';
import { openAt } from '../../../src/storage/open.ts';
import type { PostgresServer } from '../../support/database/postgresServer.ts';
import { type Helper, startHelper } from '../../support/processes/helper.ts';
import { silentLog } from '../../support/testMarket.ts';
import { addRules } from '../desk.ts';
import type { Seen } from '../platforms.ts';
import { addressesOf, type Start } from '../storm.ts';
import type { Evidence } from '../verdict.ts';
import { type Replica, ready, startReplica, until } from './replica.ts';
import type { ClusterEvidence } from './verdict.ts';
import { startWire, type Wire } from './wire.ts';

/** How far ahead the clock of each replica is. */
const AHEAD_MS = [0, 2_000, -2_000];
const CHANNELS = { discord: 46, slack: 4, digests: 300 };
const CROSSINGS = 1_000;
const MOST_DIGESTS_OF_A_TENANT = 50;
const MINUTE_MS = 60_000;
const PAUSE_MS = 30_000;
const DATABASE_AWAY_MS = 3_000;
const BETWEEN_MS = 5_000;
const APART_MS = 25_000;
/** What Slack has not answered for waits for its history, which is given once a minute. */
const LONGEST_WAIT_MS = 2 * MINUTE_MS;
/** All crossings, and then all that is told of them. */
const LONGEST_MS = 300_000;
/** So that the replica that leads sees a price below the limit of 80,000. */
const APART = { leader: 78_000, others: [78_000 * 1.05, 78_000 * 0.95] };

/** Three replicas on one PostgreSQL in bad weather, with one trouble after the other. */
export async function cluster(asked: {
  seed: number;
  directory: string;
  server: PostgresServer;
}): Promise<ClusterEvidence> {
  const { seed, directory, server } = asked;
  const market = await startHelper(new URL('markets.ts', import.meta.url), { replicas: AHEAD_MS.length });
  const platforms = await startHelper(new URL('../platforms.ts', import.meta.url), {
    seed,
    history: true,
    ...CHANNELS,
  });
  const start = await platforms.ask<Start>('start');
  const urls = await market.ask<Record<string, string>[]>('urls');
  const dueAt = Math.ceil((Date.now() + 75_000) / MINUTE_MS) * MINUTE_MS;
  await addRules({
    place: { dataDirectory: directory, databaseUrl: server.url },
    addresses: addressesOf(start),
  });
  await addDigests({ databaseUrl: server.url, start, dueAt });
  const wires = await Promise.all(AHEAD_MS.map(() => startWire(server.url)));
  const begin = (at: number) =>
    startReplica({
      aheadMs: AHEAD_MS[at]!,
      logFile: join(directory, `replica${at}.log`),
      environment: {
        ...start.environment,
        ...urls[at],
        BITCOIN_RPC_URL: '',
        DATABASE_URL: wires[at]!.url,
        DATA_DIR: directory,
        MARKET_REFRESH_SECONDS: '1',
      },
    });
  const replicas = await Promise.all(AHEAD_MS.map((_, at) => begin(at)));
  try {
    await ready(replicas);
    const seconds = await troubles({ server, replicas, wires, begin, market, platforms, dueAt });
    const everywhere = CHANNELS.discord + CHANNELS.slack;
    await until(
      async () => (await levelsOf(market)).levels.length > CROSSINGS / everywhere,
      'crossings',
      LONGEST_MS,
    );
    await market.ask('finish');
    await told({ market, platforms, everywhere });
    const { levels } = await levelsOf(market);
    const { seen, ...evidence } = await platforms.ask<Pick<Evidence, 'seen' | 'kills' | 'fates'>>('seen');
    const isDigest = new Set(start.digestChannels);
    const after = async () => (await platforms.ask<Pick<Evidence, 'seen'>>('seen')).seen.slice(seen.length);
    await market.ask({ prices: apart(await leaderOf(replicas)) });
    const toldMs = await toldOf({ after, everywhere });
    // Long enough for another that watches as well to say it again.
    await sleep(APART_MS);
    const lies = { rounds: 0, told: {} as Evidence['lies']['told'] };
    const { channels, digestChannels } = start;
    return {
      alerts: {
        ...evidence,
        seen: seen.filter(({ channel }) => !isDigest.has(channel)),
        levels,
        lies,
        channels,
      },
      digests: { channels: digestChannels, seen: seen.filter(({ channel }) => isDigest.has(channel)) },
      apart: { seen: await after(), seconds: toldMs / 1000 },
      postedAt: await platforms.ask<number[]>('posts'),
      seconds,
    };
  } finally {
    for (const replica of replicas) await replica.kill();
    market.stop();
    platforms.stop();
  }
}

/** One after the other, so that it is known which of them each wait follows; in seconds. */
async function troubles(asked: {
  server: PostgresServer;
  replicas: Replica[];
  wires: Wire[];
  begin: (at: number) => Promise<Replica>;
  market: Helper;
  platforms: Helper;
  dueAt: number;
}): Promise<ClusterEvidence['seconds']> {
  const { server, replicas, wires, begin, market, platforms, dueAt } = asked;
  const leading = () => leaderOf(replicas);
  const disturbed = async () => {
    await platforms.ask('killed');
    await market.ask('disturbed');
  };
  const lost = await leading();
  replicas[lost]!.pause();
  await disturbed();
  const paused = await takenOver(server);
  await sleep(Math.max(0, PAUSE_MS - paused));
  replicas[lost]!.resume();

  // While the digests of the minute are sent.
  await sleep(dueAt + 2_000 - Date.now());
  const killedOne = await leading();
  await replicas[killedOne]!.kill();
  await disturbed();
  const killed = await takenOver(server);
  replicas[killedOne] = await begin(killedOne);
  await ready(replicas);
  await sleep(BETWEEN_MS);

  await market.ask('held');
  await server.kill();
  await platforms.ask('killed');
  await sleep(DATABASE_AWAY_MS);
  await server.restart();
  const restarted = DATABASE_AWAY_MS + (await until(async () => await isHeld(server), 'duty'));
  await disturbed();
  await ready(replicas);
  await sleep(BETWEEN_MS);

  const stoppedOne = await leading();
  await wires[stoppedOne]!.stopWithin('alerts', replicas[stoppedOne]!.pause);
  await disturbed();
  const [held, stopped] = await Promise.all([freed(server, 'alerts'), takenOver(server)]);
  await sleep(BETWEEN_MS);
  replicas[stoppedOne]!.resume();
  await ready(replicas);
  const inMs = { killed, paused, stopped, restarted, held };
  return Object.fromEntries(
    Object.entries(inMs).map(([name, ms]) => [name, ms / 1000]),
  ) as ClusterEvidence['seconds'];
}

async function leaderOf(replicas: readonly Replica[]): Promise<number> {
  let leader = -1;
  await until(async () => {
    const leads = await Promise.all(replicas.map((it) => it.leads()));
    leader = leads.indexOf(true);
    return leader >= 0;
  }, 'leader');
  return leader;
}

const apart = (leader: number): number[] => {
  const others = APART.others.values();
  return AHEAD_MS.map((_, at) => (at === leader ? APART.leader : others.next().value!));
};

async function asking<T>(server: PostgresServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  return work(client).finally(() => client.end());
}

const LEASE = `SELECT holder, expires_at > floor(extract(epoch FROM clock_timestamp()) * 1000) AS held
  FROM leases WHERE name = '${DUTY}'`;

/** Milliseconds until another has the duty than who has it now. */
function takenOver(server: PostgresServer): Promise<number> {
  return asking(server, async (client) => {
    const holder = async () => (await client.query(LEASE)).rows[0]?.holder;
    const before = await holder();
    return until(async () => ![before, undefined].includes(await holder()), 'successor');
  });
}

const isHeld = (server: PostgresServer): Promise<boolean> =>
  asking(server, async (client) => (await client.query(LEASE)).rows[0]?.held === true);

/** Milliseconds until whoever asks for a scope has it. */
function freed(server: PostgresServer, scope: string): Promise<number> {
  return asking(server, async (client) => {
    const from = performance.now();
    const sql = `SELECT pg_advisory_xact_lock(hashtextextended(current_schema || ' ' || $1, 0))`;
    await client.query(sql, [scope]);
    return performance.now() - from;
  });
}

const levelsOf = (market: Helper) => market.ask<{ levels: number[]; settled: boolean }>('levels');

/** Until everyone has been told everything. What is lost is lost after a minute. */
async function told(asked: { market: Helper; platforms: Helper; everywhere: number }): Promise<void> {
  const { market, platforms, everywhere } = asked;
  await until(
    async () => {
      const { levels, settled } = await levelsOf(market);
      const progress = await platforms.ask<{ told: number; lastAt: number }>('progress');
      const isAll = progress.told >= (levels.length - 1) * everywhere + CHANNELS.digests;
      return settled && (isAll || Date.now() - progress.lastAt > MINUTE_MS);
    },
    'end of what is told',
    LONGEST_MS,
  );
}

/** Until each channel was told, or for longer than anything waits, in milliseconds. */
async function toldOf(asked: { after: () => Promise<Seen[]>; everywhere: number }): Promise<number> {
  const { after, everywhere } = asked;
  const isAll = async () => new Set((await after()).map(({ channel }) => channel)).size >= everywhere;
  return until(isAll, 'alert everywhere', LONGEST_WAIT_MS).catch(() => LONGEST_WAIT_MS);
}

async function addDigests(asked: { databaseUrl: string; start: Start; dueAt: number }): Promise<void> {
  const { databaseUrl, start, dueAt } = asked;
  const database = await openAt({ place: { databaseUrl, dataDirectory: '' }, log: silentLog });
  const digests = digestStore({ database, now: Date.now });
  const due = new Date(dueAt);
  const minuteOfDay = due.getUTCHours() * 60 + due.getUTCMinutes();
  const owner = { id: 'U0000000002', name: 'grace' };
  for (const [at, channel] of start.digestChannels.entries()) {
    const tenant = `discord:G${start.guild}${Math.floor(at / MOST_DIGESTS_OF_A_TENANT)}`;
    const schedule = { days: 'daily' as const, minuteOfDay, timeZone: 'UTC' };
    await digests.add(
      tenant,
      { schedule, sites: [], address: { adapter: 'discord', tenant, channel }, owner },
      owner,
    );
  }
  await database.close();
}
