import type { Database, Scope } from './database.ts';

interface Waiting {
  write: () => Promise<unknown>;
  resolve(value: never): void;
  reject(error: unknown): void;
}

/**
 * Writes of one turn of the main loop in one transaction: the disk is waited for once, however many there are.
 * Each resolves once it is on the disk. When one is refused, each is made by itself, and rejects by itself.
 */
export function together(asked: {
  database: Database;
  scope: Scope;
}): <T>(write: () => Promise<T>) => Promise<T> {
  const { database, scope } = asked;
  let waiting: Waiting[] = [];
  const flush = async () => {
    const writes = waiting;
    waiting = [];
    try {
      const results = await database.transaction(scope, async () => {
        const written: unknown[] = [];
        for (const { write } of writes) written.push(await write());
        return written;
      });
      for (const [at, { resolve }] of writes.entries()) resolve(results[at] as never);
    } catch {
      for (const one of writes) await alone(one);
    }
  };
  const alone = async ({ write, resolve, reject }: Waiting) => {
    try {
      resolve((await database.transaction(scope, write)) as never);
    } catch (error) {
      reject(error);
    }
  };
  return (write) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ write, resolve, reject });
    });
}
