import { type Actor, recordChange } from '../access/audit.ts';
import { requireRight } from '../access/rights.ts';
import { replySchema } from '../chat/replySchema.ts';
import { UserError } from '../common/errors.ts';
import type { Database } from '../storage/database.ts';
import { readStored } from '../storage/stored.ts';
import { type DeliveryRow, deliveryTable } from './table.ts';

/** A message that could not be delivered. */
interface Undelivered {
  id: number;
  title: string;
  /** Why, as people may read it. */
  reason: string;
}

/** What a tenant's outbox holds. */
export interface Queue {
  /** Messages that are due and not delivered yet. */
  waiting: number;
  /** When the oldest of them was due, in Unix milliseconds, and why it waits, where a platform said so. */
  oldest?: { dueAt: number; reason?: string };
  /** Messages given up, newest first, and how many there are in all. */
  dead: Undelivered[];
  deadTotal: number;
}

/** The outbox as people see it: each tenant's apart from the others'. */
export interface DeliveryQueue {
  state(tenant: string): Promise<Queue>;
  /** Tries again what was given up: one message, or all. Resolves with how many. Rejects with UserError. */
  retry(asked: QueueChange): Promise<number>;
  /** Gives up what was given up for good: it is shown no more. */
  drop(asked: QueueChange): Promise<number>;
}

interface QueueChange {
  tenant: string;
  which: number | 'all';
  by: Actor;
}

const RETRIED_FOR_MS = 60 * 60 * 1000;

export function deliveryQueue({ database, now }: { database: Database; now: () => number }): DeliveryQueue {
  const table = deliveryTable(database);
  /** Changes dead messages, and writes down who did. */
  function change(
    { tenant, which, by }: QueueChange,
    verb: string,
    run: (asked: { tenant: string; id: number | null; at: number }) => Promise<number>,
  ): Promise<number> {
    return database.transaction(`tenant:${tenant}`, async () => {
      const at = Math.floor(now());
      const id = which === 'all' ? null : which;
      const changed = await run({ tenant, id, at });
      if (changed === 0 && id !== null) throw new UserError(`No message ${id} was given up here.`);
      const object = id === null ? `all ${changed} undelivered messages` : `undelivered message ${id}`;
      if (changed > 0) await recordChange(database, { tenant, by, at, verb, object, detail: '' });
      return changed;
    });
  }

  return {
    async state(tenant) {
      const open = await table.open({ tenant, at: Math.floor(now()) });
      const dead = await table.dead(tenant);
      return {
        waiting: open.count,
        ...(open.oldest && { oldest: oldestOf(open.oldest) }),
        dead: dead.latest.map(undelivered),
        deadTotal: dead.count,
      };
    },
    retry: async (asked) =>
      change(asked, 'retried', (which) => table.revive({ ...which, until: which.at + RETRIED_FOR_MS })),
    drop: async (asked) => change(asked, 'dropped', table.drop),
  };
}

function oldestOf({ due_at: dueAt, reason }: DeliveryRow): NonNullable<Queue['oldest']> {
  return { dueAt: Number(dueAt), ...(reason !== null && { reason: String(reason) }) };
}

function undelivered(row: DeliveryRow): Undelivered {
  return { id: Number(row.id), title: titleOf(String(row.reply)), reason: String(row.reason) };
}

/** A message that was given up because it is damaged has no title. */
function titleOf(json: string): string {
  try {
    return readStored({ json, schema: replySchema, name: 'message' }).title;
  } catch {
    return 'A damaged message';
  }
}

/** The outbox of one tenant, as far as one person may use it. */
export interface DeliveryBook {
  /** Undefined for those who may not read here: messages are about sites. */
  queue(): Promise<Queue | undefined>;
  /** Rejects with UserError for those who may not change anything. */
  retry(which: number | 'all'): Promise<number>;
  drop(which: number | 'all'): Promise<number>;
}

export function deliveryBook(asked: {
  queue: DeliveryQueue;
  tenant: string;
  by: Actor;
  mayRead: boolean;
  mayChange: boolean;
}): DeliveryBook {
  const { queue, tenant, by, mayRead, mayChange } = asked;
  function changing(which: number | 'all'): QueueChange {
    requireRight({ rights: { read: mayRead, change: mayChange }, right: 'change', to: 'change anything' });
    return { tenant, which, by };
  }
  return {
    queue: async () => (mayRead ? queue.state(tenant) : undefined),
    retry: async (which) => queue.retry(changing(which)),
    drop: async (which) => queue.drop(changing(which)),
  };
}
