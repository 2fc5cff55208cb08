import { once } from 'node:events';
import {
  ChannelType,
  Client,
  type ClientOptions,
  DefaultRestOptions,
  GatewayDispatchEvents as Event,
  GatewayIntentBits,
  Options,
  Partials,
  PermissionFlagsBits,
  type RESTOptions,
  SimpleShardingStrategy,
} from 'discord.js';
import { DeliveryError, type KeyValue, type Log, type Wait } from 'hashdesk/chat';
import { exhaustedError } from '../errors.ts';
import { type Exhausted, identifyBudget, paceReconnects } from './reconnect.ts';

/** A gateway that says nothing is given up after this. */
const CONNECT_MS = 30_000;

type BuildStrategy = NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>;
type Gateway = Parameters<BuildStrategy>[0];

/** A client with the fewest intents, none of them privileged, that keeps little and repeats nothing by itself. */
export function createConnection(asked: {
  apiUrl?: string | undefined;
  /** Where identifies are counted. */
  store: KeyValue;
  log: Log;
  wait: Wait;
  now: () => number;
}) {
  const { apiUrl, store, log, wait, now } = asked;
  const budget = identifyBudget({ store, now, log });
  let endReconnects: (() => void) | undefined;
  const buildStrategy: BuildStrategy = (gateway) => {
    survive({ gateway, log });
    const strategy = new SimpleShardingStrategy(gateway);
    endReconnects = paceReconnects({ gateway, strategy, budget, wait });
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
  /** Disconnects. `destroy` does not stop a reconnect that is pausing: it asks for its session in vain. */
  const disconnect = async () => {
    await client.destroy();
    endReconnects?.();
  };
  return { client, disconnect, exhausted: budget.exhausted };
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
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
  };
}

/**
 * Connects; resolves with the application's id when the gateway has greeted the bot. Rejects after `CONNECT_MS`; where
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
}): Promise<string> {
  const done = new AbortController();
  const greeted = once(client.ws, Event.Ready, { signal: done.signal });
  greeted.catch(() => {});
  const late = wait(CONNECT_MS, done.signal).then(() => {
    throw new DeliveryError('Its gateway did not answer.', { retryable: true });
  });
  try {
    await Promise.race([client.login(token).then(() => greeted), late]);
    return client.application!.id;
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

const MAY_MANAGE = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** Whether someone owns or may manage a server, by its roles as the gateway described them. */
export function managesIn(client: Client) {
  return ({ guild: id, user, roles }: { guild: string; user: string; roles: string[] }): boolean => {
    const guild = client.guilds.cache.get(id);
    if (!guild) return false;
    const held = [id, ...roles].map((role) => guild.roles.cache.get(role));
    return guild.ownerId === user || held.some((role) => role?.permissions.any(MAY_MANAGE) ?? false);
  };
}

/** The channel that a thread belongs to, as the gateway described it. */
export function parentIn(client: Client) {
  return (id: string): string | undefined => {
    const channel = client.channels.cache.get(id);
    return channel?.isThread() ? (channel.parentId ?? undefined) : undefined;
  };
}

/** Why a right to an id would let nobody in: people ask in the channels of a category, and never in itself. */
export function reachesNobodyIn(client: Client) {
  return (id: string): string | undefined =>
    client.channels.cache.get(id)?.type === ChannelType.GuildCategory
      ? 'That is a category, in which nobody can ask anything. Name its channels, a role or a person.'
      : undefined;
}

/** Whether an id is that of a role, in any server of the bot. */
export function isRoleIn(client: Client) {
  return (id: string): boolean => client.guilds.cache.some(({ roles }) => roles.cache.has(id));
}
