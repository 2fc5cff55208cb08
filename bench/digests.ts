import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatAdapter } from '../src/chat/adapter.ts';
import { digestStore } from '../src/digest/index.ts';
import type { Database } from '../src/storage/database.ts';
import { openDatabase } from '../src/storage/sqlite/sqlite.ts';
import { startMarketServer } from '../test/support/marketServer.ts';
import type { BenchCase, Measurement } from './case.ts';
import { quantile } from './case.ts';
import { openBenchDesk } from './desk.ts';
import { fillSites } from './growth/rules.ts';

const TENANTS = 10_000;
const SITES_PER_TENANT = 2;
const ASK_EVERY_MS = 50;
const MINUTE_MS = 60_000;
/** Until when 10,000 digests are set up and the desk runs. */
const READY_MS = 50_000;
/** How long before the minute it is watched. */
const BEFORE_MS = 2_000;
const by = { id: 'U1', name: 'ana', adapter: 'bench' } as const;

/** A platform that takes each message at once. */
const bench: ChatAdapter = {
  name: 'bench',
  start: async () => {},
  stop: async () => {},
  send: async () => ({ receipt: 'taken' }),
} as ChatAdapter;

async function run(): Promise<Measurement[]> {
  const running = await morning('running');
  const starting = await morning('starting');
  return [
    ...measured(running),
    ...measured(starting).map((one) => ({ ...one, name: `${one.name}, as a process starts` })),
  ];
}

interface Morning {
  stallMs: number;
  sendingStallMs: number;
  answered: number[];
  writtenMs: number;
  settledMs: number;
}

function measured({ stallMs, sendingStallMs, answered, writtenMs, settledMs }: Morning): Measurement[] {
  return [
    { name: 'Longest stall while they are written', value: stallMs, unit: 'ms', reach: { atMost: 50 } },
    { name: 'Longest stall while they are sent', value: sendingStallMs, unit: 'ms', reach: { atMost: 50 } },
    { name: 'A question meanwhile, p99', value: quantile(answered, 0.99), unit: 'ms' },
    {
      name: 'A question meanwhile, slowest',
      value: Math.max(...answered),
      unit: 'ms',
      reach: { atMost: 1_000 },
    },
    { name: 'All written after', value: writtenMs / 1000, unit: 's' },
    { name: 'All sent after', value: settledMs / 1000, unit: 's' },
  ];
}

/** Digests that a running desk finds due with the minute, or that were due for a minute as its process starts. */
async function morning(desks: 'running' | 'starting'): Promise<Morning> {
  const server = await startMarketServer();
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const database = openDatabase({ directory });
  const due = desks === 'running' ? minuteAfter(Date.now() + READY_MS) : Date.now() - MINUTE_MS;
  await fill({ database, due });
  const desk = await openBenchDesk({ directory, marketUrl: server.url });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  desk.deliver(bench);
  await sleep(500);
  const answered: number[] = [];
  const asking = new AbortController();
  const begin = () => askSteadily(desk, answered, asking.signal);
  let asked: Promise<void>;
  if (desks === 'running') {
    desk.start();
    asked = begin();
    await sleep(due - BEFORE_MS - Date.now());
    answered.length = 0;
    delay.enable();
  } else {
    delay.enable();
    asked = begin();
    desk.start();
  }
  const began = performance.now();
  while ((await count(database, 'SELECT count(*) AS n FROM deliveries')) < TENANTS) await sleep(200);
  const writtenMs = performance.now() - began;
  // A turn that lasts is known only after it.
  await sleep(20);
  const stallMs = delay.max / 1e6;
  delay.reset();
  while ((await count(database, 'SELECT count(*) AS n FROM deliveries WHERE settled_at IS NULL')) > 0)
    await sleep(200);
  const settledMs = performance.now() - began;
  const sendingStallMs = delay.max / 1e6;
  asking.abort();
  await asked;
  await desk.stop();
  await database.close();
  await server.close();
  rmSync(directory, { recursive: true });
  return { stallMs, sendingStallMs, answered, writtenMs, settledMs };
}

const minuteAfter = (time: number): number => Math.ceil(time / MINUTE_MS) * MINUTE_MS;

const count = async (database: Database, sql: string) => Number((await database.get(sql))?.n);

async function askSteadily(
  desk: Awaited<ReturnType<typeof openBenchDesk>>,
  answered: number[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now();
    await desk.bot.handle({
      address: { adapter: 'bench', tenant: 'bench:T1', channel: 'C1' },
      person: { id: 'U1', name: 'ana', standing: 'admin', roles: [] },
      ask: { text: 'hashprice' },
    });
    answered.push(performance.now() - began);
    await sleep(ASK_EVERY_MS);
  }
}

/** A digest of each tenant, all of them due at once. */
async function fill({ database, due }: { database: Database; due: number }): Promise<void> {
  const at = new Date(due);
  const minuteOfDay = at.getUTCHours() * 60 + at.getUTCMinutes();
  const now = due - MINUTE_MS;
  const store = digestStore({ database, now: () => now });
  await database.run('PRAGMA synchronous = OFF');
  for (let n = 0; n < TENANTS; n++) {
    const tenant = `bench:T${n}`;
    await fillSites({ database, tenant, now, sites: SITES_PER_TENANT });
    const schedule = { days: 'daily' as const, minuteOfDay, timeZone: 'UTC' };
    const address = { adapter: 'bench', tenant, channel: 'C1' };
    await store.add(tenant, { schedule, sites: [], address, owner: { id: 'U1', name: 'ana' } }, by);
  }
  await database.run('PRAGMA synchronous = FULL');
  // A desk that runs has a short log.
  await database.all('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** The morning of 10,000 teams: nobody who asks waits for the digests of others. */
export const digestMorning: BenchCase = {
  name: `Digests: ${TENANTS.toLocaleString('en-US')} due in one minute`,
  run,
};
