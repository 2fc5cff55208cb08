import type { Address, KeyValue, Reply } from 'hashdesk';
import { DeliveryError } from 'hashdesk';
import { z } from 'zod';
import { deliveryErrorOf } from './failure.ts';
import { uploadFile } from './files.ts';
import type { ChannelQueues } from './queue.ts';
import { render, type SlackMessage } from './render.ts';
import { HISTORY_SCOPES } from './scopes.ts';
import { VERBATIM } from './ways.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

const KEEP_MS = 3 * 86_400_000;
const METADATA = 'hashdesk_delivery';
const TENANT = /^slack:(.+)$/;

const foundSchema = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional(),
    }),
  ),
});

/** Posts what nobody asked for just now: alerts and digests. */
export function sender({
  workspaces,
  queues,
  store,
  fetch,
  apiUrl,
  now,
}: {
  workspaces: Workspaces;
  queues: ChannelQueues;
  /** Remembers for three days what was begun and what was posted. */
  store: KeyValue;
  fetch: typeof globalThis.fetch;
  apiUrl: string;
  now: () => number;
}) {
  async function workspaceOf({ tenant }: Address): Promise<Workspace> {
    const team = TENANT.exec(tenant)?.[1];
    try {
      return await workspaces.of(team);
    } catch {
      throw new DeliveryError('The workspace has not installed the app: install it again.', {
        retryable: false,
      });
    }
  }

  /** A message of this delivery that Slack took without saying so, where the history may be read. */
  async function posted({ client, scopes }: Workspace, { channel, thread }: Address, id: string) {
    if (!HISTORY_SCOPES.some((scope) => scopes.includes(scope))) return undefined;
    const asked = { channel, include_all_metadata: true, limit: 100 };
    const history = thread
      ? await client.conversations.replies({ ...asked, ts: thread })
      : await client.conversations.history(asked);
    const { messages } = foundSchema.parse(history);
    return messages.find(({ metadata }) => metadata?.event_payload.delivery_id === id)?.ts;
  }

  /** Does `action` once per `id`; a first attempt whose end is unknown is looked for before the second. */
  async function once({
    id,
    action,
    find,
  }: {
    id: string;
    action: () => Promise<string>;
    find?: () => Promise<string | undefined>;
  }): Promise<string> {
    const begun = await store.get(id, z.object({ receipt: z.string().optional() }));
    if (begun?.receipt !== undefined) return begun.receipt;
    const found = begun && (await find?.());
    if (!begun) await store.set(id, {}, { ttlMs: KEEP_MS });
    const receipt = found ?? (await action());
    await store.set(id, { receipt }, { ttlMs: KEEP_MS });
    return receipt;
  }

  function postMessage({
    workspace,
    address,
    message,
    id,
  }: {
    workspace: Workspace;
    address: Address;
    message: SlackMessage;
    id: string;
  }): Promise<string> {
    const { channel, thread } = address;
    const metadata = { event_type: METADATA, event_payload: { delivery_id: id } };
    const body = { channel, ...(thread && { thread_ts: thread }), ...VERBATIM, ...message, metadata };
    return once({
      id,
      action: async () => (await workspace.client.chat.postMessage(body)).ts ?? '',
      find: () => posted(workspace, address, id),
    });
  }

  async function post({
    workspace,
    address,
    reply,
    deliveryId,
  }: {
    workspace: Workspace;
    address: Address;
    reply: Reply;
    deliveryId: string;
  }): Promise<{ receipt: string }> {
    const { messages, files } = render({ reply, now: now() });
    const receipts: string[] = [];
    for (const [index, message] of messages.entries()) {
      receipts.push(await postMessage({ workspace, address, message, id: `${deliveryId} ${index}` }));
    }
    for (const [index, file] of files.entries()) {
      const action = () => uploadFile({ workspace, file, ...address, fetch, apiUrl }).then(() => '');
      await once({ id: `${deliveryId} file ${index}`, action });
    }
    return { receipt: receipts.join(' ') };
  }

  /** Posts `reply` once per `deliveryId`. Rejects with DeliveryError. */
  return async (
    address: Address,
    reply: Reply,
    { deliveryId }: { deliveryId: string },
  ): Promise<{ receipt: string }> => {
    const workspace = await workspaceOf(address);
    try {
      const channel = `${workspace.team} ${address.channel}`;
      return await queues.tryOnce({ channel, lane: channel }, () =>
        post({ workspace, address, reply, deliveryId }),
      );
    } catch (error) {
      throw deliveryErrorOf(error);
    }
  };
}
