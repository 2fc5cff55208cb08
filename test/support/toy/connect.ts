import { type AdapterMeans, type Bot, type ChatAdapter, DeliveryError } from 'hashdesk/chat';
import { type Client, toyClient } from './client.ts';
import { receiver, type Show } from './receive.ts';
import { render } from './render.ts';

export interface ToyConfig {
  token: string;
  url: string;
}

const notConnected = () => new DeliveryError('Toy is not connected.', { retryable: true, unsent: true });

/** The toy platform, by asking it what happened. */
export function toyAdapter({ config, fetch, now, store }: AdapterMeans & { config: ToyConfig }): ChatAdapter {
  let client: Client | undefined;
  let listening: Promise<void> = Promise.resolve();
  const stopping = new AbortController();
  const post: Show = async ({ reply, id, ...where }) => {
    if (!client) throw notConnected();
    for (const message of render({ reply, id, now: now() })) await client.post({ ...message, ...where });
  };
  return {
    name: 'toy',
    async start(bot: Bot) {
      client = toyClient({ ...config, fetch });
      const { receive } = receiver({ bot, store: store('toy'), answer: post });
      listening = client.listen(receive, stopping.signal);
    },
    async send({ channel }, reply, { deliveryId, ensureOurs }) {
      ensureOurs?.();
      await post({ channel, reply, id: deliveryId });
      return { receipt: deliveryId };
    },
    // The platform shows the same id once, however often it is sent.
    async reconcile() {
      if (!client) throw notConnected();
      return 'absent';
    },
    async stop() {
      stopping.abort();
      await listening;
      client = undefined;
    },
  };
}
