import { type Actor, recordChange } from '../access/audit.ts';
import { reply } from '../chat/reply.ts';
import type { Log } from '../common/log.ts';
import { directTo, insertDelivery } from '../delivery/outbox.ts';
import type { Closed } from '../delivery/worker.ts';
import type { Database } from '../storage/database.ts';
import { unlessDamaged } from '../storage/stored.ts';
import { postingKey, showDigest, storedDigest } from './rows.ts';
import { digestTable } from './table.ts';

const HASHDESK: Actor = { id: 'hashdesk', name: 'Hashdesk' };

/**
 * Pauses the digest that could not be delivered because its conversation is gone, and tells its owner once, in
 * private. Does nothing for deliveries that are none of a digest. Part of the caller's transaction.
 */
export async function pauseUnreachable(asked: {
  database: Database;
  log: Log;
  closed: Closed;
  now: number;
}): Promise<void> {
  const { database, log, closed, now } = asked;
  const { tenant, address, reason } = closed;
  const [, day] = /^(?:digest|plan):.*:(\d{4}-\d{2}-\d{2}):/u.exec(closed.key) ?? [];
  if (day === undefined) return;
  const table = digestTable(database);
  const digests = (await table.of(tenant)).flatMap(
    (row) => unlessDamaged(log, () => storedDigest(row)) ?? [],
  );
  const digest = digests.find((one) => !one.paused && postingKey({ digest: one, day }) === closed.key);
  if (!digest) return;
  const { number, settings } = digest;
  await table.keep({ digest: { ...digest, paused: true }, plan: digest.plan });
  const object = `digest #${number}`;
  await recordChange(database, { tenant, at: now, by: HASHDESK, verb: 'paused', object, detail: reason });
  await insertDelivery(database, {
    key: `${closed.key}:closed`,
    tenant,
    address: directTo({ adapter: address.adapter, tenant, person: settings.owner.id }),
    dueAt: now,
    reply: reply({
      title: `Digest #${number} is paused: its conversation cannot be reached`,
      tone: 'warning',
      visibility: 'private',
      blocks: [
        {
          kind: 'text',
          parts: [
            `${reason} It was posted ${showDigest(settings)}. To post it again: digest resume ${number}.`,
          ],
        },
      ],
    }),
  });
}
