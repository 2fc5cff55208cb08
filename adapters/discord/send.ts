import { type Address, DeliveryError, type Reply, withPicture } from 'hashdesk/chat';
import { deliveryError } from './errors.ts';
import { isTagged, tagged } from './message/tag.ts';
import type { Places } from './places.ts';
import { type Desk, rendered } from './posting.ts';
import type { Post } from './render.ts';
import type { Pings } from './transport/api.ts';

/** One delivery: what goes where, under which id. */
export interface Sending {
  desk: Desk;
  address: Address;
  reply: Reply;
  deliveryId: string;
  /** Throws where another process has taken the delivery over. */
  ensureOurs?: (() => void) | undefined;
  /** Tells roles; what is no role is a person. */
  places: Pick<Places, 'isRole'>;
}

/** Discord remembers a nonce for a few minutes: for these, sending again shows a message once. */
const NONCE_MS = 2 * 60_000;
/** Discord's clock and ours differ by less. */
const SKEW_MS = 60_000;
const DISCORD_EPOCH = 1_420_070_400_000n;

/** Posts every message of the reply, each once however often it is tried. Resolves with the first one's id. */
export async function sendTo(sending: Sending): Promise<string> {
  const { desk, deliveryId, ensureOurs } = sending;
  const channel = await channelOf(sending);
  const receipts: string[] = [];
  const reply = await withPicture({ bot: desk.bot, reply: sending.reply, tenant: sending.address.tenant });
  for (const [at, post] of (await postsOf({ ...sending, reply })).entries()) {
    const once = `${deliveryId} ${at}`;
    const pings = at === 0 ? await pingsOf(sending) : {};
    const posted = desk.api.post({ channel, post, ...pings, once, repeat: { ensureOurs } });
    receipts.push(await posted.catch((failure) => Promise.reject(at > 0 ? partlySent(failure) : failure)));
  }
  return receipts[0]!;
}

/** Those whom someone with permission has put on the rule. Rejects with DeliveryError: nothing was sent yet. */
async function pingsOf(sending: Sending): Promise<{ pings: Pings }> {
  const { reply, address, places } = sending;
  const ids = (reply.mentions ?? []).filter((id) => /^\d{17,20}$/.test(id));
  const guild = /^discord:G(\d+)$/.exec(address.tenant)?.[1];
  const kinds = ids.map(async (id) => guild !== undefined && (await places.isRole({ guild, id })));
  const areRoles = await Promise.all(kinds).catch((error) => Promise.reject(unsent(deliveryError(error))));
  return {
    pings: { roles: ids.filter((_, at) => areRoles[at]), users: ids.filter((_, at) => !areRoles[at]) },
  };
}

function unsent({ message, retryable, retryAfterMs }: DeliveryError): DeliveryError {
  const after = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new DeliveryError(message, { retryable, unsent: true, ...after });
}

function partlySent({ message, retryable, retryAfterMs, closed }: DeliveryError): DeliveryError {
  const after = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new DeliveryError(message, { retryable, closed, unsent: false, ...after });
}

/**
 * While Discord knows the nonce, sending again shows nothing twice. Later the delivery is looked for by the id in
 * its button; one without a button, or of several messages, cannot be found.
 */
export async function whatBecameOf(
  asked: Sending & { sentAfter: number },
): Promise<'delivered' | 'absent' | 'unknown'> {
  const { desk, deliveryId, sentAfter } = asked;
  if (desk.now() - sentAfter < NONCE_MS) return 'absent';
  const posts = await postsOf(asked);
  if (posts.length > 1 || !isTagged(posts[0]!.components, deliveryId)) return 'unknown';
  const { messages, most } = await desk.api.latest(await channelOf(asked));
  if (messages.some(({ components }) => isTagged(components, deliveryId))) return 'delivered';
  // Without the permission to read the history, Discord says that there is none.
  const oldest = messages.at(-1);
  if (oldest === undefined) return 'unknown';
  return messages.length < most || postedAt(oldest.id) < sentAfter - SKEW_MS ? 'absent' : 'unknown';
}

const postedAt = (id: string) => Number((BigInt(id) >> 22n) + DISCORD_EPOCH);

async function channelOf({ desk, address: { channel } }: Sending): Promise<string> {
  return channel.startsWith('@') ? desk.api.openDirect(channel.slice(1)) : channel;
}

/** A button in a direct message would ask about the person's own sites, so there are none. */
async function postsOf({ desk, address, reply, deliveryId }: Sending): Promise<Post[]> {
  const posts = await rendered({ desk, asker: { address }, said: { ...reply, visibility: 'public' } });
  const direct = address.channel.startsWith('@');
  return posts.map((post) => ({
    ...post,
    components: direct ? [] : tagged(post.components, deliveryId),
  }));
}
