import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { reply } from '../../src/chat/reply.ts';
import { insertDelivery } from '../../src/delivery/outbox.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { office } from './office.ts';

interface Letter {
  channel: string;
  title: string;
  deliveryId: string;
  marked: boolean;
  pid: number;
}

/** A platform in this process: `take` sees every letter before it is answered, and may keep it waiting. */
async function postOffice(take: (letter: Letter, letters: Letter[]) => void | Promise<void> = () => {}) {
  const letters: Letter[] = [];
  const server = createServer(async (request, response) => {
    const letter: Letter = JSON.parse(await bodyOf(request));
    letters.push(letter);
    await take(letter, letters);
    response.end('kept');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { letters, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

const script = fileURLToPath(new URL('../support/processes/courier.ts', import.meta.url));

function courier({ directory, url, aheadMs = 0 }: { directory: string; url: string; aheadMs?: number }) {
  const child = spawn(process.execPath, [script, directory, url, String(aheadMs)], { stdio: 'inherit' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function fill(directory: string, { messages, channels }: { messages: number; channels: number }) {
  const database = testDatabase(directory);
  await database.transaction('rows', async () => {
    for (let n = 0; n < messages; n++) {
      const address = { adapter: 'test', tenant: 'test:T1', channel: `C${n % channels}` };
      await insertDelivery(database, {
        key: `${n}`,
        tenant: 'test:T1',
        address,
        reply: reply({ title: `${n}` }),
        dueAt: 0,
        expiresAt: 2 ** 52,
      });
    }
  });
  const open = 'SELECT count(*) AS open FROM deliveries WHERE settled_at IS NULL';
  return {
    database,
    async emptied(): Promise<void> {
      while (Number((await database.get(open))?.open) > 0)
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

it('several processes share the work and send nothing twice', async () => {
  const directory = tempDirectory();
  const senders = new Set<number>();
  const everyone = Promise.withResolvers<void>();
  // No process takes all channels at once, and none is done before the last has begun.
  const { letters, url } = await postOffice(({ pid }) => {
    if (senders.add(pid).size === 3) everyone.resolve();
    return everyone.promise;
  });
  const { emptied } = await fill(directory, { messages: 300, channels: 200 });
  for (let n = 0; n < 3; n++) courier({ directory, url });
  await emptied();
  expect(letters).toHaveLength(300);
  expect(new Set(letters.map(({ deliveryId }) => deliveryId)).size).toBe(300);
  expect(senders.size).toBe(3);
});

it('a process that is killed while it sends loses nothing, and repeats only what was under way, marked', async () => {
  const directory = tempDirectory();
  let killed = 0;
  let running: ReturnType<typeof courier>;
  const { letters, url } = await postOffice((_, all) => {
    // In the middle of a send, at a letter that differs from round to round.
    if (killed < 10 && all.length % 17 === (killed * 5) % 17) running.kill('SIGKILL');
  });
  const { emptied } = await fill(directory, { messages: 200, channels: 20 });
  const done = emptied();
  while (killed < 10) {
    running = courier({ directory, url, aheadMs: killed * 20_000 });
    await once(running, 'exit');
    killed += 1;
  }
  running = courier({ directory, url, aheadMs: killed * 20_000 });
  await done;
  const titles = letters.map(({ title }) => title);
  expect(new Set(titles).size).toBe(200);
  const repeated = letters.filter(({ title }, index) => titles.indexOf(title) < index);
  expect(repeated.filter(({ marked }) => !marked)).toEqual([]);
  for (const { title, pid } of repeated) {
    const before = letters.find((it) => it.title === title)!;
    const lastOfItsSender = letters.filter((it) => it.pid === before.pid).slice(-20);
    expect(pid).not.toBe(before.pid);
    expect(lastOfItsSender).toContain(before);
  }
  for (let lane = 0; lane < 20; lane++) {
    const firsts = titles.filter(
      (title, index) => titles.indexOf(title) === index && Number(title) % 20 === lane,
    );
    expect(firsts.map(Number)).toEqual(firsts.map(Number).toSorted((a, b) => a - b));
  }
});

it('a database that is locked while an answer comes in repeats nothing', async () => {
  const desk = office({
    answer() {
      other.exec('BEGIN IMMEDIATE');
    },
  });
  const other = new DatabaseSync(desk.database.file!);
  onTestFinished(() => other.close());
  await desk.database.get('PRAGMA busy_timeout = 1');
  await desk.put('a');
  desk.work();
  await desk.pass(60_000);
  expect(await desk.row('a')).toMatchObject({ state: 'sending' });
  other.exec('ROLLBACK');
  await desk.pass(5_000);
  expect(desk.titles()).toEqual(['a']);
  expect(await desk.row('a')).toMatchObject({ state: 'sent' });
});

it('a disk that fills up while answers come in loses nothing and repeats nothing', async () => {
  const desk = office({ receiptOf: (deliveryId) => deliveryId.repeat(1_000) });
  for (let n = 0; n < 20; n++) await desk.put(`${n}`, { channel: `C${n}` });
  const pages = Number((await desk.database.get('PRAGMA page_count'))?.page_count);
  await desk.database.get(`PRAGMA max_page_count = ${pages + 40}`);
  const sent = async () =>
    Number((await desk.database.get(`SELECT count(*) AS sent FROM deliveries WHERE state = 'sent'`))?.sent);
  desk.work();
  await desk.pass(60_000);
  expect(await sent()).toBeGreaterThan(0);
  expect(await sent()).toBeLessThan(20);
  await desk.database.get('PRAGMA max_page_count = 10000');
  await desk.pass(60_000);
  expect(await sent()).toBe(20);
  expect(desk.titles()).toHaveLength(20);
});
