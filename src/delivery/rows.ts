import { z } from 'zod';
import type { Address } from '../chat/people.ts';
import { type Reply, replySchema } from '../chat/reply.ts';
import { DamagedError } from '../common/errors.ts';
import type { Database } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';
import { deliveryIdOf } from './outbox.ts';

/** Longer than a process stands still; whoever holds a lease renews it in good time. */
export const LEASE_MS = 15_000;
/** A wait longer than any we set was written before the clock was set back, and is over. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
/** After so many attempts without an answer a message no longer holds up those behind it. */
const HOLDS_UP = 3;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** A delivery that one process alone may make for now. */
export interface Leased {
  id: number;
  deliveryId: string;
  key: string;
  tenant: string;
  address: Address;
  reply: Reply;
  rule?: string;
  expiresAt: number;
  attempts: number;
  /** When the first attempt began whose end nobody knows; undefined when it was never handed over. */
  sentAfter?: number;
}

/** How an attempt ended that may be made again: `answered` when it is certain that nothing was posted. */
export interface Again {
  at: number;
  answered: boolean;
  /** Waiting as long as the platform asked does not count as an attempt. */
  counts: boolean;
  reason: string;
}

/** Deliveries of one adapter as a worker sees them; what it writes is on the disk when the call returns. */
export function deliveryRows(asked: {
  database: Database;
  adapter: string;
  /** Unique to the worker. */
  holder: string;
  now: () => number;
}) {
  const { database, adapter, holder, now } = asked;
  const times = () => {
    const at = Math.floor(now());
    return { at, leaseEnd: at + LEASE_MS, furthest: at + LONGEST_WAIT_MS };
  };

  function settle(id: number, end: { state: 'sent' | 'dead'; receipt?: string; reason?: string }): boolean {
    const sql = `UPDATE deliveries SET state = :state, receipt = :receipt, reason = :reason, settled_at = :at,
        holder = NULL, leased_until = NULL WHERE id = :id AND settled_at IS NULL`;
    const { state, receipt = null, reason = null } = end;
    return database.run(sql, { id, state, receipt, reason, at: Math.floor(now()) }) === 1;
  }

  return {
    /** The first delivery of every conversation that may be sent now and that nobody else is sending. */
    lease({ most, except }: { most: number; except: ReadonlySet<number> }): Leased[] {
      const look = () => database.all(ready, { adapter, most: most + except.size, ...times() });
      if (look().length === 0) return [];
      return database.transaction(() => {
        const rows = firstOfEach(look().filter(({ id }) => !except.has(Number(id)))).slice(0, most);
        const readable = rows.flatMap((row) => {
          try {
            return [read(row)];
          } catch (error) {
            if (!(error instanceof DamagedError)) throw error;
            settle(Number(row.id), { state: 'dead', reason: error.message });
            return [];
          }
        });
        for (const { id } of readable) database.run(take, { id, holder, leaseEnd: times().leaseEnd });
        return readable;
      });
    },
    /** Keeps those of `ids` that are held: what nobody works on any more is free again when its lease ends. */
    renew(ids: Iterable<number>): void {
      const sql = `UPDATE deliveries SET leased_until = :leaseEnd
        WHERE id IN (SELECT value FROM json_each(:ids)) AND settled_at IS NULL AND holder = :holder`;
      database.run(sql, { ids: JSON.stringify([...ids]), holder, leaseEnd: times().leaseEnd });
    },
    /** Writes down that it is being handed over. False when it is no longer ours to send. */
    begin({ id }: Leased): boolean {
      const sql = `UPDATE deliveries SET state = 'sending', begun_at = coalesce(begun_at, :at)
        WHERE id = :id AND holder = :holder AND leased_until > :at AND settled_at IS NULL`;
      return database.run(sql, { id, holder, at: times().at }) === 1;
    },
    sent: ({ id }: Leased, receipt: string): boolean => settle(id, { state: 'sent', receipt }),
    /** `and` runs in the same transaction. */
    dead({ id }: Leased, reason: string, and: () => void = () => {}): void {
      database.transaction(() => {
        if (settle(id, { state: 'dead', reason })) and();
      });
    },
    /** Gives it back to be tried again. What may have arrived before stays unknown whatever came after. */
    again({ id, sentAfter }: Leased, { at, answered, counts, reason }: Again): void {
      const known = answered && sentAfter === undefined;
      database.run(
        `UPDATE deliveries SET state = :state, begun_at = iif(:known, NULL, begun_at), next_at = :nextAt,
           attempts = attempts + :counts, unanswered = unanswered + :unanswered, reason = :reason,
           holder = NULL, leased_until = NULL
         WHERE id = :id AND holder = :holder AND settled_at IS NULL`,
        {
          id,
          holder,
          reason,
          state: known ? 'waiting' : 'unknown',
          known: Number(known),
          nextAt: Math.ceil(at),
          counts: Number(counts),
          unanswered: Number(!answered),
        },
      );
    },
    /** Gives back what was never handed over. */
    release(): void {
      const sql = `UPDATE deliveries SET holder = NULL, leased_until = NULL
        WHERE adapter = :adapter AND settled_at IS NULL AND holder = :holder AND state <> 'sending'`;
      database.run(sql, { adapter, holder });
    },
    /** Forgets what ended a month ago. */
    prune(): void {
      database.run('DELETE FROM deliveries WHERE settled_at < :before', { before: times().at - KEPT_MS });
    },
  };
}

const isLeased = (row: string) => `coalesce(${row}.leased_until, 0) BETWEEN :at + 1 AND :leaseEnd`;

const ready = `SELECT * FROM deliveries AS it
  WHERE adapter = :adapter AND settled_at IS NULL AND due_at <= :at AND NOT (next_at BETWEEN :at + 1 AND :furthest)
    AND NOT (${isLeased('it')})
    AND NOT EXISTS (
      SELECT 1 FROM deliveries AS other
      WHERE other.adapter = it.adapter AND other.tenant = it.tenant AND other.channel = it.channel
        AND other.settled_at IS NULL AND other.id <> it.id
        AND (${isLeased('other')}
          OR (other.due_at, other.id) < (it.due_at, it.id) AND other.unanswered < ${HOLDS_UP}))
  ORDER BY due_at, id LIMIT :most`;

const take = 'UPDATE deliveries SET holder = :holder, leased_until = :leaseEnd WHERE id = :id';

type Row = ReturnType<Database['all']>[number];

/** Of two in one conversation, the one that is first in order. */
function firstOfEach(rows: Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ tenant, channel }) => {
    const lane = `${tenant} ${channel}`;
    return !seen.has(lane) && seen.add(lane);
  });
}

const addressSchema = z.object({
  adapter: z.string(),
  tenant: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
});

function read(row: Row): Leased {
  const key = String(row.key);
  const { thread, ...address } = readStored({
    json: String(row.address),
    schema: addressSchema,
    name: `address of ${key}`,
  });
  return {
    id: Number(row.id),
    deliveryId: deliveryIdOf(key),
    key,
    tenant: String(row.tenant),
    address: { ...address, ...(thread !== undefined && { thread }) },
    reply: readStored({ json: String(row.reply), schema: replySchema, name: `message of ${key}` }),
    ...(row.rule !== null && { rule: String(row.rule) }),
    expiresAt: Number(row.expires_at),
    attempts: Number(row.attempts),
    ...(row.begun_at !== null && { sentAfter: Number(row.begun_at) }),
  };
}
