import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ChatAdapter } from './chat/contract.ts';
import type { Log } from './log.ts';

const MOST_BYTES = 2_000_000;

/** Hands webhook requests to the adapters: the first that knows the path answers. Rejects when the port is taken. */
export async function startWebServer(asked: {
  port: number;
  host: string;
  adapters: readonly ChatAdapter[];
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const { port, host, adapters, log } = asked;
  const server = createServer((request, response) => {
    answer({ request, adapters })
      .catch((err) => {
        log.error({ err }, 'A webhook request failed');
        return new Response(null, { status: 500 });
      })
      .then((answered) => send(response, answered));
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

async function answer(asked: {
  request: IncomingMessage;
  adapters: readonly ChatAdapter[];
}): Promise<Response> {
  const { method = 'GET', url = '/', headers } = asked.request;
  // Anything but a path is meant for a proxy, and is no address of ours.
  if (!url.startsWith('/')) return new Response(null, { status: 404 });
  const body = await read(asked.request);
  if (!body) return new Response(null, { status: 413, headers: { connection: 'close' } });
  for (const adapter of asked.adapters) {
    const request = new Request(`http://localhost${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const answered = await adapter.fetch?.(request);
    if (answered && answered.status !== 404) return answered;
  }
  return new Response(null, { status: 404 });
}

/** Undefined: too long. */
function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
    else resolve(undefined);
  });
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', reject);
  return promise;
}

async function send(response: ServerResponse, answered: Response): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
}
