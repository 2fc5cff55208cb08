import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { ChatAdapter, WebhookHead } from '../chat/adapter.ts';
import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';
import { bodyReader, CrowdedOut } from './bodies.ts';
import { capConnections } from './connections.ts';

/** How much of strangers is put up with. */
export interface WebLimits {
  /** Of one body. */
  bodyBytes: number;
  /** Of all bodies together that have not arrived in full. */
  unreadBytes: number;
  /** How long a request may take to arrive, its body with it; a silent connection is closed after as long. */
  arrivalMs: number;
  connections: number;
  idleConnections: number;
}

const LIMITS: WebLimits = {
  bodyBytes: 2_000_000,
  unreadBytes: 8_000_000,
  arrivalMs: 10_000,
  connections: 256,
  idleConnections: 128,
};
/** How often late requests are looked for. */
const LOOK_MS = 1_000;
/** What is asked is answered sooner. */
const SETTLE_MS = 1_500;

const empty = (status: number) => new Response(null, { status });

/** What may answer a request: an adapter, or pages of our own. */
type Answering = Pick<ChatAdapter, 'refuse' | 'fetch'>;

/** The web server of this process. */
interface WebServer {
  /** The one asked for, or a free one where that was 0. */
  port: number;
  /** Bytes held of bodies that have not arrived in full. */
  unreadBytes(): number;
  /** How many connections are open. */
  connections(): number;
  /** Lets what was asked be answered, then closes every connection. */
  stop(): Promise<void>;
}

/** Hands webhook requests to the adapters: the first that knows the path answers. Rejects when the port is taken. */
export async function startWebServer(asked: {
  port: number;
  host: string;
  adapters: readonly Answering[];
  /** The timer behind stopping. */
  wait: Wait;
  log: Log;
  limits?: Partial<WebLimits>;
}): Promise<WebServer> {
  const { adapters, wait, log } = asked;
  const limits = { ...LIMITS, ...asked.limits };
  const bodies = bodyReader({ mostBytes: limits.unreadBytes });
  const errorHandler = (err: unknown) => {
    if (err instanceof CrowdedOut) return empty(503);
    if (err instanceof RequestError || isCutOff(err)) return empty(400);
    log.error({ err }, 'A webhook request failed');
    return empty(500);
  };
  const answer = async (request: Request, incoming: IncomingMessage) => {
    const judged = judge({ request, incoming, adapters, limits });
    if (judged instanceof Response) return judged;
    // Where the library finds the body under this name, it reads none itself.
    Object.assign(incoming, { rawBody: await bodies.read(incoming) });
    let answered = empty(404);
    for (const adapter of judged) {
      answered = await adapter.fetch!(request);
      if (answered.status !== 404) break;
    }
    return answered;
  };
  const listener = getRequestListener(
    (request, { incoming }) => answer(request, incoming as IncomingMessage),
    { errorHandler },
  );
  const arrival = { requestTimeout: limits.arrivalMs, headersTimeout: limits.arrivalMs };
  const connectionsCheckingInterval = Math.min(LOOK_MS, limits.arrivalMs);
  const server = createServer({ ...arrival, connectionsCheckingInterval }, (request, response) => {
    // A connection that is kept for a next request would hold up stopping.
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
    // Anything but a path is meant for a proxy, and is no address of ours.
    if (request.url?.startsWith('/')) void listener(request, response);
    else response.writeHead(404).end();
  });
  const connections = capConnections({ server, most: limits.connections, mostIdle: limits.idleConnections });
  await listen(server, asked);
  return {
    port: (server.address() as AddressInfo).port,
    unreadBytes: bodies.heldBytes,
    connections: connections.count,
    stop: () => stop(server, wait),
  };
}

/** As `startWebServer`, on a port that the operator chose by a variable: rejects with words that name it. */
export async function startOnPortOf(
  variable: 'PORT' | 'ADMIN_PORT',
  asked: Parameters<typeof startWebServer>[0],
): Promise<WebServer> {
  try {
    return await startWebServer(asked);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : String(cause);
    throw new Error(
      `Port ${asked.port} on ${asked.host} cannot be listened on (${code}): another program has it, or it is not for this user. Set ${variable} to another.`,
      { cause },
    );
  }
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function stop(server: Server, wait: Wait): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // Nor may a stranger, with a request that never ends.
  const done = new AbortController();
  void wait(SETTLE_MS, done.signal).then(() => server.closeAllConnections());
  await closed;
  done.abort();
}

/** Whoever asked is gone before they had sent it all. */
const isCutOff = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

/** The adapters that may answer, or the refusal: by the head alone, while the body is unread. */
function judge(asked: {
  request: Request;
  incoming: IncomingMessage;
  adapters: readonly Answering[];
  limits: WebLimits;
}): readonly Answering[] | Response {
  const { request, incoming, limits } = asked;
  // Some hosts are of the form of a name, and are no address all the same: 256.256.256.256.
  if (!URL.canParse(request.url)) return empty(400);
  const { pathname: path } = new URL(request.url);
  const { method, headers } = incoming;
  const get = (name: string) => [headers[name]].flat()[0] ?? null;
  const head: WebhookHead = { method: method ?? '', path, headers: { get } };
  const verdicts = asked.adapters
    .filter((adapter) => adapter.fetch)
    .map((adapter) => ({ adapter, refusal: adapter.refuse?.(head) }))
    .filter(({ refusal }) => refusal?.status !== 404);
  const open = verdicts.filter(({ refusal }) => refusal === undefined).map(({ adapter }) => adapter);
  if (open.length > 0) return tooLong(headers, limits) ?? open;
  return verdicts[0]?.refusal ?? empty(404);
}

/** A body that does not say how long it is could be of any length. */
function tooLong(headers: IncomingMessage['headers'], { bodyBytes }: WebLimits): Response | undefined {
  if ('transfer-encoding' in headers) return empty(411);
  return Number(headers['content-length']) > bodyBytes ? empty(413) : undefined;
}
