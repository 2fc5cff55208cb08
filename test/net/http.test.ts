import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { fetchJson, fetchText, type SourceError, showUrl } from '../../src/net/http.ts';
import { startMarketServer } from '../support/marketServer.ts';

const now = () => Date.parse('2026-04-20T12:00:00Z');

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const read = (url: string, options: { timeoutMs?: number; maxBytes?: number } = {}) =>
  fetchText({ fetch: globalThis.fetch, now, url, ...options });

const failure = (asked: Promise<unknown>): Promise<SourceError> =>
  asked.then(
    () => expect.unreachable('the request succeeded'),
    (error) => error,
  );

describe('fetchText', () => {
  it('returns the text of the answer', async () => {
    const url = await serve((_, response) => response.end('946000'));
    expect(await read(url)).toBe('946000');
  });

  it('puts text together that is split within a character', async () => {
    const url = await serve((_, response) => {
      const bytes = Buffer.from('₿');
      response.write(bytes.subarray(0, 1));
      setImmediate(() => response.end(bytes.subarray(1)));
    });
    expect(await read(url)).toBe('₿');
  });

  it('gives up on a body that trickles past the deadline', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect((await failure(read(url, { timeoutMs: 200 }))).reason).toBe('no answer within 0.2 s');
  });

  it('stops reading at the size cap', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(3_000_000)));
    expect((await failure(read(url))).reason).toBe('the answer is larger than 2 MB');
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['-5', undefined],
    ['9007199254740993', 3_600_000],
    ['Sun, 01 Mar 2065 12:00:00 GMT', 3_600_000],
    ['Mon, 20 Apr 2026 12:00:45 GMT', 45_000],
    ['Mon, 20 Apr 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ])('reads Retry-After: %s', async (header, expected) => {
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': header }).end());
    expect((await failure(read(url))).retryAfterMs).toBe(expected);
  });

  it.each([
    ['1.5', 'HTTP 429, asks to wait 2 s'],
    ['Sun, 01 Mar 2065 12:00:00 GMT', 'HTTP 429, asks to wait for longer, is asked again after 3600 s'],
  ])('says how long it really waits after Retry-After: %s', async (header, reason) => {
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': header }).end());
    expect((await failure(read(url))).reason).toBe(reason);
  });

  it('may be tried again after a server error, and not after a refusal', async () => {
    for (const [status, retryable] of [
      [500, true],
      [503, true],
      [404, false],
      [401, false],
    ] as const) {
      const url = await serve((_, response) => response.writeHead(status).end());
      expect(await failure(read(url))).toMatchObject({ reason: `HTTP ${status}`, retryable });
    }
  });

  it('says when nobody listens, and that it is of no use to try again at once', async () => {
    const server = await startMarketServer();
    await server.close();
    expect(await failure(read(server.url))).toMatchObject({
      message: `${server.url}: connection refused`,
      retryable: false,
    });
  });

  it('follows a redirect within the host', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/new') response.end('here');
      else response.writeHead(301, { location: '/new' }).end();
    });
    expect(await read(`${url}/old`)).toBe('here');
  });

  it('stops following redirects in a circle', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    expect((await failure(read(url))).reason).toBe('more than 3 redirects');
  });

  it('hands no credentials to another host', async () => {
    let asked = false;
    const other = await serve((_, response) => {
      asked = true;
      response.end();
    });
    const url = await serve((_, response) => response.writeHead(307, { location: other }).end());
    expect((await failure(read(url))).reason).toMatch(/^redirects to another host \(127\.0\.0\.1:\d+\)/);
    expect(asked).toBe(false);
  });
});

describe('fetchJson', () => {
  it('names where the answer is not as expected, without its value', async () => {
    const url = await serve((_, response) => response.end('{"data":{"amount":{"secret":"4711"}}}'));
    const schema = z.object({ data: z.object({ amount: z.number() }) });
    const error = await failure(fetchJson({ fetch: globalThis.fetch, now, url, schema }));
    expect(error.reason).toBe(
      'unreadable answer at data.amount: Invalid input: expected number, received object',
    );
  });
});

describe('showUrl', () => {
  it.each([
    ['https://user:pass@node.example:8332/wallet/?key=1#f', 'https://node.example:8332/wallet'],
    [
      'https://mempool.space/api/v1/difficulty-adjustment',
      'https://mempool.space/api/v1/difficulty-adjustment',
    ],
    ['https://rpc.example/9f8e7d6c5b4a39281706f5e4/mainnet', 'https://rpc.example/…/mainnet'],
    ['nonsense with a password', '(not a URL)'],
  ])('showUrl() shows %s as %s', (url, shown) => {
    expect(showUrl(url)).toBe(shown);
  });
});
