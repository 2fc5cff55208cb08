import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';

const MOST_BYTES = 2_000_000;
/** What is asked is answered sooner. */
const SETTLE_MS = 1_500;

const empty = (status: number) => new Response(null, { status });

/** The web server of this process. */
interface WebServer {
  /** The one asked for, or a free one where that was 0. */
  port: number;
  /** Lets what was asked be answered, then closes every connection. */
  stop(): Promise<void>;
}

/** Hands webhook requests to the adapters: the first that knows the path answers. Rejects when the port is taken. */
export async function startWebServer(asked: {
  port: number;
  host: string;
  adapters: readonly ChatAdapter[];
  /** The timer behind stopping. */
  wait: Wait;
  log: Log;
}): Promise<WebServer> {
  const { host, adapters, wait, log } = asked;
  const errorHandler = (err: unknown) => {
    if (err instanceof RequestError || isCutOff(err)) return empty(400);
    log.error({ err }, 'A webhook request failed');
    return empty(500);
  };
  const listener = getRequestListener((request) => answer({ request, adapters }), { errorHandler });
  const server = createServer((request, response) => {
    // A connection that is kept for a next request would hold up stopping.
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
    // Anything but a path is meant for a proxy, and is no address of ours.
    if (request.url?.startsWith('/')) void listener(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(asked.port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      // Nor may a stranger, with a request that never ends.
      const done = new AbortController();
      void wait(SETTLE_MS, done.signal).then(() => server.closeAllConnections());
      await closed;
      done.abort();
    },
  };
}

/** Whoever asked is gone before they had sent it all. */
const isCutOff = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

async function answer(asked: { request: Request; adapters: readonly ChatAdapter[] }): Promise<Response> {
  const { request, adapters } = asked;
  const { headers } = request;
  // Some hosts are of the form of a name, and are no address all the same: 256.256.256.256.
  if (!URL.canParse(request.url)) return empty(400);
  // A body that does not say how long it is could be of any length.
  if (headers.has('transfer-encoding')) return empty(411);
  if (Number(headers.get('content-length')) > MOST_BYTES) return empty(413);
  for (const adapter of adapters) {
    const answered = await adapter.fetch?.(request);
    if (answered && answered.status !== 404) return answered;
  }
  return empty(404);
}
