import type { types } from '@slack/bolt';
import type { Address, Bot, KeyValue, Lines, Reply } from 'hashdesk/chat';
import { DeliveryError, pictureInTime } from 'hashdesk/chat';
import { z } from 'zod';
import { deliveryErrorOf } from './errors.ts';
import { uploadFile } from './files.ts';
import { withPings } from './message/mentions.ts';
import { withPictureBlock } from './message/picture.ts';
import type { Workspace, Workspaces } from './oauth/workspaces.ts';
import type { PictureFiles } from './pictures.ts';
import { render, type SlackMessage } from './render.ts';
import { directTarget, tenantOf } from './replyTarget.ts';
import { VERBATIM } from './routes.ts';
import { HISTORY_SCOPES } from './setup/scopes.ts';

const KEEP_MS = 3 * 86_400_000;
const METADATA = 'hashdesk_delivery';
const TENANT = /^slack:(.+)$/;
/** What Slack gives of a history at a time, where it gives little. */
const HISTORY_MESSAGES = 15;
/** Slack's clock and ours differ by less. */
const SKEW_S = 60;
/** How long the upload of a picture may hold up a delivery; what comes later is there for the next. */
const UPLOAD_WITHIN_MS = 2_000;

/** How far a delivery has come: how many messages and files it has, and what Slack called those that it took. */
const progressSchema = z.object({ parts: z.number(), receipts: z.array(z.string()) });

const historySchema = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional(),
    }),
  ),
  has_more: z.boolean().optional(),
});

interface Parts {
  bot: Pick<Bot, 'picture'>;
  pictures: PictureFiles;
  workspaces: Workspaces;
  lines: Lines;
  /** Remembers for three days how far each delivery has come. */
  store: KeyValue;
  fetch: typeof globalThis.fetch;
  apiUrl: string;
  now: () => number;
  /** Whether the token of the workspace is one that the operator has set. */
  ownToken: boolean;
}

interface Target {
  workspace: Workspace;
  channel: string;
  thread?: string | undefined;
}

/** Posts what nobody asked for just now: alerts and digests. Both ways reject with DeliveryError. */
export function sender(parts: Parts) {
  const { bot, pictures, workspaces, lines, store, fetch, apiUrl, now, ownToken } = parts;

  async function targetOf({ tenant, channel, thread }: Address): Promise<Target> {
    const workspace = await workspaces.of(TENANT.exec(tenant)?.[1]).catch(() => {
      throw new DeliveryError('The workspace has not installed the app: install it again.', {
        retryable: false,
      });
    });
    if (!channel.startsWith('@')) return { workspace, channel, thread };
    return directTarget({ workspace, user: channel.slice(1) });
  }

  /** With the picture of the reply, where Slack takes it in time: what it refuses was not posted. */
  async function postPictured(asked: Part, reply: Reply): Promise<string> {
    const { target, message } = asked;
    const { workspace } = target;
    const picture = await pictureInTime({ bot, reply, tenant: tenantOf(workspace) });
    const post = (block: types.ImageBlock) =>
      postMessage({ ...asked, message: withPictureBlock(message, block) ?? message });
    const withinMs = UPLOAD_WITHIN_MS;
    const receipt = picture && (await pictures.show({ workspace, picture, withinMs, post }));
    return receipt ?? postMessage(asked);
  }

  /** Posts the parts in order, but for those that Slack has taken before. */
  async function post(asked: Delivering): Promise<string> {
    const { target, reply, deliveryId, ensureOurs } = asked;
    const { workspace, channel } = target;
    const { messages: said, files } = render({ reply, now: now() });
    const messages = withPings(said, reply.mentions ?? []);
    const actions = [
      ...messages.map((message, index) => () => {
        const asked = { target, message, id: `${deliveryId} ${index}`, ensureOurs };
        return index === 0 ? postPictured(asked, reply) : postMessage(asked);
      }),
      ...files.map((file) => () => {
        ensureOurs?.();
        return uploadFile({ workspace, channel, thread: target.thread, file, fetch, apiUrl }).then(() => '');
      }),
    ];
    const receipts = (await store.get(deliveryId, progressSchema))?.receipts ?? [];
    for (const action of actions.slice(receipts.length)) {
      receipts.push(await action());
      await store.set(deliveryId, { parts: actions.length, receipts }, { ttlMs: KEEP_MS });
    }
    return receipts.filter(Boolean).join(' ');
  }

  /** What became of the part that comes after those that Slack is known to have taken. */
  async function look(asked: { target: Target; deliveryId: string; sentAfter: number }): Promise<Found> {
    const { target, deliveryId, sentAfter } = asked;
    const { scopes } = target.workspace;
    const { parts, receipts } = (await store.get(deliveryId, progressSchema)) ?? { parts: 1, receipts: [] };
    if (receipts.length >= parts) return 'delivered';
    if (!HISTORY_SCOPES.some((scope) => scopes.includes(scope))) return 'unknown';
    const { messages, has_more } = await historyOf(target, sentAfter);
    const wanted = `${deliveryId} ${receipts.length}`;
    const found = messages.find(({ metadata }) => metadata?.event_payload.delivery_id === wanted);
    if (!found) return has_more ? 'unknown' : 'absent';
    receipts.push(found.ts);
    await store.set(deliveryId, { parts, receipts }, { ttlMs: KEEP_MS });
    return receipts.length >= parts ? 'delivered' : 'absent';
  }

  return {
    /** Posts `reply` once per `deliveryId`. */
    async send(
      address: Address,
      reply: Reply,
      { deliveryId, ensureOurs }: { deliveryId: string; ensureOurs?: () => void },
    ): Promise<{ receipt: string }> {
      try {
        const target = await targetOf(address);
        const channel = `${target.workspace.team} ${target.channel}`;
        const task = () => post({ target, reply, deliveryId, ensureOurs });
        return { receipt: await lines.run({ conversation: channel, repeat: { ensureOurs } }, task) };
      } catch (error) {
        throw deliveryErrorOf(error, { ownToken });
      }
    },
    /** Looks for the delivery by the id in its metadata, where the history may be read. */
    async reconcile(address: Address, asked: { deliveryId: string; sentAfter: number }): Promise<Found> {
      try {
        return await look({ target: await targetOf(address), ...asked });
      } catch (error) {
        throw deliveryErrorOf(error, { ownToken });
      }
    },
  };
}

type Found = 'delivered' | 'absent' | 'unknown';

interface Delivering {
  target: Target;
  reply: Reply;
  deliveryId: string;
  ensureOurs: (() => void) | undefined;
}

/** A message of a delivery, with its own id. */
interface Part extends Pick<Delivering, 'target' | 'ensureOurs'> {
  message: SlackMessage;
  id: string;
}

async function postMessage({ target, message, id, ensureOurs }: Part): Promise<string> {
  const { workspace, channel, thread } = target;
  const metadata = { event_type: METADATA, event_payload: { delivery_id: id } };
  const body = { channel, ...(thread && { thread_ts: thread }), ...VERBATIM, ...message, metadata };
  // Its picture may have been waited for.
  ensureOurs?.();
  return (await workspace.client.chat.postMessage(body)).ts ?? '';
}

async function historyOf({ workspace, channel, thread }: Target, sentAfter: number) {
  const { conversations } = workspace.client;
  const asked = {
    channel,
    include_all_metadata: true,
    limit: HISTORY_MESSAGES,
    oldest: String(Math.floor(sentAfter / 1000) - SKEW_S),
  };
  const history = thread
    ? await conversations.replies({ ...asked, ts: thread })
    : await conversations.history(asked);
  return historySchema.parse(history);
}
