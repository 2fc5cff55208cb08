import type { Person } from '../chat/people.ts';
import type { Database, Row } from '../storage/database.ts';

/** Who made a change, as the record keeps them. */
export type Actor = Pick<Person, 'id' | 'name'>;

/** One change: who did what to what, when, and what it was before. */
export interface AuditRecord {
  /** Unix milliseconds. */
  at: number;
  by: Actor;
  /** What was done: `added`, `edited`, `removed`, `allowed`, `revoked`. */
  verb: string;
  /** What it was done to: `site Rockdale`, `person U123`. */
  object: string;
  /** Which inputs changed, from → to: plain text, at most 500 characters. */
  detail: string;
}

/** The record of every change, each tenant's apart from the others'. */
export interface AuditTrail {
  /** The latest changes, newest first, and how many there are in all. */
  latest(asked: { tenant: string; most: number }): Promise<{ records: AuditRecord[]; total: number }>;
}

const keptMs = 400 * 24 * 60 * 60 * 1000;
const mostPerTenant = 10_000;
const longest = { id: 100, name: 100, object: 100, detail: 500 };

/**
 * Writes down one change; call it inside the transaction that makes the change, so that there is never one
 * without the other. Drops what is older than 400 days, and what is more than 10,000 records of a tenant.
 */
export async function recordChange(
  database: Database,
  change: AuditRecord & { tenant: string },
): Promise<void> {
  const { tenant, at, verb } = change;
  await database.run(
    `INSERT INTO audit (tenant, at, person_id, person_name, verb, object, detail)
     VALUES (:tenant, :at, :id, :name, :verb, :object, :detail)`,
    { tenant, at, verb, ...clipped({ ...change, ...change.by }) },
  );
  await database.run('DELETE FROM audit WHERE at < :before', { before: at - keptMs });
  await database.run(
    `DELETE FROM audit WHERE tenant = :tenant AND id <=
       (SELECT id FROM audit WHERE tenant = :tenant ORDER BY id DESC LIMIT 1 OFFSET :most)`,
    { tenant, most: mostPerTenant },
  );
}

/** The record in the database. */
export function auditTrail({ database, now }: { database: Database; now: () => number }): AuditTrail {
  return {
    async latest({ tenant, most }) {
      const kept = { tenant, since: now() - keptMs };
      const where = 'WHERE tenant = :tenant AND at >= :since';
      const rows = await database.all(`SELECT * FROM audit ${where} ORDER BY id DESC LIMIT :most`, {
        ...kept,
        most,
      });
      const count = await database.get(`SELECT count(*) AS total FROM audit ${where}`, kept);
      return { records: rows.map(stored), total: Number(count?.total) };
    },
  };
}

function stored(row: Row): AuditRecord {
  return {
    at: Number(row.at),
    by: { id: String(row.person_id), name: String(row.person_name) },
    verb: String(row.verb),
    object: String(row.object),
    detail: String(row.detail),
  };
}

function clipped<K extends keyof typeof longest>(texts: Record<K, string>): Record<K, string> {
  const names = Object.keys(longest) as K[];
  return Object.fromEntries(names.map((name) => [name, clip(texts[name], longest[name])])) as Record<
    K,
    string
  >;
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
