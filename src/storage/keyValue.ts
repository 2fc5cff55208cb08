import { Keyv } from 'keyv';
import type { z } from 'zod';
import { StorageError } from '../common/errors.ts';
import type { Database } from './database.ts';
import { readStored } from './stored.ts';

/** Values by key within one namespace. A failed read or write rejects: it never looks like a missing key. */
export interface KeyValue {
  /** The value under `key`; undefined when there is none or it has expired. Rejects when it is not of `schema`. */
  get<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined>;
  /** Keeps `value`, which must survive JSON, for `ttlMs` milliseconds (more than 0), or until it is deleted. */
  set(key: string, value: unknown, options?: { ttlMs?: number }): Promise<void>;
  /** False when there was nothing. */
  delete(key: string): Promise<boolean>;
}

/** What keyv hands through to our adapter, untouched: the value as JSON, and its end by our own clock. */
interface Entry {
  json: string;
  expiresAt: number | null;
}

/**
 * Key-value storage over the database. Each call makes its own keyv on its own adapter object: two namespaces
 * on one adapter object read each other's values.
 */
export function keyValue(options: { database: Database; namespace: string; now: () => number }): KeyValue {
  const { namespace, now } = options;
  if (namespace === '') throw new TypeError('A namespace needs a name');
  // Without an `error` listener keyv throws what the adapter threw; with one it would answer "no such key".
  // It takes ttl 0, −1 and NaN as "for ever" and reads the system clock, so expiry is the adapter's.
  const keyv = new Keyv<Entry>({ store: adapter(options), serialization: false, checkExpired: false });
  return {
    async get(key, schema) {
      const entry = await keyv.get(named(key));
      return entry === undefined
        ? undefined
        : readStored({ json: entry.json, schema, name: `${namespace}/${key}` });
    },
    async set(key, value, { ttlMs } = {}) {
      const expiresAt = ttlMs === undefined ? null : Math.ceil(now() + positive(ttlMs));
      const saved = await keyv.set(named(key), { json: toJson(value), expiresAt });
      if (!saved) throw new StorageError(`The value under "${namespace}/${key}" was not saved.`);
    },
    delete: async (key) => keyv.delete(named(key)),
  };
}

/** The adapter that keyv asks. It declares `expires`, so that keyv uses it as it is instead of wrapping it. */
function adapter({ database, namespace, now }: { database: Database; namespace: string; now: () => number }) {
  return {
    capabilities: { expires: true },
    async get(key: string): Promise<{ value: Entry } | undefined> {
      const row = await database.get(
        `SELECT value FROM key_values
         WHERE namespace = :namespace AND key = :key AND (expires_at IS NULL OR expires_at > :now)`,
        { namespace, key, now: now() },
      );
      return row && { value: { json: String(row.value), expiresAt: null } };
    },
    async set(key: string, { value: { json, expiresAt } }: { value: Entry }): Promise<boolean> {
      return database.transaction('rows', async () => {
        // What expired is never asked for again (a one-time state), so it goes whenever something comes.
        await database.run('DELETE FROM key_values WHERE expires_at <= :now', { now: now() });
        const changed = await database.run(
          `INSERT INTO key_values (namespace, key, value, expires_at) VALUES (:namespace, :key, :json, :expiresAt)
           ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
          { namespace, key, json, expiresAt },
        );
        return changed === 1;
      });
    },
    async delete(key: string): Promise<boolean> {
      const sql = 'DELETE FROM key_values WHERE namespace = :namespace AND key = :key';
      return (await database.run(sql, { namespace, key })) === 1;
    },
  };
}

/** keyv ignores an empty key in silence. */
function named(key: string): string {
  if (key === '') throw new TypeError('A key needs a name');
  return key;
}

function positive(ttlMs: number): number {
  if (Number.isFinite(ttlMs) && ttlMs > 0) return ttlMs;
  throw new RangeError(`ttlMs must be a finite number of milliseconds above 0, read ${ttlMs}`);
}

/** JSON, without its silent losses: NaN would become null, and undefined nothing at all. */
function toJson(value: unknown): string {
  const json = JSON.stringify(value, (name, part) => {
    if (typeof part !== 'number' || Number.isFinite(part)) return part;
    throw new TypeError(`A stored number must be finite, read ${part}${name && ` in "${name}"`}`);
  });
  if (json === undefined) throw new TypeError(`A stored value must survive JSON, read ${typeof value}`);
  return json;
}
