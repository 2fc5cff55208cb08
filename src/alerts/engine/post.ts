import { insertDelivery } from '../../delivery/outbox.ts';
import type { Database } from '../../storage/database.ts';
import { alertMessage, headline, type Said } from '../cards/message.ts';
import type { Scene } from '../cards/messageContext.ts';
import type { IsQuiet } from './quiet.ts';
import { destinationOf, recordEvent } from './record.ts';

/** Something to say in a channel, under the key that makes it one message however often it is tried. */
export interface Spoken {
  said: Said;
  /** The rule's id in the database, and the epoch that this message begins. */
  id: number;
  epoch: number;
}

/** No alert is worth reading a day late: by then it has been said again, or has resolved. */
const EXPIRES_MS = 24 * 60 * 60_000;

/**
 * Writes down what was said and puts one message for each conversation into the outbox, or holds it back where
 * the channel is quiet. Part of the caller's transaction.
 */
export function post(asked: {
  database: Database;
  spoken: readonly Spoken[];
  scene(tenant: string): Scene;
  quiet: IsQuiet;
  now: number;
}): void {
  const { database, spoken, quiet, now } = asked;
  const audible = new Set(spoken.filter(({ said }) => !isMuted(said, now)));
  for (const one of spoken) {
    const { address } = one.said.rule;
    const held = audible.has(one) && quiet(address);
    const { number, kind, since } = one.said;
    const text = headline({ one: one.said, scene: asked.scene(address.tenant) });
    recordEvent(database, { address, rule: one.id, number, kind, at: now, since, text, held });
  }
  for (const group of Map.groupBy(audible, ({ said }) => destinationOf(said.rule.address)).values()) {
    const [first] = group;
    const { address } = first!.said.rule;
    if (quiet(address)) continue;
    insertDelivery(database, {
      key: `${first!.id}:${first!.epoch}:${destinationOf(address)}`,
      tenant: address.tenant,
      address,
      reply: alertMessage({ said: group.map(({ said }) => said), scene: asked.scene(address.tenant) }),
      dueAt: now,
      expiresAt: now + EXPIRES_MS,
      rule: String(first!.id),
    });
  }
}

/** A mute until the recovery ends with it, and the recovery is told. */
function isMuted({ kind, rule: { mutedUntil } }: Said, now: number): boolean {
  if (mutedUntil === 'recovered') return kind !== 'resolved';
  return mutedUntil !== undefined && mutedUntil > now;
}
