import { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../common/errors.ts';
import { migrations } from './migrations.ts';

/** Says in a file's header whose it is: “Hash” in ASCII. Files from before it was written have none. */
const APPLICATION_ID = 0x48617368;
/** What the very first version made, by which its files are known. */
const FIRST_TABLES = ['sites', 'key_values', 'leases', 'claims'];

const pragma = (sqlite: DatabaseSync, name: string) => Number(sqlite.prepare(`PRAGMA ${name}`).get()?.[name]);

function tablesOf(sqlite: DatabaseSync): string[] {
  const rows = sqlite
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'`)
    .all();
  return rows.map(({ name }) => String(name));
}

/** The tables that all the steps together make. */
function expectedTables(): string[] {
  const sqlite = new DatabaseSync(':memory:');
  for (const step of migrations) sqlite.exec(step);
  const tables = tablesOf(sqlite);
  sqlite.close();
  return tables;
}
let expected: string[] | undefined;

/** The tables that a database of this version lacks. */
export function missingTables(present: readonly string[]): string[] {
  expected ??= expectedTables();
  return expected.filter((name) => !present.includes(name));
}

/** Throws StorageError where the file is another application's, or of a version that is unknown here; changes nothing. */
export function refuseForeign(sqlite: DatabaseSync, file: string): void {
  const [id, version] = [pragma(sqlite, 'application_id'), pragma(sqlite, 'user_version')];
  const tables = tablesOf(sqlite);
  const isNew = id === 0 && version === 0 && tables.length === 0;
  const isOurs =
    id === APPLICATION_ID || (id === 0 && version > 0 && FIRST_TABLES.every((it) => tables.includes(it)));
  if (!isNew && !isOurs)
    throw new StorageError(
      `The file ${file} is the database of another application (${described(tables)}): it is left as it is. Set DATA_DIR to a directory for Hashdesk alone, or move the file away.`,
    );
  if (version > migrations.length)
    throw new StorageError(
      `The database ${file} has version ${version}, and this Hashdesk knows versions up to ${migrations.length}. Run the newer Hashdesk that wrote it.`,
    );
}

function described(tables: readonly string[]): string {
  if (tables.length === 0) return 'it holds no table';
  const [few, more] = [tables.slice(0, 3).join(', '), tables.length > 3 ? ', …' : ''];
  return `it holds the ${tables.length === 1 ? 'table' : 'tables'} ${few}${more}`;
}

/**
 * Takes the steps that the database has not taken; `alone` runs it alone among all writers. Two processes may open an
 * old database at once, so the version is read where only one of them writes. Throws StorageError where its tables are
 * not those of its version.
 */
export function migrate(asked: {
  sqlite: DatabaseSync;
  file: string;
  alone: (work: () => void) => void;
}): void {
  const { sqlite, file, alone } = asked;
  const isCurrent = () =>
    pragma(sqlite, 'user_version') === migrations.length &&
    pragma(sqlite, 'application_id') === APPLICATION_ID;
  if (!isCurrent())
    alone(() => {
      refuseForeign(sqlite, file);
      for (const step of migrations.slice(pragma(sqlite, 'user_version'))) take({ sqlite, step, file });
      sqlite.exec(`PRAGMA user_version = ${migrations.length}; PRAGMA application_id = ${APPLICATION_ID}`);
    });
  const missing = missingTables(tablesOf(sqlite));
  if (missing.length > 0)
    throw mismatch(file, `it lacks the ${missing.length === 1 ? 'table' : 'tables'} ${missing.join(', ')}`);
}

/** SQLite's word for a step that does not fit what is there; a full disk is another matter. */
const SQLITE_ERROR = 1;

function take({ sqlite, step, file }: { sqlite: DatabaseSync; step: string; file: string }): void {
  try {
    sqlite.exec(step);
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_ERROR)) throw error;
    throw mismatch(file, error.message, error);
  }
}

function mismatch(file: string, reason: string, cause?: unknown): StorageError {
  return new StorageError(
    `The tables in the database ${file} are not those of its version (${reason}): it is left as it is. Restore it from a backup, or move it away to start with an empty one.`,
    { cause },
  );
}
