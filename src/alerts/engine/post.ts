import { type Delivery, insertDeliveries } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import { alertMessage, headline } from '../cards/message.ts';
import type { MessageContext } from '../cards/messageContext.ts';
import type { Notification } from '../cards/notification.ts';
import { destinationOf } from './destination.ts';
import { type AlertRecord, recordEvents } from './eventTable.ts';
import type { IsQuiet } from './quiet.ts';

/** Something to say in a channel, under the key that makes it one message however often it is tried. */
export interface NumberedNotification {
  notification: Notification;
  /** The rule's id in the database, and the number that this message has among the rule's. */
  id: number;
  messageNumber: number;
}

/** No alert is worth reading a day late: by then it has been said again, or has resolved. */
const EXPIRES_MS = 24 * 60 * 60_000;

interface Posting {
  database: Database;
  said: readonly NumberedNotification[];
  context(tenant: string): Promise<MessageContext>;
  quiet: IsQuiet;
  now: number;
}

/**
 * Writes down what was said and puts one message for each conversation into the outbox, or holds it back where
 * the channel is quiet. Part of the caller's transaction.
 */
export async function post(posting: Posting): Promise<void> {
  const { database, said, quiet, now } = posting;
  const audible = new Set(said.filter(({ notification }) => !isMuted(notification, now)));
  const records: AlertRecord[] = [];
  for (const one of said) records.push(await recordOf(posting, one, audible.has(one)));
  await recordEvents(database, records);
  const byConversation = Map.groupBy(audible, ({ notification }) => destinationOf(notification.rule.address));
  const deliveries: Delivery[] = [];
  for (const group of byConversation.values())
    if (!(await quiet(group[0]!.notification.rule.address)))
      deliveries.push(await deliveryOf(posting, group));
  await insertDeliveries(database, deliveries);
}

async function recordOf(
  { context, quiet, now }: Posting,
  one: NumberedNotification,
  isAudible: boolean,
): Promise<AlertRecord> {
  const { notification, id } = one;
  const { number, kind, since, rule } = notification;
  const { address } = rule;
  const text = headline({ one: notification, context: await context(address.tenant) });
  const held = isAudible && (await quiet(address));
  return { address, rule: id, number, kind, at: now, since, text, held };
}

async function deliveryOf(
  { context, now }: Posting,
  group: readonly NumberedNotification[],
): Promise<Delivery> {
  const { notification, id, messageNumber } = group[0]!;
  const { address } = notification.rule;
  const notifications = group.map((one) => one.notification);
  return {
    key: `${id}:${messageNumber}:${destinationOf(address)}`,
    tenant: address.tenant,
    address,
    reply: alertMessage({ notifications, context: await context(address.tenant) }),
    dueAt: now,
    expiresAt: now + EXPIRES_MS,
    rule: String(id),
  };
}

/** A mute until the recovery ends with it, and the recovery is told. */
function isMuted({ kind, rule: { mutedUntil } }: Notification, now: number): boolean {
  if (mutedUntil === 'recovered') return kind !== 'resolved';
  return mutedUntil !== undefined && mutedUntil > now;
}
