import { inject, onTestFinished } from 'vitest';
import type { Database } from '../../../src/storage/database.ts';
import { openDatabase, type SqliteDatabase } from '../../../src/storage/sqlite/sqlite.ts';
import { newDirectory } from './newDirectory.ts';
import { postgresDatabase } from './postgresDatabase.ts';

/** A database in `directory`, closed when the test ends: an SQLite file, or what stands for it where PostgreSQL is tested. */
export function testDatabase(directory = newDirectory()): Database {
  const database = elsewhere(directory);
  if (database === undefined) return testFile(directory);
  onTestFinished(() => database.close());
  return database;
}

/** What stands for the file in `directory`; undefined where it is a file, of which whoever opens it knows. */
export function elsewhere(directory: string): Database | undefined {
  const url = inject('postgresUrl');
  return url === undefined ? undefined : postgresDatabase({ url, directory });
}

/** A database that is a file in `directory`, closed when the test ends. */
export function testFile(directory = newDirectory()): SqliteDatabase {
  const database = openDatabase({ directory });
  onTestFinished(() => database.close());
  return database;
}
