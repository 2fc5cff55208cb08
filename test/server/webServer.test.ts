import { once } from 'node:events';
import { get, request as http, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Log } from '../../src/common/log.ts';
import { startWebServer } from '../../src/server/webServer.ts';
import { silentLog } from '../support/testMarket.ts';

/** An adapter that answers at one path with what it was sent. */
function adapter(name: string, path: string): ChatAdapter {
  return {
    name,
    start: async () => {},
    send: async () => ({ receipt: '' }),
    stop: async () => {},
    async fetch(request) {
      if (new URL(request.url).pathname !== path) return new Response(null, { status: 404 });
      if (request.headers.get('x-fault')) throw new Error('broken');
      const { method, headers } = request;
      return Response.json(
        { name, method, sent: await request.text(), mark: headers.get('x-mark') },
        { status: 201 },
      );
    },
  };
}

/** Serves on a free port until the test ends; `wait` is the timer behind stopping. */
async function serve({
  adapters = [adapter('one', '/one'), adapter('two', '/two')],
  wait = async () => {},
  log = silentLog,
}: {
  adapters?: ChatAdapter[];
  wait?: () => Promise<void>;
  log?: Log;
} = {}) {
  const server = await startWebServer({ port: 0, host: '127.0.0.1', adapters, wait, log });
  onTestFinished(() => server.stop());
  return server;
}

async function open() {
  const { port } = await serve();
  return (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

describe('startWebServer()', () => {
  it('hands a request to the adapter that knows its path', async () => {
    const ask = await open();
    const answer = await ask('/two', { method: 'POST', body: 'a=1', headers: { 'x-mark': 'm' } });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ name: 'two', method: 'POST', sent: 'a=1', mark: 'm' });
    expect((await ask('/three')).status).toBe(404);
  });

  it('knows no address but a path', async () => {
    const ask = await open();
    const { port } = new URL((await ask('/one')).url);
    const answered = async (target: string) => {
      const request = get({ port, path: target });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await answered('http://elsewhere.example/one')).toBe(404);
    expect(await answered('*')).toBe(404);
    expect(await answered('//one')).toBe(404);
  });

  it('refuses a body that does not say how long it is, and a request to no host', async () => {
    const ask = await open();
    const { port } = new URL((await ask('/one')).url);
    const answered = async (headers: Record<string, string>) => {
      const request = http({ port, path: '/one', method: 'POST', headers });
      request.end('a=1');
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await answered({ 'content-length': '3' })).toBe(201);
    expect(await answered({ 'transfer-encoding': 'chunked' })).toBe(411);
    expect(await answered({ 'content-length': '3', host: 'a b' })).toBe(400);
  });

  it('refuses a body that is too long, and survives an adapter that throws', async () => {
    const ask = await open();
    expect((await ask('/one', { headers: { 'x-fault': '1' } })).status).toBe(500);
    const long = await ask('/one', { method: 'POST', body: 'x'.repeat(2_000_001) });
    expect(long.status).toBe(413);
    expect((await ask('/one')).status).toBe(201);
  });

  it('answers 400 to a host that is no address, and logs neither that nor a request that was cut off', async () => {
    const logged: string[] = [];
    const error = (_: object, message: string) => void logged.push(message);
    const { port } = await serve({ log: { ...silentLog, error } });
    for (const host of ['256.256.256.256', '1.2.3.4.5', '4294967296', 'x:99999', 'user@x']) {
      const [response] = (await once(get({ port, path: '/one', headers: { host } }), 'response')) as [
        IncomingMessage,
      ];
      response.resume();
      expect([host, response.statusCode]).toEqual([host, 400]);
    }
    const socket = connect(port, '127.0.0.1');
    socket.end('POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nabc');
    await once(socket.resume(), 'close');
    expect(logged).toEqual([]);
  });

  it('stop() lets an answer under way be given, and closes its connection with it', async () => {
    const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<Response>()];
    const slow: ChatAdapter = {
      ...adapter('slow', '/slow'),
      fetch: () => {
        asked.resolve();
        return answered.promise;
      },
    };
    const { port, stop } = await serve({ adapters: [slow], wait: () => new Promise(() => {}) });
    const answer = fetch(`http://127.0.0.1:${port}/slow`);
    await asked.promise;
    const stopped = stop();
    answered.resolve(new Response('late'));
    expect(await (await answer).text()).toBe('late');
    await stopped;
  });

  it('stop() does not wait for a request that never ends', async () => {
    const elapsed = Promise.withResolvers<void>();
    const { port, stop } = await serve({ wait: () => elapsed.promise });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nabc');
    expect(await (await fetch(`http://127.0.0.1:${port}/one`)).json()).toMatchObject({ name: 'one' });
    const [stopped, closed] = [stop(), once(socket, 'close')];
    elapsed.resolve();
    await Promise.all([stopped, closed]);
  });
});
