import type { Log } from '../common/log.ts';
import type { Database } from './database.ts';
import { openDatabase } from './sqlite/sqlite.ts';

/** Where a desk keeps everything: a PostgreSQL database, or else a file in a folder. */
export interface Place {
  databaseUrl?: string;
  dataDirectory: string;
}

/**
 * Opens the database of a desk, and makes it where there is none. Rejects with StorageError, which says what to do. Only
 * where PostgreSQL is used its library is loaded.
 */
export async function openAt({ place, log }: { place: Place; log: Log }): Promise<Database> {
  const { databaseUrl: url, dataDirectory: directory } = place;
  if (url === undefined) return openDatabase({ directory });
  const { openPostgres } = await import('./postgres/postgres.ts');
  return openPostgres({ url, log });
}
