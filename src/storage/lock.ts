import type { Database, Row } from './database.ts';

/** A task that one process at a time may do. */
export interface Lock {
  /** Takes the lock, or renews it; false while another holder has it. Call it more often than it expires. */
  acquire(): Promise<boolean>;
  /** Gives it up, if it is held, so that another need not wait. */
  release(): Promise<void>;
}

/** Whether anybody holds the lock called `name`, which is held for `ttlMs` at a time. */
export async function isHeld(asked: {
  database: Database;
  name: string;
  now: number;
  ttlMs: number;
}): Promise<boolean> {
  const { database, name, now, ttlMs } = asked;
  const sql = 'SELECT 1 FROM leases WHERE name = :name AND expires_at > :now AND expires_at <= :end';
  return (await database.get(sql, { name, now, end: now + ttlMs })) !== undefined;
}

/** The same of a database that is only read. */
export function isHeldIn(asked: {
  reading: { all(sql: string): Row[] };
  name: string;
  now: number;
  ttlMs: number;
}): boolean {
  const { reading, name, now, ttlMs } = asked;
  const held = reading.all('SELECT name, expires_at FROM leases').filter((row) => row.name === name);
  return held.some(({ expires_at: end }) => Number(end) > now && Number(end) <= now + ttlMs);
}

/**
 * The lock called `name`, for `ttlMs` milliseconds at a time. `holder` is unique to the process. All holders
 * of a name use the same `ttlMs`: an end further ahead than that was written before the clock was set back,
 * and does not count.
 */
export function lock({
  database,
  name,
  holder,
  now,
  ttlMs,
}: {
  database: Database;
  name: string;
  holder: string;
  /** One clock for all holders. */
  now: () => number | Promise<number>;
  ttlMs: number;
}): Lock {
  if (!(Number.isFinite(ttlMs) && ttlMs > 0))
    throw new RangeError(`ttlMs must be a finite number of milliseconds above 0, read ${ttlMs}`);
  return {
    async acquire() {
      const at = await now();
      // One statement compares and sets, so two processes at the same instant cannot both see it free.
      const changed = await database.run(
        `INSERT INTO leases (name, holder, expires_at) VALUES (:name, :holder, :end)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
         WHERE leases.holder = excluded.holder OR leases.expires_at <= :at OR leases.expires_at > :end`,
        { name, holder, at, end: Math.ceil(at + ttlMs) },
      );
      return changed === 1;
    },
    async release() {
      await database.run('DELETE FROM leases WHERE name = :name AND holder = :holder', { name, holder });
    },
  };
}
