import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bot,
  type ChatAdapter,
  createLines,
  DeliveryError,
  type KeyValue,
  type Log,
  type Wait,
  type WebhookHead,
} from 'hashdesk/chat';
import type { Desk } from './answer.ts';
import { groupIds } from './chats.ts';
import { deliveryError, slower, startError } from './errors.ts';
import { keptFor } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import { showMenu } from './menu.ts';
import { peopleOf } from './people.ts';
import { receive } from './receive.ts';
import { sendTo, whatBecameOf } from './send.ts';
import { type Api, createApi } from './transport/api.ts';
import { createClient } from './transport/client.ts';
import { createInFlight } from './transport/inFlight.ts';
import { type Polling, startPolling } from './transport/poll.ts';
import { answerWebhook, refuseWebhook, webhookUrl } from './transport/webhook.ts';

/** How the adapter reaches Telegram. */
export interface TelegramConfig {
  token: string;
  /** The Bot API, where it is not https://api.telegram.org: a Bot API server of one's own, a proxy. */
  apiUrl?: string | undefined;
  /** Telegram comes to us, at the origin of this process and with this secret. Without it we ask. */
  webhook?: { publicUrl: string; secret: string } | undefined;
}

/** What the adapter is made of; everything that touches the world is handed in. */
export interface TelegramParts {
  config: TelegramConfig;
  /** What must survive a restart, by namespace. */
  store: (namespace: string) => KeyValue;
  log: Log;
  now: () => number;
  fetch: typeof fetch;
  /** The timer behind pauses. Default: the process's own. */
  wait?: Wait;
}

/** How long stopping waits for what is being answered. */
const SETTLE_MS = 5_000;
/**
 * How long acknowledging waits for what is being answered. By then the bot has claimed each question, so that it
 * would not be answered if it came again.
 */
const HANDLED_MS = 3_000;

const waitOnTimer: Wait = (ms, signal) =>
  sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {});

const notConnected = () => new DeliveryError('Telegram is not connected.', { retryable: true, unsent: true });

/** Telegram: commands, buttons and forms in private chats and groups, by long polling or a webhook. */
export function telegramAdapter(parts: TelegramParts): ChatAdapter {
  let connection: Connection | undefined;
  const sent = parts.store('telegram deliveries');
  const secret = parts.config.webhook?.secret;
  return {
    name: 'telegram',
    async start(bot) {
      connection = await open({ ...parts, wait: parts.wait ?? waitOnTimer }, bot);
    },
    async send(address, reply, options) {
      if (!connection) throw notConnected();
      return { receipt: await sendTo({ desk: connection.desk, sent, address, reply, ...options }) };
    },
    async reconcile(_, { deliveryId }) {
      if (!connection) throw notConnected();
      return whatBecameOf({ sent, deliveryId });
    },
    sendsPerSecond: LIMITS.sendsPerSecond,
    trouble: () => connection?.polling?.trouble(),
    ...(secret !== undefined && {
      refuse: (head: WebhookHead) => refuseWebhook({ head, secret }),
      fetch: (request: Request) =>
        answerWebhook({
          request,
          secret,
          take: connection && ((it) => connection!.take([it])),
          log: parts.log,
        }),
    }),
    async stop() {
      const closing = connection;
      connection = undefined;
      await closing?.close();
    },
  };
}

interface Connection {
  desk: Desk;
  take(updates: readonly unknown[]): Promise<void>;
  polling: Polling | undefined;
  /** Lets what is being answered finish, then acknowledges it. */
  close(): Promise<void>;
}

async function open(parts: Required<TelegramParts>, bot: Bot): Promise<Connection> {
  const { config, now, wait, log } = parts;
  const api = createApi({
    client: createClient({ ...config, fetch: parts.fetch }),
    lines: createLines({ wait, now, failureOf: deliveryError, slower, perSecond: LIMITS.sendsPerSecond }),
  });
  const desk = await connected({ ...parts, api, bot }).catch((error) => Promise.reject(startError(error)));
  const inFlight = createInFlight();
  const take = async (updates: readonly unknown[]) => {
    const handled = updates.map((update) => inFlight.follow(receive(desk, update)));
    const done = new AbortController();
    await Promise.race([Promise.all(handled), wait(HANDLED_MS, done.signal)]);
    done.abort();
  };
  const polling = config.webhook ? undefined : startPolling({ api, take, wait, log });
  const close = async () => {
    await polling?.halt();
    await Promise.race([inFlight.settled(), wait(SETTLE_MS)]);
    await polling?.acknowledge();
  };
  return { desk, take, polling, close };
}

/** Says who we are and how we are reached. Rejects with DeliveryError. */
async function connected(parts: Required<TelegramParts> & { api: Api; bot: Bot }): Promise<Desk> {
  const { api, bot, config, store, log, now, fetch, wait } = parts;
  const me = await api.me();
  await showMenu({ api, commands: bot.commands });
  if (config.webhook) await api.setWebhook(webhookUrl(config.webhook), config.webhook.secret);
  else await api.deleteWebhook();
  log.info({ bot: me.username, by: config.webhook ? 'webhook' : 'polling' }, 'Connected to Telegram');
  const ids = groupIds(store('telegram groups'));
  const people = peopleOf({ api, ids, names: store('telegram names') });
  return { bot, me, api, ids, people, kept: keptFor(store('telegram buttons')), fetch, wait, now, log };
}
