import type { Database } from '../../storage/database.ts';
import type { Rule } from '../rules/rule.ts';

/** Something that was said, or would have been but for quiet hours. */
export interface AlertRecord {
  address: Rule['address'];
  /** The rule's id and number; 0 for what is about a channel's data rather than a rule. */
  rule: number;
  number: number;
  kind: 'fired' | 'reminded' | 'resolved' | 'happened' | 'lost' | 'back';
  /** Unix milliseconds. */
  at: number;
  since: number;
  text: string;
  /** To be told when the quiet hours end. */
  held: boolean;
}

const KEPT_MS = 90 * 86_400_000;

/** Writes down what was said. Part of the caller's transaction. */
export async function recordEvents(database: Database, records: readonly AlertRecord[]): Promise<void> {
  await database.runMany(
    `INSERT INTO alert_events (tenant, rule, number, address, at, kind, since, text, held)
     VALUES (:tenant, :rule, :number, :address, :at, :kind, :since, :text, :held)`,
    records.map(({ address, since, held, ...event }) => ({
      ...event,
      tenant: address.tenant,
      address: JSON.stringify(address),
      since: Math.round(since),
      held: held ? 1 : 0,
    })),
  );
}

/** Forgets what was said three months ago. */
export async function pruneEvents(database: Database, now: number): Promise<void> {
  await database.run('DELETE FROM alert_events WHERE at < :before', { before: now - KEPT_MS });
}

/** The conversations, as JSON, for which something is held back, each with the id of the last of it. */
export async function heldAddresses(database: Database): Promise<{ address: string; last: number }[]> {
  const sql = 'SELECT address, max(id) AS last FROM alert_events WHERE held = 1 GROUP BY address';
  const rows = await database.all(sql);
  return rows.map(({ address, last }) => ({ address: String(address), last: Number(last) }));
}

export type HeldEvent = Pick<AlertRecord, 'number' | 'kind' | 'at' | 'text'>;

/** What is held back for a conversation, oldest first; from then on it counts as told. */
export async function takeHeld(database: Database, address: string): Promise<HeldEvent[]> {
  const rows = await database.all(
    'SELECT number, kind, at, text FROM alert_events WHERE held = 1 AND address = :address ORDER BY id',
    { address },
  );
  await database.run('UPDATE alert_events SET held = 0 WHERE held = 1 AND address = :address', { address });
  return rows.map(({ number, kind, at, text }) => ({
    number: Number(number),
    kind: String(kind) as AlertRecord['kind'],
    at: Number(at),
    text: String(text),
  }));
}

/** An alert that fired, or something that happened, in words. Times in Unix milliseconds. */
export interface FiredAlert {
  /** `#3 hashprice $43.10/PH/day < $45.00/PH/day` */
  text: string;
  at: number;
  /** What happens is over at once. */
  kind: 'fired' | 'happened';
  /** Absent while it lasts. */
  resolvedAt?: number;
}

/** What fired for a tenant from `from` until before `to`, oldest first. */
export type FiredAlerts = (asked: {
  tenant: string;
  from: number;
  to: number;
}) => Promise<readonly FiredAlert[]>;

/** What fired as the database remembers it. */
export function firedAlerts({ database }: { database: Database }): FiredAlerts {
  return async (asked) => {
    const rows = await database.all(
      `SELECT text, at, kind,
           (SELECT min(at) FROM alert_events AS later
            WHERE later.tenant = fired.tenant AND later.rule = fired.rule AND later.since = fired.since
              AND later.kind = 'resolved' AND later.at >= fired.at) AS resolved_at
         FROM alert_events AS fired
         WHERE tenant = :tenant AND kind IN ('fired', 'happened') AND at >= :from AND at < :to
         ORDER BY at, id`,
      asked,
    );
    return rows.map(({ text, at, kind, resolved_at: resolvedAt }) => ({
      text: String(text),
      at: Number(at),
      kind: kind === 'happened' ? 'happened' : 'fired',
      ...(resolvedAt === null ? {} : { resolvedAt: Number(resolvedAt) }),
    }));
  };
}
