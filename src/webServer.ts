import { createServer } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { ChatAdapter } from './chat/contract.ts';
import type { Log } from './log.ts';

const MOST_BYTES = 2_000_000;

const empty = (status: number) => new Response(null, { status });

/** Hands webhook requests to the adapters: the first that knows the path answers. Rejects when the port is taken. */
export async function startWebServer(asked: {
  port: number;
  host: string;
  adapters: readonly ChatAdapter[];
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const { port, host, adapters, log } = asked;
  const errorHandler = (err: unknown) => {
    if (err instanceof RequestError) return empty(400);
    log.error({ err }, 'A webhook request failed');
    return empty(500);
  };
  const listener = getRequestListener((request) => answer({ request, adapters }), { errorHandler });
  const server = createServer((request, response) => {
    // Anything but a path is meant for a proxy, and is no address of ours.
    if (request.url?.startsWith('/')) void listener(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}

async function answer(asked: { request: Request; adapters: readonly ChatAdapter[] }): Promise<Response> {
  const { request, adapters } = asked;
  const { headers } = request;
  // A body that does not say how long it is could be of any length.
  if (headers.has('transfer-encoding')) return empty(411);
  if (Number(headers.get('content-length')) > MOST_BYTES) return empty(413);
  for (const adapter of adapters) {
    const answered = await adapter.fetch?.(request);
    if (answered && answered.status !== 404) return answered;
  }
  return empty(404);
}
