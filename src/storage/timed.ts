import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseOperation, Observer } from '../common/observer.ts';
import type { Database } from './database.ts';

/** `database`, whose use is told to `observer`: statements within a transaction count with it, once. */
export function timedDatabase(asked: {
  database: Database;
  observer: Pick<Observer, 'usedDatabase'>;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
}): Database {
  const { database, observer, elapsed } = asked;
  const within = new AsyncLocalStorage<true>();
  async function timed<T>(operation: DatabaseOperation, work: () => Promise<T>): Promise<T> {
    if (within.getStore()) return work();
    const from = elapsed();
    try {
      return await work();
    } finally {
      observer.usedDatabase({ operation, seconds: (elapsed() - from) / 1000 });
    }
  }
  return {
    ...database,
    run: (sql, values) => timed('write', () => database.run(sql, values)),
    get: (sql, values) => timed('read', () => database.get(sql, values)),
    all: (sql, values) => timed('read', () => database.all(sql, values)),
    runMany: (sql, rows) => timed('write', () => database.runMany(sql, rows)),
    transaction: (scope, work) =>
      timed('transaction', () => database.transaction(scope, () => within.run(true, work))),
    hastyTransaction: (scope, work) =>
      timed('transaction', () => database.hastyTransaction(scope, () => within.run(true, work))),
  };
}
