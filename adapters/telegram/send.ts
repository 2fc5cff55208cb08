import { type Address, DeliveryError, type KeyValue, type Reply, withPicture } from 'hashdesk/chat';
import { z } from 'zod';
import type { Desk } from './answer.ts';
import { chatOf } from './chats.ts';
import { Refusal } from './errors.ts';
import { stepsOf } from './posting.ts';
import { type Post, render } from './render.ts';
import type { Place } from './transport/api.ts';

/** One delivery: what goes where, under which id. */
export interface Sending {
  desk: Pick<Desk, 'bot' | 'api' | 'kept' | 'ids' | 'people' | 'now' | 'log'>;
  /** What was delivered, by its id. */
  sent: KeyValue;
  address: Address;
  reply: Reply;
  deliveryId: string;
  /** Throws where another process has taken the delivery over. */
  ensureOurs?: (() => void) | undefined;
}

/** Telegram cannot be asked what became of a message, so it is written down what it said: longer than anyone repeats. */
const KNOWN_MS = 3 * 24 * 60 * 60_000;
const sentSchema = z.object({ receipt: z.string(), count: z.int(), whole: z.boolean() });

/** Posts every message of the reply; those that Telegram has taken under this id before are not posted again. */
export async function sendTo(sending: Sending): Promise<string> {
  const { desk, sent, deliveryId, ensureOurs } = sending;
  const before = await sent.get(deliveryId, sentSchema);
  if (before?.whole) return before.receipt;
  const place = await placeOf(sending);
  const reply = await withPicture({ bot: desk.bot, reply: sending.reply, tenant: sending.address.tenant });
  const steps = (await postsOf({ ...sending, reply }, place)).flatMap(stepsOf);
  let { receipt, count } = before ?? { receipt: '', count: 0 };
  for (const step of steps.slice(count)) {
    const message = await step({ at: desk, to: place, repeat: { ensureOurs } }).catch((error) =>
      rejected(sending, { place, error }),
    );
    receipt ||= String(message);
    count += 1;
    // What cannot be written down may be posted twice, and is then marked as such.
    await sent
      .set(deliveryId, { receipt, count, whole: count === steps.length }, { ttlMs: KNOWN_MS })
      .catch((error) => desk.log.error({ failure: String(error) }, 'A delivery could not be written down'));
  }
  return receipt;
}

/** What is known of a delivery: nothing, where Telegram's word on it was lost. */
export async function whatBecameOf({
  sent,
  deliveryId,
}: Pick<Sending, 'sent' | 'deliveryId'>): Promise<'delivered' | 'unknown'> {
  return (await sent.get(deliveryId, sentSchema))?.whole ? 'delivered' : 'unknown';
}

/** A group that has moved is found under its new id by the next attempt. */
async function rejected(
  { desk }: Sending,
  { place, error }: { place: Place; error: unknown },
): Promise<never> {
  if (error instanceof Refusal && error.movedTo !== undefined)
    await desk.ids.moved({ from: place.chat, to: error.movedTo });
  throw error;
}

async function placeOf({ desk, address: { channel, thread } }: Sending): Promise<Place> {
  const chat = chatOf(channel);
  if (chat === undefined)
    throw new DeliveryError(`“${channel}” is no Telegram chat.`, { retryable: false, closed: true });
  const topic = Number(thread);
  return { chat: await desk.ids.last(chat), ...(topic > 0 && { thread: topic }) };
}

async function postsOf({ desk, address, reply }: Sending, { chat }: Place): Promise<Post[]> {
  const ids = (reply.mentions ?? []).filter((id) => /^\d{1,16}$/.test(id)).map(Number);
  const named = ids.map(async (id) => ({ id, name: await desk.people.nameIn(chat, id) }));
  const mentions = await Promise.all(named);
  const { posts, keep } = render({ reply: { ...reply, visibility: 'public' }, now: desk.now(), mentions });
  // In the private chat of someone whose group it is about, a button would ask about their own sites.
  if (address.channel.startsWith('@')) return posts.map((post) => ({ ...post, rows: [] }));
  await desk.kept
    .keep(chat, keep)
    .catch((error) => desk.log.error({ failure: String(error) }, 'Buttons could not be kept'));
  return posts;
}
