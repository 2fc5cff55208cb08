import { type Bot, type ChatAdapter, DeliveryError } from 'hashdesk/chat';
import { type SlackConfig, slackSetup } from './setup/config.ts';
import { type Wait, waiting } from './transport/wait.ts';
import { type Connection, connect, type Means } from './wire.ts';

/**
 * Slack, by Socket Mode when there is an app token, by signed HTTP requests to `/slack/events` otherwise.
 * `start` rejects with UserError, one line for each thing to mend, or with a retryable DeliveryError while Slack
 * is away; `wait` is the clock of every pause.
 */
export function slackAdapter({
  config,
  wait,
  ...means
}: Means & { config: SlackConfig; wait?: Wait }): ChatAdapter {
  let connection: Connection | undefined;
  let stopping = new AbortController();
  return {
    name: 'slack',
    async start(bot: Bot) {
      stopping = new AbortController();
      const setup = slackSetup(config);
      connection = await connect({ ...means, setup, bot, wait: wait ?? waiting(stopping.signal) });
    },
    async send(address, reply, options) {
      if (!connection) throw notConnected();
      return connection.send(address, reply, options);
    },
    async reconcile(address, options) {
      if (!connection) throw notConnected();
      return connection.reconcile(address, options);
    },
    trouble: () => connection?.trouble(),
    refuse: (head) => (connection ? connection.refuse(head) : new Response(null, { status: 503 })),
    async fetch(request) {
      return connection ? connection.fetch(request) : new Response(null, { status: 503 });
    },
    async stop() {
      const stopped = connection;
      connection = undefined;
      await stopped?.stop();
      stopping.abort();
    },
  };
}

const notConnected = () => new DeliveryError('Slack is not connected.', { retryable: true, unsent: true });
