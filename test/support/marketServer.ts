import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRpc } from './marketServer/bitcoinCore.ts';
import { type Chain, createChain } from './marketServer/chain.ts';
import { type Exchange, exchanges, tickers } from './marketServer/exchanges.ts';
import { mempoolRoutes } from './marketServer/mempool.ts';

/** The upstreams that the server stands in for, all at its one address. */
export const upstreams = ['mempool', 'bitcoinCore', ...exchanges] as const;
export type Upstream = 'mempool' | 'bitcoinCore' | Exchange;

/** What goes wrong with an answer. */
export interface Fault {
  status?: number;
  headers?: Record<string, string>;
  /** Sent instead of the real answer. */
  body?: string;
  /** Changes the real answer, as parsed JSON. */
  change?: (answer: never) => unknown;
  delayMs?: number;
  /** Accepts the request and never answers. */
  hang?: boolean;
  /** Closes the connection without an answer. */
  drop?: boolean;
}

export interface MarketState {
  chain: Chain;
  /** USD per BTC at every exchange without an own price. */
  priceUsd: number;
  prices: Partial<Record<Upstream, number>>;
  initialBlockDownload: boolean;
  /** The first block of the network that the servers follow, and what a node calls it. */
  genesisHash: string;
  network: string;
  /** By upstream, or by the beginning of a path, which goes first. */
  faults: Record<string, Fault>;
  /** `GET /api/v1/blocks` and so on, oldest first. */
  requests: string[];
  /** The Authorization headers that came, oldest first. */
  authorizations: string[];
  /** The most requests that an upstream had open at the same time. */
  mostAtOnce: Partial<Record<Upstream, number>>;
}

/** A market on the loopback address that speaks the protocols of all upstreams. */
export interface MarketServer {
  url: string;
  /** Every `*_URL` variable set to this server, ready for `marketSources` or an environment. */
  urls: Record<`${string}_URL`, string>;
  state: MarketState;
  close(): Promise<void>;
}

/** Starts a market at its live-looking defaults: block 946,000 a few minutes ago, BTC at 91,234.50 USD. */
export async function startMarketServer({
  now = Date.now,
}: {
  now?: () => number;
} = {}): Promise<MarketServer> {
  const state: MarketState = {
    chain: createChain({ now }),
    priceUsd: 91_234.5,
    prices: {},
    initialBlockDownload: false,
    genesisHash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
    network: 'main',
    faults: {},
    requests: [],
    authorizations: [],
    mostAtOnce: {},
  };
  const open = new Map<Upstream, number>();
  const server = createServer((request, response) => {
    const upstream = upstreamOf(request);
    const atOnce = (open.get(upstream) ?? 0) + 1;
    open.set(upstream, atOnce);
    state.mostAtOnce[upstream] = Math.max(atOnce, state.mostAtOnce[upstream] ?? 0);
    response.on('close', () => open.set(upstream, open.get(upstream)! - 1));
    void answer({ state, upstream, request, response, now });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Those that are asked without being set, and the node: the rest is asked by the tests that name it.
  const variables = [
    'MEMPOOL_URL',
    'BITCOIN_RPC_URL',
    'COINBASE_URL',
    'KRAKEN_URL',
    'BITSTAMP_URL',
    'GEMINI_URL',
  ];
  return {
    url,
    urls: Object.fromEntries(variables.map((name) => [name, url])),
    state,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Request {
  state: MarketState;
  upstream: Upstream;
  request: IncomingMessage;
  response: ServerResponse;
  now: () => number;
}

async function answer(exchange: Request): Promise<void> {
  const { state, upstream, request, response } = exchange;
  const path = request.url!;
  state.requests.push(`${request.method} ${path}`);
  if (request.headers.authorization) state.authorizations.push(request.headers.authorization);
  const fault = faultFor(state, upstream, path);
  if (fault.hang) return;
  if (fault.drop) return void request.socket.destroy();
  if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const real = await realAnswer(exchange);
  const changed = fault.change ? fault.change(real.answer as never) : real.answer;
  const status = fault.status ?? real.status;
  response.writeHead(status, { 'content-type': 'application/json', ...fault.headers });
  response.end(fault.body ?? (typeof changed === 'string' ? changed : JSON.stringify(changed)));
}

function faultFor({ faults }: MarketState, upstream: Upstream, path: string): Fault {
  const byPath = Object.keys(faults)
    .filter((key) => key.startsWith('/') && path.startsWith(key))
    .sort((a, b) => b.length - a.length);
  return faults[byPath[0] ?? upstream] ?? {};
}

async function realAnswer({ state, upstream, request, now }: Request) {
  if (upstream === 'bitcoinCore') return answerRpc({ state, body: await readBody(request) });
  const url = new URL(request.url!, 'http://localhost');
  if (upstream !== 'mempool') {
    const price = state.prices[upstream] ?? state.priceUsd;
    return { status: 200, answer: tickers[upstream].answer(price, now()) };
  }
  const routes = mempoolRoutes({ state, now });
  for (const [pattern, handler] of Object.entries(routes)) {
    const match = new RegExp(`^${pattern}$`).exec(url.pathname);
    const answer = match && handler(match.slice(1));
    if (answer !== undefined && match) return { status: 200, answer };
  }
  return { status: 404, answer: { error: 'not found' } };
}

function upstreamOf({ url, method }: IncomingMessage): Upstream {
  if (method === 'POST') return 'bitcoinCore';
  return exchanges.find((name) => url!.startsWith(tickers[name].path)) ?? 'mempool';
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
