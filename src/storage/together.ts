import type { Database } from './database.ts';

interface Waiting {
  write: () => unknown;
  resolve(value: never): void;
  reject(error: unknown): void;
}

/**
 * Writes of one turn of the main loop in one transaction: the disk is waited for once, however many there are.
 * Each resolves once it is on the disk. When one is refused, each is made by itself, and rejects by itself.
 */
export function together(database: Database): <T>(write: () => T) => Promise<T> {
  let waiting: Waiting[] = [];
  const flush = () => {
    const writes = waiting;
    waiting = [];
    try {
      const results = database.transaction(() => writes.map(({ write }) => write()));
      for (const [at, { resolve }] of writes.entries()) resolve(results[at] as never);
    } catch {
      for (const one of writes) alone(one);
    }
  };
  const alone = ({ write, resolve, reject }: Waiting) => {
    try {
      resolve(database.transaction(write) as never);
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
