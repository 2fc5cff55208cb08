import { refusals } from './limits.ts';
import type { World } from './world.ts';

type Update = { update_id: number } & Record<string, unknown>;

interface Webhook {
  url: string;
  secret: string;
  kinds: string[];
}

/** What the bot is told: by a long poll, or at a webhook, never both; each update until it is acknowledged. */
export function createUpdates({ world }: { world: World }) {
  let last = 5_000;
  let pending: Update[] = [];
  const told: Update[] = [];
  let webhook: Webhook | undefined;
  let poller: { end: (error?: Error) => void } | undefined;

  /** Sends what is pending, in order, until one is not taken. */
  async function push(): Promise<void> {
    const to = webhook;
    for (const update of [...pending]) {
      const response = await post(to, update);
      if (!response?.ok) return;
      pending = pending.filter((it) => it !== update);
      world.changed();
    }
  }

  async function post(to: Webhook | undefined, update: unknown): Promise<Response | undefined> {
    if (!to) return undefined;
    return fetch(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': to.secret },
      body: JSON.stringify(update),
    }).catch(() => undefined);
  }

  function tell(update: Update): void {
    told.push(update);
    pending.push(update);
    poller?.end();
    if (webhook) void push();
    world.changed();
  }

  return {
    told,
    pending: () => pending,
    webhook: () => webhook,
    polling: () => poller !== undefined,
    /** Something happened; returns the id of its update. */
    happened(what: Record<string, unknown>): number {
      const update_id = ++last;
      tell({ update_id, ...what });
      return update_id;
    },
    /** Any bytes as an update, well-formed or not. */
    raw: (update: object) => tell({ update_id: ++last, ...update } as Update),
    /** Tells the latest again, as after an acknowledgement that was lost. */
    repeat(): void {
      const again = told.at(-1);
      if (again) tell(again);
    },
    /** Tries again what the webhook has not taken. */
    push,
    async poll(asked: {
      offset: number;
      timeout: number;
      limit: number;
      allowed_updates: string[];
      signal: AbortSignal;
    }): Promise<Update[]> {
      const { offset, timeout, limit, signal } = asked;
      if (webhook) throw refusals.webhookActive();
      poller?.end(refusals.otherPoller());
      pending = pending.filter(({ update_id }) => update_id >= offset);
      world.changed();
      if (pending.length === 0 && timeout > 0) {
        await new Promise<void>((resolve, reject) => {
          const end = (error?: Error) => {
            clearTimeout(timer);
            poller = undefined;
            if (error) reject(error);
            else resolve();
          };
          const timer = setTimeout(end, timeout * 1_000);
          signal.addEventListener('abort', () => end(), { once: true });
          poller = { end };
          world.changed();
        });
      }
      return pending.slice(0, limit);
    },
    setWebhook(next: Webhook | undefined): void {
      webhook = next;
      if (next) void push();
    },
  };
}
export type Updates = ReturnType<typeof createUpdates>;
