import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StorageError, UserError } from '../../common/errors.ts';
import type { AllRows } from '../rows.ts';
import { fillFile } from './fill.ts';
import { fileName, openDatabase, type Reading, readDatabase } from './sqlite.ts';

/** What a copy holds. */
export interface Copied {
  tables: number;
  rows: number;
  bytes: number;
}

/**
 * Copies the database `file`, which may be in use, to the new file `to`, which is whole or not there at all and nobody
 * else's to read. UserError where `to` cannot be used; StorageError where the database cannot be read or the copy is
 * not whole.
 */
export async function backUp({ file, to }: { file: string; to: string }): Promise<Copied> {
  refuseUnlessNew(to);
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UserError(`There is no database ${file} to copy. Set DATA_DIR to the folder that holds it.`);
  const source = readDatabase(file);
  try {
    return await placed({ to, make: async (aside) => source.copyInto(aside), check: digestOf });
  } finally {
    source.close();
  }
}

/** Writes every row of `from`, kept by another engine, as a backup to the new file `to`; as `backUp` in all else. */
export async function backUpRows({ from, to }: { from: AllRows; to: string }): Promise<Copied> {
  refuseUnlessNew(to);
  return placed({ to, make: (aside) => fillFile({ file: aside, from }), check: digestOf });
}

/**
 * Puts the backup `from` into `directory` as its database, where none is, compares counts and checksums of all tables,
 * and brings it up to date. UserError where either cannot be used; StorageError where `from` is no backup of ours.
 */
export async function restore(asked: { from: string; directory: string }): Promise<Copied> {
  const { from, directory } = asked;
  refuseUnlessFile(from);
  const to = join(directory, fileName);
  for (const name of [to, `${to}-wal`, `${to}-shm`])
    if (lstatSync(name, { throwIfNoEntry: false }))
      throw new UserError(`${name} is there already: a backup is restored into an empty place only.`);
  const source = readDatabase(from);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const expected = digestOf(source);
    const check = (copy: Reading) => {
      const found = digestOf(copy);
      const differing = [...expected.tables].filter(([name, it]) => found.tables.get(name) !== it);
      if (differing.length === 0 && found.tables.size === expected.tables.size) return found;
      throw new StorageError(
        `The restored copy differs from ${from} in ${differing.map(([name]) => name).join(', ')}: nothing was restored.`,
      );
    };
    const copied = await placed({ to, make: async (aside) => source.copyInto(aside), check });
    await openDatabase({ directory }).close();
    return copied;
  } finally {
    source.close();
  }
}

/** UserError for what is no backup: a folder, a link, nothing. */
export function refuseUnlessFile(from: string): void {
  if (!lstatSync(from, { throwIfNoEntry: false })?.isFile())
    throw new UserError(`${from} is no file: a backup is one, and no symbolic link.`);
}

function refuseUnlessNew(to: string): void {
  if (lstatSync(to, { throwIfNoEntry: false }))
    throw new UserError(`${to} is there already: a backup never replaces a file.`);
}

/** Makes a file in a folder of its own beside `to`, checks it, and gives it its name; what fails leaves nothing behind. */
async function placed(asked: {
  to: string;
  make: (aside: string) => Promise<void>;
  check: (copy: Reading) => { rows: number; tables: Map<string, string> };
}): Promise<Copied> {
  const to = resolve(asked.to);
  const folder = dirname(to);
  const { isDirectory } = kindOf(folder);
  if (!isDirectory) throw new UserError(`${folder} is no folder that can be written to, or a symbolic link.`);
  // Readable by its owner alone, whatever is written into it.
  const own = inWords(folder, () => mkdtempSync(join(folder, `.${basename(to)}-`)));
  try {
    const aside = join(own, 'copy');
    await flushedMeanwhile(aside, () => asked.make(aside));
    chmodSync(aside, 0o600);
    const { rows, tables } = checked(aside, asked.check);
    flush(aside);
    // Fails where the name was taken meanwhile, by a link as well.
    inWords(to, () => linkSync(aside, to));
    flush(folder);
    return { tables: tables.size, rows, bytes: statSync(to).size };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/**
 * Writes `file` while a thread sends what is written to the disk bit by bit: all of it at the end would take a disk half
 * a second, and whoever writes to the database would wait for as long.
 */
async function flushedMeanwhile<T>(file: string, write: () => Promise<T>): Promise<T> {
  if (process.platform === 'win32') return write();
  const ended = new Int32Array(new SharedArrayBuffer(4));
  new Worker(new URL('./flushWorker.mjs', import.meta.url), { workerData: { file, ended } });
  try {
    return await write();
  } finally {
    Atomics.store(ended, 0, 1);
    Atomics.notify(ended, 0);
  }
}

function checked<T>(file: string, check: (copy: Reading) => T): T {
  const copy = readDatabase(file);
  try {
    const [found] = copy.all('PRAGMA integrity_check(1)');
    if (found?.integrity_check !== 'ok')
      throw new StorageError(`The copy is damaged (${found?.integrity_check}): it was not kept.`);
    return check(copy);
  } finally {
    copy.close();
  }
}

function kindOf(path: string): { isDirectory: boolean } {
  return { isDirectory: lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true };
}

function flush(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function inWords<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(`${path} cannot be written (${code}).`);
  }
}

/** Of each table, how many rows it has and a checksum over them in the order of their keys. */
function digestOf(database: Reading): { rows: number; tables: Map<string, string> } {
  const names = database
    .all(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`)
    .map(({ name }) => String(name));
  let rows = 0;
  const tables = new Map<string, string>();
  for (const name of names) {
    const hash = createHash('sha256');
    let count = 0;
    // An index may be of another order here and there.
    for (const row of database.each(`SELECT * FROM "${name}" NOT INDEXED`)) {
      hash.update(`${JSON.stringify(Object.values(row).map(marked))}\n`);
      count += 1;
    }
    rows += count;
    tables.set(name, `${count} ${hash.digest('hex')}`);
  }
  return { rows, tables };
}

/** A value that JSON tells apart from all others: 1, 1.0 and “1” are three. */
function marked(value: unknown): unknown {
  if (typeof value === 'bigint') return { integer: String(value) };
  return value instanceof Uint8Array ? { blob: Buffer.from(value).toString('hex') } : value;
}
