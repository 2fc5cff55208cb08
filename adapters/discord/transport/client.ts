import { once } from 'node:events';
import {
  Client,
  type ClientOptions,
  DefaultRestOptions,
  GatewayDispatchEvents as Event,
  GatewayIntentBits,
  Options,
  Partials,
  type RESTOptions,
  SimpleShardingStrategy,
  Status,
  WebSocketShardStatus,
} from 'discord.js';
import { DeliveryError, type Gateway as Hold, type KeyValue, type Log, type Wait } from 'hashdesk/chat';
import { exhaustedError } from '../errors.ts';
import { type Exhausted, identifyBudget, paceReconnects } from './reconnect.ts';
import { keepSession } from './session.ts';

/** A gateway that says nothing is given up after this. */
const CONNECT_MS = 30_000;
/** A close by which Discord keeps the session; it ends with 1000 and 1001. */
const RESUMABLE = 4_200;
/** The state of a WebSocket that is being made. */
const CONNECTING = 0;

/** What is used of the library's connection. */
interface Socket {
  readyState: number;
  on(event: 'error', listener: () => void): this;
  once(event: 'close', listener: () => void): this;
  terminate(): void;
}

type BuildStrategy = NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>;
type Gateway = Parameters<BuildStrategy>[0];

/** A client with the fewest intents, none of them privileged, that keeps little and repeats nothing by itself. */
export function createConnection(asked: {
  apiUrl?: string | undefined;
  /** Where identifies are counted. */
  store: KeyValue;
  hold: Hold;
  log: Log;
  wait: Wait;
  now: () => number;
}) {
  const { apiUrl, store, hold, log, wait, now } = asked;
  const budget = identifyBudget({ store, now, log });
  let endReconnects: (() => void) | undefined;
  let close: (() => Promise<void>) | undefined;
  const buildStrategy: BuildStrategy = (gateway) => {
    survive({ gateway, log });
    const strategy = new SimpleShardingStrategy(gateway);
    const connecting = followConnections(strategy);
    const writeSession = keepSession({ manager: gateway, hold, wait, log });
    close = async () => {
      await writeSession();
      const isOpen = (await strategy.fetchStatus()).every((status) => status === WebSocketShardStatus.Ready);
      const left = gateway.destroy({ code: RESUMABLE, reason: 'Another connection goes on' });
      // The library forgets to end where it was still waiting to be greeted.
      await (isOpen ? left : Promise.race([left, null]));
      for (const socket of connecting()) socket.terminate();
    };
    endReconnects = paceReconnects({ gateway, strategy, budget, wait, isOurs: hold.isOurs });
    return strategy;
  };
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, ...NOT_KEPT }),
    ws: { buildStrategy },
    rest: restOptions({ apiUrl }),
  });
  client.on('shardResume', (shard) => becomeReady(client, shard));
  /**
   * Disconnects, and leaves the session to be resumed. `destroy` does not stop a reconnect that is pausing: it asks for
   * its session in vain.
   */
  const disconnect = async () => {
    await close?.();
    await client.destroy();
    endReconnects?.();
  };
  return { client, disconnect, exhausted: budget.exhausted };
}

/**
 * A client that has resumed what another began is never told who it is: it would wait for that with each event in its
 * memory. Nothing of ours waits for it.
 */
function becomeReady(client: Client, shard: number): void {
  if (client.ws.status === Status.Ready) return;
  const { packetQueue } = client.ws as unknown as { packetQueue: unknown[] };
  packetQueue.length = 0;
  client.ws.shards.get(shard)?.emit('allReady');
}

/**
 * The library lets go of a connection that is being made when it ends, and listens to it no more: it goes on, and where it
 * then fails, that nobody hears of it would end the process. Returns how to get at those that are being made.
 */
