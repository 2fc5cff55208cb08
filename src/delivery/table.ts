import type { Database, Row } from '../storage/database.ts';
import { listsOf } from '../storage/list.ts';

export type DeliveryRow = Row;

/** After so many attempts without an answer a message no longer holds up those behind it. */
const HOLDS_UP = 3;
/** Of what was given up so many are shown. Not bound: with a bound LIMIT the statement takes twice as long. */
const MOST_DEAD = 5;

const isLeased = (row: string) => `(${row}.leased_until > :at AND ${row}.leased_until <= :latest)`;

const readyFrom = (index: string, kind: string) => `SELECT * FROM deliveries AS it INDEXED BY ${index}
  WHERE adapter = :adapter AND settled_at IS NULL AND it.rule IS ${kind} AND due_at <= :at AND NOT (next_at > :at AND next_at <= :furthest)
    AND (leased_until IS NULL OR NOT ${isLeased('it')})
    AND NOT EXISTS (
      SELECT 1 FROM deliveries AS other
      WHERE other.adapter = it.adapter AND other.tenant = it.tenant AND other.channel = it.channel
        AND other.settled_at IS NULL AND other.id <> it.id
        AND (${isLeased('other')}
          OR (other.due_at, other.id) < (it.due_at, it.id) AND other.unanswered < ${HOLDS_UP}))
  ORDER BY due_at, id LIMIT :most`;
const READY_ALERTS = readyFrom('deliveries_of_rules', 'NOT NULL');
const READY_OTHERS = readyFrom('deliveries_by_due', 'NULL');

/** A message as it comes into the outbox. */
interface NewDelivery {
  key: string;
  tenant: string;
  adapter: string;
  channel: string;
  address: string;
  reply: string;
  rule: string | null;
  dueAt: number;
  expiresAt: number;
}

/** In the place of a chat's name: a URL that a tenant has named. */
export const WEBHOOK = 'webhook';

