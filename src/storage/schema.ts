import { StorageError } from '../common/errors.ts';
import { migrations } from './migrations.ts';

/** Says in a file's header whose it is: “Hash” in ASCII. Files from before it was written have none. */
const APPLICATION_ID = 0x48617368;
/** What the very first version made, by which its files are known. */
const FIRST_TABLES = ['sites', 'key_values', 'leases', 'claims'];

/** What is used of SQLite here. */
interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): { get(): Row | undefined; all(): Row[] };
}
type Row = Record<string, unknown>;

const pragma = (sqlite: Sqlite, name: string) => Number(sqlite.prepare(`PRAGMA ${name}`).get()?.[name]);

/** The names of its tables, SQLite's own aside. */
export function tablesOf(sqlite: Sqlite): string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`;
  return sqlite
    .prepare(sql)
    .all()
    .map(({ name }) => String(name));
}

/** The version of the tables that this program works with. */
export const versionOfProgram = migrations.length;

/** The statements that make all tables and indexes as they are now, or the steps that follow a version. */
export function schemaStatements(asked: { empty: () => Sqlite; after?: number }): string[] {
  const { empty, after } = asked;
  if (after !== undefined) return migrations.slice(after);
  const sql = `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' ORDER BY type DESC, name`;
  return migrated(empty())
    .prepare(sql)
    .all()
    .map((row) => String(row.sql));
}

let whole: string | undefined;

/** What makes all tables in an empty database. */
function tablesAsTheyAre(empty: () => Sqlite): string {
  whole ??= schemaStatements({ empty }).join(';\n');
  return whole;
}

let expected: string[] | undefined;

/** The names of all tables of this version. */
export function tablesOfProgram(empty: () => Sqlite): string[] {
  expected ??= tablesOf(migrated(empty()));
  return expected;
}

/** In words, which tables of this version are not among `present`; undefined where all are. */
export function lacking({
  present,
  empty,
}: {
  present: readonly string[];
  empty: () => Sqlite;
}): string | undefined {
  const missing = tablesOfProgram(empty).filter((name) => !present.includes(name));
  return missing.length === 0 ? undefined : listed(missing);
}

/** In words, the tables that a database of this version lacks; undefined where it has all. `empty` is one without any. */
export function missingTables(asked: { sqlite: Sqlite; empty: () => Sqlite }): string | undefined {
  return lacking({ ...asked, present: tablesOf(asked.sqlite) });
}

function migrated(sqlite: Sqlite): Sqlite {
  for (const step of migrations) sqlite.exec(step);
  return sqlite;
}

const listed = (tables: readonly string[]) =>
  `the ${tables.length === 1 ? 'table' : 'tables'} ${tables.join(', ')}`;

/** Throws StorageError where the file is another application's, or of a version that is unknown here; changes nothing. */
export function refuseForeign(sqlite: Sqlite, file: string): void {
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
  return `it holds ${listed(tables.slice(0, 3))}${tables.length > 3 ? ', …' : ''}`;
}

/**
 * Takes the steps that the database has not taken; `alone` runs it alone among all writers. Two processes may open an
 * old database at once, so the version is read where only one of them writes. Throws StorageError where its tables are
 * not those of its version.
 */
export function migrate(asked: {
  sqlite: Sqlite;
  empty: () => Sqlite;
  file: string;
  alone: (work: () => void) => void;
}): void {
  const { sqlite, empty, file, alone } = asked;
  const isCurrent = () =>
    pragma(sqlite, 'user_version') === migrations.length &&
    pragma(sqlite, 'application_id') === APPLICATION_ID;
  if (!isCurrent())
    alone(() => {
      refuseForeign(sqlite, file);
      const version = pragma(sqlite, 'user_version');
      // What has nothing yet gets the tables as they are now, and not as they came to be.
      const steps = version === 0 ? [tablesAsTheyAre(empty)] : migrations.slice(version);
      for (const step of steps) take({ sqlite, step, file, version });
      sqlite.exec(`PRAGMA user_version = ${migrations.length}; PRAGMA application_id = ${APPLICATION_ID}`);
    });
  const missing = missingTables({ sqlite, empty });
  if (missing !== undefined) throw mismatch(file, `it lacks ${missing}`);
}

/** SQLite's word for a step that does not fit what is there; a full disk is another matter. */
const SQLITE_ERROR = 1;

function take(asked: { sqlite: Sqlite; step: string; file: string; version: number }): void {
  const { sqlite, step, file, version } = asked;
  try {
    sqlite.exec(step);
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_ERROR)) throw error;
    throw mismatch(file, `it says ${version}`, error);
  }
}

function mismatch(file: string, reason: string, cause?: unknown): StorageError {
  return new StorageError(
    `The tables in the database ${file} are not those of its version (${reason}): it is left as it is. Restore it from a backup, or move it away to start with an empty one.`,
    { cause },
  );
}