function followConnections(strategy: SimpleShardingStrategy): () => Socket[] {
  const { shards } = strategy as unknown as { shards: Map<number, { connection: Socket | null }> };
  const spawn = strategy.spawn.bind(strategy);
  const made = new Set<Socket>();
  strategy.spawn = async (ids) => {
    await spawn(ids);
    for (const shard of shards.values()) {
      let current = shard.connection;
      Object.defineProperty(shard, 'connection', {
        get: () => current,
        set(next: Socket | null) {
          current = next;
          if (next === null) return;
          made.add(next);
          next.on('error', () => {}).once('close', () => made.delete(next));
        },
      });
    }
  };
  return () => [...made].filter(({ readyState }) => readyState === CONNECTING);
}

/** A handler of the library that throws, at an event it does not expect, would end the process: it is logged. */
function survive({ gateway, log }: { gateway: Gateway; log: Log }): void {
  const emit = gateway.emit.bind(gateway) as (...event: unknown[]) => boolean;
  gateway.emit = ((...event: unknown[]) => {
    try {
      return emit(...event);
    } catch (error) {
      log.warn({ failure: String(error) }, 'An event from Discord could not be read');
      return true;
    }
  }) as typeof gateway.emit;
}

/** Nothing of what people and messages are is looked up later. */
const NOT_KEPT = {
  MessageManager: 0,
  UserManager: 0,
  GuildMemberManager: 0,
  PresenceManager: 0,
  ThreadMemberManager: 0,
};

/**
 * The library's own request, its body read at once: one that is cut off while the library reads it would end the
 * process. (With `fetch` each answer stays in memory until the next full collection.)
 */
const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const response = await DefaultRestOptions.makeRequest(url, init);
  const bytes = await response.arrayBuffer();
  const text = async () => new TextDecoder().decode(bytes);
  return {
    ok: response.ok,
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    body: null,
    bodyUsed: true,
    arrayBuffer: async () => bytes,
    text,
    json: async () => JSON.parse(await text()),
  };
};

/** How the library asks Discord's API. `timeoutMs`: for one request. */
export function restOptions(asked: { apiUrl?: string | undefined; timeoutMs?: number }) {
  const { apiUrl, timeoutMs = 10_000 } = asked;
  return {
    version: '10',
    retries: 0,
    timeout: timeoutMs,
    rejectOnRateLimit: () => true,
    // Interactions are exempt from the limit over all, which the library does not know; for the rest a 429 tells.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    makeRequest,
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/(?<!\/)\/+$/, '') }),
  };
}

/**
 * Connects; resolves when the gateway has greeted the bot, or has resumed its session. Rejects after `CONNECT_MS`; where
 * the day's identifies are used up, that is the reason, whatever the library says of it.
 */
export async function connect({
  client,
  token,
  wait,
  now,
  exhausted,
}: {
  client: Client;
  token: string;
  wait: Wait;
  now: () => number;
  exhausted: () => Exhausted | undefined;
}): Promise<void> {
  const done = new AbortController();
  const told = [Event.Ready, Event.Resumed].map((event) => once(client.ws, event, { signal: done.signal }));
  const greeted = Promise.race(told);
  for (const one of told) one.catch(() => {});
  greeted.catch(() => {});
  const late = wait(CONNECT_MS, done.signal).then(() => {
    throw new DeliveryError('Its gateway did not answer.', { retryable: true });
  });
  try {
    await Promise.race([client.login(token).then(() => greeted), late]);
  } catch (error) {
    const spent = exhausted();
    throw spent === undefined ? error : exhaustedError({ ...spent, now: now() });
  } finally {
    late.catch(() => {});
    done.abort();
  }
}

/** Nothing that the library reports may end the process: it goes to the log. */
export function logFaults(client: Client, log: Log): void {
  client.on('error', ({ message }) => log.error({ failure: message }, 'Discord failed'));
  client.on('shardError', ({ message }) =>
    log.warn({ failure: message }, 'The connection to Discord failed'),
  );
}
