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
  let within = false;
  function timed<T>(operation: DatabaseOperation, work: () => T): T {
    if (within) return work();
    const from = elapsed();
    within = true;
    try {
      return work();
    } finally {
      within = false;
      observer.usedDatabase({ operation, seconds: (elapsed() - from) / 1000 });
    }
  }
  return {
    ...database,
    run: (sql, values) => timed('write', () => database.run(sql, values)),
    get: (sql, values) => timed('read', () => database.get(sql, values)),
    all: (sql, values) => timed('read', () => database.all(sql, values)),
    transaction: (work) => timed('transaction', () => database.transaction(work)),
    hastyTransaction: (work) => timed('transaction', () => database.hastyTransaction(work)),
  };
}
