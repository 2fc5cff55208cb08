import { z } from 'zod';
import type { Address } from '../chat/people.ts';
import type { Reply } from '../chat/reply.ts';
import { replySchema } from '../chat/replySchema.ts';
import { DamagedError } from '../common/errors.ts';
import type { Database } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';
import { together } from '../storage/together.ts';
import { deliveryIdOf } from './outbox.ts';
import { type DeliveryRow, deliveryTable } from './table.ts';

/** Longer than a process stands still; whoever holds a lease renews it in good time. */
export const LEASE_MS = 15_000;
/** How far the clocks of two processes may be apart. A lease that ends later was written before the clock was set back. */
const SKEW_MS = 15_000;
/** A wait longer than any we set was written before the clock was set back, and is over. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
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

/** Deliveries of one adapter as a worker sees them; what it writes is on the disk when the call returns or resolves. */
export function deliveryRows(asked: {
  database: Database;
  adapter: string;
  /** Unique to the worker. */
  holder: string;
  now: () => number;
}) {
  const { database, adapter, holder, now } = asked;
  const scope = `deliveries:${adapter}` as const;
  const write = together({ database, scope });
  const table = deliveryTable(database);
  const times = () => {
    const at = Math.floor(now());
    return { at, leaseEnd: at + LEASE_MS, latest: at + LEASE_MS + SKEW_MS, furthest: at + LONGEST_WAIT_MS };
  };
  const dead = (id: number, reason: string) => table.settle({ id, state: 'dead', reason, at: times().at });

  return {
    /** The first delivery of every conversation that may be sent now and that nobody else is sending. */
    async lease({ most, except }: { most: number; except: ReadonlySet<number> }): Promise<DeliveryRow[]> {
      const look = (most: number) => table.ready({ adapter, most, ...times() });
      if ((await look(1)).length === 0) return [];
      return database.transaction(scope, async () => {
        const ready = (await look(most + except.size)).filter(({ id }) => !except.has(Number(id)));
        const rows = firstOfEach(ready).slice(0, most);
        const { leaseEnd } = times();
        await table.take(rows.map(({ id }) => ({ id: Number(id), holder, leaseEnd })));
        return rows;
      });
    },
    /** What is to be sent; undefined when it cannot be read, which gives it up. */
    read: (row: DeliveryRow): Promise<Leased | undefined> =>
      readOr(row, (reason) => dead(Number(row.id), reason)),
    /** Keeps those of `ids` that are held, and says which: what nobody works on is free again when its lease ends. */
    renew: (ids: Iterable<number>): Promise<number[]> =>
      table.renew({ ids: [...ids], holder, leaseEnd: times().leaseEnd }),
    /** Writes down that it is being handed over. False when it is no longer ours to send. */
    begin: ({ id }: Leased): Promise<boolean> => write(() => table.begin({ id, holder, at: times().at })),
    sent: ({ id }: Leased, receipt: string): Promise<boolean> =>
      write(() => table.settle({ id, state: 'sent', receipt, at: times().at })),
    /** `and` runs in the same transaction. */
    async dead({ id, tenant }: Leased, reason: string, and = async () => {}): Promise<void> {
      await database.transaction(`tenant:${tenant}`, async () => {
        if (await dead(id, reason)) await and();
      });
    },
    /** Gives it back to be tried again. What may have arrived before stays unknown whatever came after. */
    async again({ id, sentAfter }: Leased, { at, answered, counts, reason }: Again): Promise<void> {
      const known = answered && sentAfter === undefined ? 1 : 0;
      const rest = { nextAt: Math.ceil(at), counts: Number(counts), unanswered: Number(!answered) };
      await table.again({ id, holder, known, reason, ...rest });
    },
    /** Gives back what was never handed over. */
    release: (): Promise<void> => table.release({ adapter, holder }),
    /** Forgets what ended a month ago. */
    prune: (): Promise<void> => table.prune(times().at - KEPT_MS),
  };
}

/** The delivery, or none after `refuse` was told why it cannot be read. */
async function readOr(
  row: DeliveryRow,
  refuse: (reason: string) => Promise<unknown>,
): Promise<Leased | undefined> {
  try {
    return read(row);
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    await refuse(error.message);
    return undefined;
  }
}

/** Of two in one conversation, the one that is first in order. */
function firstOfEach(rows: DeliveryRow[]): DeliveryRow[] {
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

function read(row: DeliveryRow): Leased {
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
