import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { discordAdapter } from '../adapters/discord/connect.ts';
import { reply } from '../src/chat/reply.ts';
import { createLog } from '../src/common/log.ts';
import { waitOnTimer } from '../src/common/wait.ts';
import { insertDelivery } from '../src/delivery/outbox.ts';
import { startDelivery } from '../src/delivery/worker.ts';
import type { Database } from '../src/storage/database.ts';
import { keyValue } from '../src/storage/keyValue.ts';
import { openDatabase } from '../src/storage/sqlite/sqlite.ts';
import { soleGateway } from '../test/support/discord/soleGateway.ts';
import { startHelper } from '../test/support/processes/helper.ts';
import type { BenchCase, Measurement } from './case.ts';

const MESSAGES = 10_000;
const CHANNELS = 1_000;
/** Discord's limit for a bot over all its channels. */
const REQUESTS_PER_SECOND = 50;

interface Where {
  ids: string[];
  apiUrl: string;
  token: string;
  tenant: string;
}

async function run(): Promise<Measurement[]> {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const database = openDatabase({ directory });
  const discord = await startHelper(new URL('chats/discordStandIn.ts', import.meta.url), {
    channels: CHANNELS,
  });
  const where = await discord.ask<Where>('where');
  const log = createLog({ level: 'silent' });
  const common = { log, now: Date.now };
  const adapter = discordAdapter({
    ...common,
    fetch,
    config: where,
    gateway: soleGateway,
    store: (namespace) => keyValue({ database, namespace, now: Date.now }),
  });
  await adapter.start({
    commands: [],
    handle: async () => undefined,
    complete: async () => [],
    refuse: async () => undefined,
  });
  await fillOutbox(database, where);
  const started = performance.now();
  const worker = startDelivery({
    ...common,
    database,
    adapter,
    holder: 'bench',
    elapsed: () => performance.now(),
    random: Math.random,
    wait: waitOnTimer,
  });
  while (isOpen(database)) await sleep(50);
  const seconds = (performance.now() - started) / 1000;
  const { posted, refused } = await discord.ask<{ posted: number; refused: number }>('posted');
  await worker.stop();
  await adapter.stop();
  discord.stop();
  await database.close();
  rmSync(directory, { recursive: true });
  return [
    {
      name: 'Share of what the rate limit allows',
      value: (MESSAGES / seconds / REQUESTS_PER_SECOND) * 100,
      unit: '%',
      reach: { atLeast: 95 },
    },
    { name: 'Messages posted', value: posted, unit: 'messages', reach: { atLeast: MESSAGES } },
    { name: 'Posted more than once', value: posted - MESSAGES, unit: 'messages', reach: { atMost: 0 } },
    { name: 'Requests refused with 429', value: refused, unit: 'requests' },
  ];
}

async function fillOutbox(database: Database, { ids, tenant }: Where): Promise<void> {
  await database.transaction('rows', async () => {
    for (let n = 0; n < MESSAGES; n++) {
      const address = { adapter: 'discord', tenant, channel: ids[n % CHANNELS]! };
      const said = reply({
        title: `Firing: message ${n}`,
        blocks: [{ kind: 'text', parts: ['For the bench.'] }],
      });
      await insertDelivery(database, { key: `bench:${n}`, tenant, address, reply: said, dueAt: Date.now() });
    }
  });
}

const isOpen = (database: Database) =>
  database.get('SELECT 1 FROM deliveries WHERE settled_at IS NULL LIMIT 1') !== undefined;

/** What is due reaches Discord about as fast as Discord takes it. */
export const delivery: BenchCase = { name: 'Delivery: 10,000 messages over 1,000 channels', run };
