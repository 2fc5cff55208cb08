import { statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../../common/errors.ts';
import { type Database, NO_TRANSACTION, type Row, type Values } from '../database.ts';
import type { AllRows } from '../rows.ts';
import { migrate, missingTables, refuseForeign, tablesOf } from '../schema.ts';
import { numbered } from '../statement.ts';
import { prepareFiles } from './privateFiles.ts';
import { watchFile } from './sameFile.ts';
import { inTurns } from './turns.ts';

/** A database that is one file, which several processes may use at once. */
export type SqliteDatabase = Database & { file: string };

/** The name of the database in its directory. */
export const fileName = 'hashdesk.sqlite';
/**
 * What the write-ahead log keeps of the disk: to cut off a quarter of a gigabyte takes a quarter of a second of the
 * commit that does it, and what is written over needs less of the disk than what is appended.
 */
export const LONG_LOG_BYTES = 32 * 2 ** 20;
const busyTimeoutMs = 5000;
const NAP_MS = 20;
const BUSY = 5;

/** SQLite's primary result codes, from https://www.sqlite.org/rescode.html, in words. */
const causes: Record<number, string> = {
  5: `The database is busy: nothing was saved. Another process has been writing for ${busyTimeoutMs / 1000} seconds; try again.`,
  8: 'The database is read-only: nothing was saved. Make its directory and files writable.',
  10: 'The disk could not be read or written: nothing was saved. Check the disk that holds the database.',
  11: 'The database is damaged. Restore it from a backup, or move it away to start with an empty one.',
  13: 'The disk is full: nothing was saved. Make room and try again.',
  14: 'The database cannot be opened. Make its directory and files readable and writable.',
  26: 'The file is no database of ours. Restore it from a backup, or move it away to start with an empty one.',
};

/**
 * Opens `hashdesk.sqlite` in `directory`, creates both where they are missing, readable by nobody else, and
 * brings the tables up to date. Throws StorageError with what to do when that cannot be.
 */
export function openDatabase({ directory }: { directory: string }): SqliteDatabase {
  const file = join(directory, fileName);
  prepareFiles({ directory, file });
  const sqlite = inWords(() => new DatabaseSync(file, { timeout: busyTimeoutMs }), file);
  try {
    inWords(() => {
      patiently(() => refuseForeign(sqlite, file));
      patiently(() => sqlite.exec('PRAGMA journal_mode = WAL'));
      sqlite.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
      // SQLite's own 2 MB do not hold the upper pages of a million alerts. Checkpoints are made in the background;
      // one comes with a commit only when they have fallen behind by a quarter of a gigabyte.
      sqlite.exec('PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 64000;');
      sqlite.exec(`PRAGMA journal_size_limit = ${LONG_LOG_BYTES}`);
      migrate({ sqlite, empty, file, alone: (work) => atOnce(sqlite, work) });
    }, file);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return database(sqlite, file);
}

/** A database that is read and never changed. */
export interface Reading {
  /** How many of our migrations it has taken. */
  version: number;
  all(sql: string): Row[];
  /** Row by row, integers as bigint. */
  each(sql: string): Iterable<Row>;
  /** From now on it is read as it is at this moment. */
  hold(): void;
  allRows: AllRows;
  /** Writes all of it, as it is at this moment, into the new file `to`; whoever writes meanwhile does not wait. */
  copyInto(to: string): void;
  close(): void;
}

/**
 * Opens the database `file` for reading. Throws StorageError where it is not there, is damaged, is another
 * application's, or of a newer version than this program.
 */
export function readDatabase(file: string): Reading {
  const sqlite = inWords(() => new DatabaseSync(file, { timeout: busyTimeoutMs, readOnly: true }), file);
  try {
    inWords(() => {
      refuseForeign(sqlite, file);
      if (tablesOf(sqlite).length === 0)
        throw new StorageError(`The file ${file} is empty: it is no backup.`);
    }, file);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const each = (sql: string) => {
    const statement = sqlite.prepare(sql);
    statement.setReadBigInts(true);
    return statement.iterate();
  };
  return {
    version: Number(sqlite.prepare('PRAGMA user_version').get()!.user_version),
    all: (sql) => inWords(() => sqlite.prepare(sql).all(), file),
    each,
    hold: () => inWords(() => sqlite.exec('BEGIN'), file),
    allRows: {
      tables: async () => tablesOf(sqlite),
      rowsOf: (table) => each(`SELECT * FROM "${table}"`),
      async lastNumbers() {
        const rows = sqlite.prepare('SELECT name, seq FROM sqlite_sequence').all();
        return new Map(rows.map(({ name, seq }) => [String(name), Number(seq)]));
      },
    },
    copyInto: (to) =>
      inWords(() => void sqlite.prepare('VACUUM INTO ?').run(to), `from ${file} to ${dirname(to)}`),
    close: () => sqlite.close(),
  };
}

/** A database without any table, in memory. */
export const empty = () => new DatabaseSync(':memory:');

/** SQLite waits for other processes everywhere but here: switching to WAL fails at once while another one does. */
function patiently<T>(work: () => T): T {
  const nap = new Int32Array(new SharedArrayBuffer(4));
  for (let left = busyTimeoutMs; ; left -= NAP_MS) {
    try {
      return work();
    } catch (error) {
      if (left <= 0 || primaryCode(error) !== BUSY) throw error;
      Atomics.wait(nap, 0, 0, NAP_MS);
    }
  }
}

function database(sqlite: DatabaseSync, file: string): SqliteDatabase {
  const prepared = new Map<string, Prepared>();
  const statement = (sql: string): Prepared => {
    const known = prepared.get(sql) ?? prepare(sqlite, sql);
    prepared.set(sql, known);
    return known;
  };
  const checkFile = watchFile(file);
  const turns = inTurns();
  function write<T>(work: () => T): T {
    // Within a transaction it was looked at as it began.
    if (!sqlite.isTransaction) checkFile();
    return inWords(work);
  }
  /** SQLite has one writer: every scope is the same to it. */
  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    checkFile();
    inWords(() => sqlite.exec(BEGIN));
    try {
      const result = await work();
      inWords(() => sqlite.exec('COMMIT'));
      return result;
    } catch (error) {
      rollBack(sqlite);
      throw error;
    }
  }
  return {
    engine: 'SQLite',
    file,
    bytes: async () =>
      [file, `${file}-wal`].reduce(
        (sum, it) => sum + (statSync(it, { throwIfNoEntry: false })?.size ?? 0),
        0,
      ),
    async freeBytes() {
      const { bavail, bsize } = statfsSync(dirname(file));
      return bavail * bsize;
    },
    async check() {
      checkFile();
      const missing = inWords(() => missingTables({ sqlite, empty }));
      if (missing !== undefined)
        throw new StorageError(
          `The database lacks ${missing}. Restore it from a backup, and start Hashdesk anew.`,
        );
    },
    run: (sql, values = {}) => turns.statement(() => write(() => statement(sql).run(values))),
    runMany: (sql, rows) =>
      turns.statement(() => {
        const many = () => rows.map((values) => statement(sql).run(values));
        return write(() => (sqlite.isTransaction ? many() : atOnce(sqlite, many)));
      }),
    get: (sql, values = {}) => turns.statement(() => inWords(() => statement(sql).get(values))),
    all: (sql, values = {}) => turns.statement(() => inWords(() => statement(sql).all(values))),
    transaction: (_, work) => turns.transaction(() => transaction(work)),
    // Its one writer has every scope.
    async alsoWithin() {
      if (!turns.isWithin()) throw new Error(NO_TRANSACTION);
    },
    hastyTransaction: (_, work) => turns.transaction(() => inHaste(sqlite, () => transaction(work))),
    now: async () => undefined,
    async tables() {
      const texts = `SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'`;
      return tablesOf(sqlite).map((table) => ({
        table,
        texts: sqlite
          .prepare(texts)
          .all(table)
          .map(({ name }) => String(name)),
      }));
    },
    async forget() {
      await turns.statement(() => inWords(() => sqlite.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')));
    },
    // After whatever is under way: half of it would be lost.
    close: () =>
      turns.statement(() => {
        prepared.clear();
        if (sqlite.isOpen) sqlite.close();
      }),
  };
}

interface Prepared {
  run(values: Values): number;
  get(values: Values): Row | undefined;
  all(values: Values): Row[];
}

/** Values are handed over in order, because node:sqlite takes three times as long to look each up by its name. */
function prepare(sqlite: DatabaseSync, sql: string): Prepared {
  const { text, inOrder } = numbered(sql, '?');
  const statement = sqlite.prepare(text);
  return {
    run: (values) => Number(statement.run(...inOrder(values)).changes),
    get: (values) => statement.get(...inOrder(values)),
    all: (values) => statement.all(...inOrder(values)),
  };
}

/** IMMEDIATE: waits for other writers before anything is read, so that what was read still holds when it is written. */
const BEGIN = 'BEGIN IMMEDIATE';

/** For the migrations, before anybody else is there. */
function atOnce<T>(sqlite: DatabaseSync, work: () => T): T {
  sqlite.exec(BEGIN);
  try {
    const result = work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(sqlite);
    throw error;
  }
}

function rollBack(sqlite: DatabaseSync): void {
  // A full disk may have rolled back already.
  if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
}

async function inHaste<T>(sqlite: DatabaseSync, work: () => Promise<T>): Promise<T> {
  sqlite.exec('PRAGMA synchronous = NORMAL');
  try {
    return await work();
  } finally {
    sqlite.exec('PRAGMA synchronous = FULL');
  }
}

/** SQLite's errors in words; the file is named to the operator at the start, and to nobody in a chat. */
function inWords<T>(work: () => T, file?: string): T {
  try {
    return work();
  } catch (error) {
    const words = causes[primaryCode(error)];
    if (words === undefined) throw error;
    throw new StorageError(file === undefined ? words : `${words} (${file})`, { cause: error });
  }
}

/** The extended code carries the primary one in its low byte. */
function primaryCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}