/** The outbox in the database. Times in Unix milliseconds, whole ones. */
export function deliveryTable(database: Database) {
  return {
    /** False of each whose key is there already, and then nothing is changed. */
    async insert(rows: readonly NewDelivery[]): Promise<boolean[]> {
      const changed = await database.runMany(
        `INSERT INTO deliveries (key, tenant, adapter, channel, address, reply, rule, due_at, next_at, expires_at)
         VALUES (:key, :tenant, :adapter, :channel, :address, :reply, :rule, :dueAt, :dueAt, :expiresAt)
         ON CONFLICT (key) DO NOTHING`,
        rows.map((row) => ({ ...row })),
      );
      return changed.map((count) => count === 1);
    },
    /**
     * The first of every conversation that may be sent now and that nobody else is sending: alerts before all else,
     * because the digests of a morning may take minutes.
     */
    async ready(asked: { adapter: string; most: number; at: number; latest: number; furthest: number }) {
      const alerts = await database.all(READY_ALERTS, asked);
      const most = asked.most - alerts.length;
      return most > 0 ? [...alerts, ...(await database.all(READY_OTHERS, { ...asked, most }))] : alerts;
    },
    async take(rows: readonly { id: number; holder: string; leaseEnd: number }[]): Promise<void> {
      const sql = 'UPDATE deliveries SET holder = :holder, leased_until = :leaseEnd WHERE id = :id';
      await database.runMany(sql, rows);
    },
    /** Those of `ids` that are the holder's. */
    async renew(asked: { ids: readonly number[]; holder: string; leaseEnd: number }): Promise<number[]> {
      const { ids, ...rest } = asked;
      const renewed: number[] = [];
      for (const { sql, values } of listsOf(ids))
        for (const { id } of await database.all(
          `UPDATE deliveries SET leased_until = :leaseEnd
           WHERE id IN (${sql}) AND settled_at IS NULL AND holder = :holder RETURNING id`,
          { ...rest, ...values },
        ))
          renewed.push(Number(id));
      return renewed;
    },
    /** False when it is no longer the holder's to send. */
    async begin(asked: { id: number; holder: string; at: number }): Promise<boolean> {
      const sql = `UPDATE deliveries SET state = 'sending', begun_at = coalesce(begun_at, :at)
        WHERE id = :id AND holder = :holder AND leased_until > :at AND settled_at IS NULL`;
      return (await database.run(sql, asked)) === 1;
    },
    /** False when it was settled before. Of what was sent the text goes at once: it is the largest part of the file. */
    async settle(end: {
      id: number;
      state: 'sent' | 'dead';
      receipt?: string;
      reason?: string;
      at: number;
    }): Promise<boolean> {
      const { receipt = null, reason = null } = end;
      const sql = `UPDATE deliveries SET state = :state, receipt = :receipt, reason = :reason, settled_at = :at,
          reply = CASE :state WHEN 'sent' THEN '' ELSE reply END, holder = NULL, leased_until = NULL
        WHERE id = :id AND settled_at IS NULL`;
      return (await database.run(sql, { ...end, receipt, reason })) === 1;
    },
    /** Gives it back to be tried again; `known`: it is certain that nothing was posted. */
    async again(asked: {
      id: number;
      holder: string;
      known: 0 | 1;
      nextAt: number;
      counts: number;
      unanswered: number;
      reason: string;
    }): Promise<void> {
      await database.run(
        `UPDATE deliveries SET state = CASE WHEN :known = 1 THEN 'waiting' ELSE 'unknown' END,
           begun_at = CASE WHEN :known = 1 THEN NULL ELSE begun_at END,
           next_at = :nextAt, attempts = attempts + :counts, unanswered = unanswered + :unanswered,
           reason = :reason, holder = NULL, leased_until = NULL
         WHERE id = :id AND holder = :holder AND settled_at IS NULL`,
        asked,
      );
    },
    /** Gives back what was never handed over. */
    async release(asked: { adapter: string; holder: string }): Promise<void> {
      const sql = `UPDATE deliveries SET holder = NULL, leased_until = NULL
        WHERE adapter = :adapter AND settled_at IS NULL AND holder = :holder AND state <> 'sending'`;
      await database.run(sql, asked);
    },
    async prune(before: number): Promise<void> {
      await database.run('DELETE FROM deliveries WHERE settled_at < :before', { before });
    },

    /** How many of a tenant's messages are due and not delivered, and the oldest of them. */
    async open(asked: {
      tenant: string;
      at: number;
    }): Promise<{ count: number; oldest: DeliveryRow | undefined }> {
      const open = 'FROM deliveries WHERE tenant = :tenant AND settled_at IS NULL AND due_at <= :at';
      const oldest = await database.get(`SELECT due_at, reason ${open} ORDER BY due_at, id LIMIT 1`, asked);
      if (oldest === undefined) return { count: 0, oldest };
      const row = await database.get(`SELECT count(*) AS count ${open}`, asked);
      return { count: Number(row?.count), oldest };
    },
    /**
     * How many messages of all tenants were due in a chat before `before`, in Unix milliseconds, and are not delivered: no
     * server that a tenant names makes the desk ill.
     */
    async overdue(before: number): Promise<number> {
      const sql = `SELECT count(*) AS count FROM deliveries
        WHERE settled_at IS NULL AND due_at < :before AND adapter <> '${WEBHOOK}'`;
      return Number((await database.get(sql, { before }))?.count);
    },
    /** Of all tenants: what is due and not delivered, by platform and state. */
    async openByState(
      at: number,
    ): Promise<{ adapter: string; state: string; count: number; oldestDueAt: number }[]> {
      const rows = await database.all(
        `SELECT adapter, state, count(*) AS count, min(due_at) AS oldest FROM deliveries
         WHERE settled_at IS NULL AND due_at <= :at GROUP BY adapter, state`,
        { at },
      );
      return rows.map(({ adapter, state, count, oldest }) => ({
        adapter: String(adapter),
        state: String(state),
        count: Number(count),
        oldestDueAt: Number(oldest),
      }));
    },
    /** Of all tenants: how many were given up, by platform. */
    async deadByAdapter(): Promise<{ adapter: string; count: number }[]> {
      const sql = `SELECT adapter, count(*) AS count FROM deliveries WHERE state = 'dead' GROUP BY adapter`;
      const rows = await database.all(sql);
      return rows.map(({ adapter, count }) => ({ adapter: String(adapter), count: Number(count) }));
    },
    /** How many were given up, and the latest five of them. */
    async dead(tenant: string): Promise<{ count: number; latest: DeliveryRow[] }> {
      const dead = `FROM deliveries WHERE tenant = :tenant AND state = 'dead'`;
      const latest = await database.all(
        `SELECT id, reply, reason ${dead} ORDER BY settled_at DESC, id DESC LIMIT ${MOST_DEAD}`,
        { tenant },
      );
      // Nearly every tenant has none: nothing is counted for it.
      if (latest.length === 0) return { count: 0, latest };
      const row = await database.get(`SELECT count(*) AS count ${dead}`, { tenant });
      return { count: Number(row?.count), latest };
    },
    /** Tries again what was given up, one or all; how many. */
    /** `until`: it is tried for as long, at least. */
    revive: (asked: { tenant: string; id: number | null; at: number; until: number }): Promise<number> =>
      database.run(
        `UPDATE deliveries SET state = CASE WHEN begun_at IS NULL THEN 'waiting' ELSE 'unknown' END, settled_at = NULL, next_at = :at,
           attempts = 0, unanswered = 0, expires_at = CASE WHEN expires_at < :until THEN :until ELSE expires_at END
         WHERE tenant = :tenant AND state = 'dead' AND (CAST(:id AS BIGINT) IS NULL OR id = :id)`,
        asked,
      ),
    /** Shows what was given up no more, one or all; how many. */
    drop: (asked: { tenant: string; id: number | null; at: number }): Promise<number> =>
      database.run(
        `UPDATE deliveries SET state = 'dropped', settled_at = :at
         WHERE tenant = :tenant AND state = 'dead' AND (CAST(:id AS BIGINT) IS NULL OR id = :id)`,
        asked,
      ),
  };
}
