import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, GatewayDispatchEvents as Event, REST, Routes } from 'discord.js';
import {
  type Bot,
  type ChatAdapter,
  DeliveryError,
  type KeyValue,
  type Log,
  type OpenGateway,
  type Wait,
} from 'hashdesk/chat';
import { z } from 'zod';
import type { Reception } from './ask.ts';
import { startError } from './errors.ts';
import { receiveInteraction, receiveMessage } from './interactions.ts';
import { keptFor } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import { createPlaces, type Places } from './places.ts';
import type { Desk } from './posting.ts';
import { askerOf, authorOf, lineOf, readInteraction, readMessage } from './receive.ts';
import { sendTo, whatBecameOf } from './send.ts';
import { register } from './setup/register.ts';
import { createApi } from './transport/api.ts';
import { restOptions } from './transport/client.ts';
import { interactionsEndpoint } from './transport/endpoint.ts';
import { type HeldGateway, holdGateway } from './transport/gateway.ts';
import { createInFlight } from './transport/inFlight.ts';

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
  gateway: OpenGateway;
  log: Log;
  now: () => number;
  fetch: typeof fetch;
  /** The timer behind deadlines and pauses. Default: the process's own. */
  wait?: Wait;
}

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
    async send(address, reply, options) {
      if (!connection) throw notConnected();
      const { desk, places } = connection;
      return { receipt: await sendTo({ desk, places, address, reply, ...options }) };
    },
    async reconcile(address, asked) {
      if (!connection) throw notConnected();
      const { desk, places } = connection;
      return whatBecameOf({ desk, places, address, ...asked });
    },
    sendsPerSecond: LIMITS.sendsPerSecond,
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
  places: Places;
  trouble: () => string | undefined;
  /** Answers an interaction, however it came. False where it cannot be read. */
  take: (interaction: unknown) => boolean;
  /** Disconnects, and lets what is being answered finish. */
  close(): Promise<void>;
}

async function open(parts: Required<DiscordParts>, bot: Bot): Promise<Connection> {
  const { config, store, log, now, fetch, wait } = parts;
  const { apiUrl, token, guildId } = config;
  const rest = new REST(restOptions({ apiUrl })).setToken(token);
  const inFlight = createInFlight({ log });
  const places = createPlaces({ rest, client: () => gateway?.client(), now, log });
  const desk = {
    ...{ api: createApi({ rest, wait, now }), kept: keptFor(store('discord buttons')) },
    ...{ wait, now, log, bot, fetch, apiUrl },
  };
  let gateway: HeldGateway | undefined;
  try {
    const { applicationId, botId } = await whoWeAre(rest);
    const registry = { rest, store: store('discord commands'), applicationId, commands: bot.commands };
    const changed = await register({ ...registry, ...(guildId === undefined ? {} : { guildId }) });
    log.info({ applicationId, commands: changed ? 'registered' : 'unchanged' }, 'Discord takes the token');
    const heard = hearing({ desk, places, botId, inFlight });
    gateway = holdGateway({
      ...{ open: parts.gateway, name: `discord ${applicationId} 0`, store: store('discord identifies') },
      ...{ apiUrl, token, hear: heard.hear, log, wait, now },
    });
    await gateway.started();
    const { trouble, stop } = gateway;
    const close = async () => {
      await stop();
      await Promise.race([inFlight.settled(), wait(SETTLE_MS)]);
    };
    return { desk, places, trouble, take: heard.take, close };
  } catch (error) {
    await gateway?.stop();
    throw startError(error);
  }
}

const whoSchema = z.object({ id: z.string(), bot: z.object({ id: z.string() }) });

async function whoWeAre(rest: REST): Promise<{ applicationId: string; botId: string }> {
  const { id, bot } = whoSchema.parse(await rest.get(Routes.currentApplication()));
  return { applicationId: id, botId: bot.id };
}

/** Hands what people ask to the bot: what a gateway tells, and what came another way. */
function hearing(asked: {
  desk: Reception;
  places: Places;
  botId: string;
  inFlight: ReturnType<typeof createInFlight>;
}) {
  const { desk, places, botId, inFlight } = asked;
  const { reachesNobody } = places;
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
    const asked = message && lineOf(message, botId);
    if (!message || asked === undefined) return;
    const answering = authorOf(message, places).then((known) => {
      const asker = { ...known, reachesNobody };
      return receiveMessage({ at: forRequest(message.id), asker, message, ...asked });
    });
    inFlight.follow(message.id, answering);
  };
  /** Listens to a client; returns how to stop that. */
  const hear = (client: Client) => {
    client.ws.on(Event.InteractionCreate, take);
    client.ws.on(Event.MessageCreate, onMessage);
    return () => {
      client.ws.off(Event.InteractionCreate, take);
      client.ws.off(Event.MessageCreate, onMessage);
    };
  };
  return { take, hear };
}
