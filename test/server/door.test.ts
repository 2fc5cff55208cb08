import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { reply } from 'hashdesk';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { startWebServer, type WebLimits } from '../../src/server/webServer.ts';
import { scriptedBot } from '../support/bots.ts';
import { makeSlack } from '../support/slack/session.ts';
import { silentLog } from '../support/testMarket.ts';

const NOW_MS = 1_800_000_000_000;
const LONG_BYTES = 1_900_000;
const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 30_000, interval: 5 });

/** Counts what gets through to it; answers when released. */
function counting() {
  const released = Promise.withResolvers<void>();
  const seen = { bodies: 0, release: released.resolve };
  const adapter: ChatAdapter = {
    name: 'counting',
    start: async () => {},
    send: async () => ({ receipt: '' }),
    stop: async () => {},
    async fetch() {
      seen.bodies += 1;
      await released.promise;
      return new Response('taken');
    },
  };
  return { adapter, seen };
}

async function serve(limits: Partial<WebLimits>) {
  const { adapter, seen } = counting();
  const parts = { port: 0, host: '127.0.0.1', adapters: [adapter], wait: async () => {}, log: silentLog };
  const server = await startWebServer({ ...parts, limits });
  onTestFinished(() => server.stop());
  return { server, seen };
}

/** A connection, with what came back over it; its end is told by `closed`. */
function stranger(port: number) {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  const heard = { text: '', closed: false };
  socket.on('data', (piece) => {
    heard.text += piece;
  });
  socket
    .on('error', () => {})
    .on('close', () => {
      heard.closed = true;
    });
  onTestFinished(() => void socket.destroy());
  return { socket, heard };
}

/** The head of a request, and as much of its body as `sent` bytes, of `length`. */
const unfinished = (asked: { headers?: string[]; sent: number; length: number; path?: string }) =>
  [
    `POST ${asked.path ?? '/'} HTTP/1.1`,
    'Host: x',
    `Content-Length: ${asked.length}`,
    ...(asked.headers ?? []),
    '',
    'x'.repeat(asked.sent),
  ].join('\r\n');

const statuses = (texts: string[]) => {
  const counts: Record<string, number> = {};
  for (const text of texts) {
    const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'none';
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

describe('the front door', () => {
  it('answers 300 unfinished unsigned requests of 1.9 MB by their heads, and holds nothing of their bodies', async () => {
    const { adapter, origin, close } = await makeSlack({ transport: 'http', now: () => NOW_MS });
    onTestFinished(close);
    await adapter.start(scriptedBot(() => reply({ title: 'T' })));
    const port = Number(new URL(origin).port);
    const head = unfinished({ path: '/slack/events', length: LONG_BYTES, sent: 0 });
    const strangers = Array.from({ length: 300 }, () => stranger(port));
    for (const { socket } of strangers) socket.write(head);
    await until(() => strangers.every(({ heard }) => heard.text !== ''));
    expect(statuses(strangers.map(({ heard }) => heard.text))).toEqual({ 401: 300 });
    // Not one byte of a body was sent: the answer cannot have waited for any.
    await until(() => strangers.every(({ heard }) => heard.closed));
  });

  it('holds no more of all unfinished bodies together than its budget, and the longest makes room', async () => {
    const { server, seen } = await serve({ unreadBytes: 4_000_000, connections: 400 });
    const strangers = Array.from({ length: 300 }, () => stranger(server.port));
    let most = 0;
    for (const { socket } of strangers) {
      socket.write(unfinished({ length: LONG_BYTES, sent: 100_000 }));
      await turn();
      most = Math.max(most, server.unreadBytes());
    }
    const answered = () => strangers.filter(({ heard }) => heard.text !== '').length;
    await until(() => answered() >= 260);
    expect(most).toBeLessThanOrEqual(4_000_000);
    expect(server.unreadBytes()).toBeLessThanOrEqual(4_000_000);
    const { 503: crowdedOut = 0 } = statuses(strangers.map(({ heard }) => heard.text));
    expect(crowdedOut).toBe(answered());
    seen.release();
    const honest = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'a=1' });
    expect([honest.status, seen.bodies]).toEqual([200, 1]);
  });

  it('gives a body no longer than it may take to arrive, nor a silent connection', async () => {
    const { server, seen } = await serve({ arrivalMs: 40 });
    const [slow, silent] = [stranger(server.port), stranger(server.port)];
    slow.socket.write(unfinished({ length: 30, sent: 3 }));
    await Promise.all([once(slow.socket, 'close'), once(silent.socket, 'close')]);
    expect(statuses([slow.heard.text, silent.heard.text])).toEqual({ 408: 2 });
    expect([seen.bodies, server.unreadBytes()]).toEqual([0, 0]);
  });

  const opened = async (port: number, text = '') => {
    const made = stranger(port);
    await once(made.socket, 'connect');
    made.socket.write(text);
    return made;
  };
  const closed = (all: ReturnType<typeof stranger>[]) => all.map(({ heard }) => heard.closed);

  it('closes the longest idle of too many idle connections', async () => {
    const { server } = await serve({ idleConnections: 2 });
    const idle = [await opened(server.port), await opened(server.port), await opened(server.port)];
    await until(() => idle[0]!.heard.closed);
    expect(closed(idle)).toEqual([true, false, false]);
  });

  it('closes the longest unfinished of too many connections, and none that is being answered', async () => {
    const { server, seen } = await serve({ connections: 3 });
    const answering = await opened(server.port, unfinished({ length: 1, sent: 1 }));
    await until(() => seen.bodies === 1);
    const slow: ReturnType<typeof stranger>[] = [];
    for (const count of [1, 2]) {
      slow.push(await opened(server.port, unfinished({ length: 9, sent: 1 })));
      await until(() => server.unreadBytes() === count);
    }
    await opened(server.port);
    await until(() => slow[0]!.heard.closed);
    expect(closed([answering, ...slow])).toEqual([false, true, false]);
    seen.release();
    await until(() => answering.heard.text.includes('taken'));
  });
});
