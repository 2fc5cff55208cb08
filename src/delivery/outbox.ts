import { createHash } from 'node:crypto';
import type { Address } from '../chat/people.ts';
import type { Reply } from '../chat/reply.ts';
import type { Database } from '../storage/database.ts';
import { deliveryTable } from './table.ts';

/** One message that must reach a conversation once. */
export interface Delivery {
  /** Unique for ever: `rule:message-number:destination` or `digest:id:local-date:destination`. */
  key: string;
  tenant: string;
  /** Where it goes; a person's direct messages are `directTo(…)`. */
  address: Address;
  reply: Reply;
  /** Unix milliseconds; not sent before. Within a conversation, what is due first is sent first. */
  dueAt: number;
  /** The alert rule that said it: paused when the conversation turns out to be closed. */
  rule?: string;
  /** Unix milliseconds; not sent any more from then on. Without it, three days after it was due. */
  expiresAt?: number;
}

/**
 * Puts `delivery` into the outbox, inside the caller's transaction: what made it due and the message itself are
 * kept together or not at all. False when its key is there already, and then nothing is changed.
 */
export async function insertDelivery(database: Database, delivery: Delivery): Promise<boolean> {
  const [isNew] = await insertDeliveries(database, [delivery]);
  return isNew === true;
}

/** As `insertDelivery`, of many. */
export function insertDeliveries(database: Database, many: readonly Delivery[]): Promise<boolean[]> {
  return deliveryTable(database).insert(
    many.map(({ key, tenant, address, reply, dueAt, rule, expiresAt }) => ({
      ...{ key, tenant, adapter: address.adapter, channel: address.channel },
      address: JSON.stringify(address),
      reply: JSON.stringify(reply),
      rule: rule ?? null,
      dueAt: Math.ceil(dueAt),
      expiresAt: Math.ceil(expiresAt ?? dueAt + keepTryingMs),
    })),
  );
}

const keepTryingMs = 3 * 24 * 60 * 60 * 1000;

/** The direct messages of a person, by the platform's id, as an address. */
export function directTo({
  adapter,
  tenant,
  person,
}: {
  adapter: string;
  tenant: string;
  person: string;
}): Address {
  return { adapter, tenant, channel: `@${person}` };
}

/** What a platform knows a delivery by: 96 bits of its key, in characters that are safe in any id. */
export function deliveryIdOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}
