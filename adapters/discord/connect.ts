import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, GatewayDispatchEvents as Event } from 'discord.js';
import { type Bot, type ChatAdapter, DeliveryError, type KeyValue, type Log, type Wait } from 'hashdesk/chat';
import type { Reception } from './ask.ts';
import { startError } from './errors.ts';
import { receiveInteraction, receiveMessage } from './interactions.ts';
import { keptFor } from './keptButtons.ts';
import type { Desk } from './posting.ts';
import { askerOf, authorOf, lineOf, readInteraction, readMessage } from './receive.ts';
import { sendTo, whatBecameOf } from './send.ts';
import { register } from './setup/register.ts';
import { createApi } from './transport/api.ts';
import {
  connect,
  createConnection,
  isRoleIn,
  logFaults,
  managesIn,
  parentIn,
  reachesNobodyIn,
} from './transport/client.ts';
import { interactionsEndpoint } from './transport/endpoint.ts';
import { createInFlight } from './transport/inFlight.ts';
import { stopWatching, watchConnection } from './transport/watch.ts';

/** How the adapter reaches Discord. */
interface DiscordConfig {
  /** The bot's token. */
  token: string;
  /** The API without its version, where it is not https://discord.com/api: a proxy, for example. */
  apiUrl?: string;
  /** Registers the commands in this server only, where they appear at once. */
  guildId?: string;
  /** The application's, 64 hexadecimal digits: takes interactions as signed HTTP requests as well. */
  publicKey?: string;
}

/** What the adapter is made of; everything that touches the world is handed in. */
export interface DiscordParts {
  config: DiscordConfig;
  /** What must survive a restart, by namespace. */
  store: (namespace: string) => KeyValue;
  log: Log;
  now: () => number;
  fetch: typeof fetch;
  /** The timer behind deadlines and pauses. Default: the process's own. */
  wait?: Wait;
}

/** Discord takes 50 requests a second of a bot. Answers to interactions do not count. */
const SENDS_PER_SECOND = 50;
/** How long stopping waits for what is being answered. */
const SETTLE_MS = 5_000;

/** Waits on the process's own timers, without keeping it alive. */
const waitOnTimer: Wait = (ms, signal) =>
  sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {});

/** Discord: slash commands by the gateway or by signed HTTP, mentions and direct messages by the gateway. */
export function discordAdapter(parts: DiscordParts): ChatAdapter {
  let connection: Connection | undefined;
  const { publicKey } = parts.config;
  const take = () => connection?.take;
  return {
    name: 'discord',
    async start(bot) {
      connection = await open({ ...parts, wait: parts.wait ?? waitOnTimer }, bot);
    },
    async send(address, reply, { deliveryId }) {
      if (!connection) throw notConnected();
      const { desk, isRole } = connection;
      return { receipt: await sendTo({ desk, isRole, address, reply, deliveryId }) };
    },
    async reconcile(address, asked) {
      if (!connection) throw notConnected();
      const { desk, isRole } = connection;
      return whatBecameOf({ desk, isRole, address, ...asked });
    },
    sendsPerSecond: SENDS_PER_SECOND,
    trouble: () => connection?.trouble(),
    ...(publicKey !== undefined && interactionsEndpoint({ ...parts, publicKey, take })),
    async stop() {
      const closing = connection;
      connection = undefined;
      await closing?.close();
    },
  };
}

const notConnected = () => new DeliveryError('Discord is not connected.', { retryable: true, unsent: true });

interface Connection {
  desk: Desk;
  isRole: (id: string) => boolean;
  trouble: () => string | undefined;
  /** Answers an interaction, however it came. False where it cannot be read. */
  take: (interaction: unknown) => boolean;
  /** Lets what is being answered finish, then disconnects. */
  close(): Promise<void>;
}

async function open(parts: Required<DiscordParts>, bot: Bot): Promise<Connection> {
  const { config, store, log, now, fetch, wait } = parts;
  const { client, disconnect, exhausted } = createConnection({
    ...{ apiUrl: config.apiUrl, store: store('discord identifies') },
    ...{ log, wait, now },
  });
  const inFlight = createInFlight({ log });
  const api = createApi({ rest: client.rest, wait, now });
  const desk = {
    api,
    kept: keptFor(store('discord buttons')),
    wait,
    now,
    log,
    bot,
    fetch,
    apiUrl: config.apiUrl,
  };
  logFaults(client, log);
  const { take, deafen } = listen({ client, desk, inFlight });
  try {
    const applicationId = await connect({ client, token: config.token, wait, now, exhausted });
    const registry = {
      rest: client.rest,
      store: store('discord commands'),
      applicationId,
      commands: bot.commands,
    };
    const { guildId } = config;
    const changed = await register({ ...registry, ...(guildId === undefined ? {} : { guildId }) });
    log.info({ applicationId, commands: changed ? 'registered' : 'unchanged' }, 'Connected to Discord');
  } catch (error) {
    deafen();
    await disconnect();
    throw startError(error);
  }
  const trouble = watchConnection(client, log);
  const close = async () => {
    deafen();
    stopWatching(client);
    await Promise.race([inFlight.settled(), wait(SETTLE_MS)]);
    await disconnect();
  };
  return { desk, isRole: isRoleIn(client), trouble, take, close };
}

/** Hands what people ask to the bot. Returns how to stop listening, and how to hand on what did not come by the gateway. */
function listen(asked: { client: Client; desk: Reception; inFlight: ReturnType<typeof createInFlight> }) {
  const { client, desk, inFlight } = asked;
  const reachesNobody = reachesNobodyIn(client);
  const forRequest = (request: string): Reception => ({ ...desk, log: desk.log.child({ request }) });
  const take = (data: unknown): boolean => {
    const interaction = readInteraction(data);
    const known = interaction && askerOf(interaction);
    if (!interaction || !known) return false;
    const asker = { ...known, reachesNobody };
    inFlight.follow(
      interaction.id,
      receiveInteraction({ at: forRequest(interaction.id), asker, interaction }),
    );
    return true;
  };
  const onMessage = (data: unknown) => {
    const message = readMessage(data);
    const text = message && lineOf(message, client.user?.id ?? '');
    if (!message || text === undefined) return;
    const known = authorOf(message, { manages: managesIn(client), parentOf: parentIn(client) });
    const asker = { ...known, reachesNobody };
    inFlight.follow(message.id, receiveMessage({ at: forRequest(message.id), asker, message, text }));
  };
  client.ws.on(Event.InteractionCreate, take);
  client.ws.on(Event.MessageCreate, onMessage);
  const deafen = () => {
    client.ws.off(Event.InteractionCreate, take);
    client.ws.off(Event.MessageCreate, onMessage);
  };
  return { take, deafen };
}
