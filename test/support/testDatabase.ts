import { onTestFinished } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { openDatabase } from '../../src/storage/sqlite.ts';
import { tempDirectory } from './tempDirectory.ts';

/** A database in `directory`, closed when the test ends. */
export function testDatabase(directory = tempDirectory()): Database {
  const database = openDatabase({ directory });
  onTestFinished(() => database.close());
  return database;
}
