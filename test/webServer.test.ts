import { once } from 'node:events';
import { get, request as http, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChatAdapter } from '../src/chat/contract.ts';
import { startWebServer } from '../src/webServer.ts';
import { silentLog } from './support/testMarket.ts';

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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function open() {
  const port = await freePort();
  const adapters = [adapter('one', '/one'), adapter('two', '/two')];
  const server = await startWebServer({ port, host: '127.0.0.1', adapters, log: silentLog });
  onTestFinished(() => server.stop());
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
});
