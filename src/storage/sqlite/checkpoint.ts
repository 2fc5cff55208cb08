import { Worker } from 'node:worker_threads';
import type { Log } from '../../common/log.ts';
import type { Database } from '../database.ts';
import type { SqliteDatabase } from './sqlite.ts';

const EVERY_MS = 500;
/** 4 MB are worth a thread: a commit waits for the disk while more is moved at once. */
const MANY_PAGES = 1024;
/** What was confirmed is in the file itself after twice as long at most: whoever copies the file copies that. */
const LONGEST_MS = 25_000;

/** Keeps the database's write-ahead log short and young until `stop`; what fails is logged and tried again. */
export function keepLogShort(asked: {
  database: Pick<SqliteDatabase, 'file' | 'check' | 'all'>;
  log: Log;
  /** The current time in Unix milliseconds. */
  now: () => number;
}): { stop(): Promise<void> } {
  const { database, log, now } = asked;
  const shorten = logShortener({ database, now });
  let running: Promise<unknown> | undefined;
  const look = () => {
    running ??= shorten()
      .catch((err) => log.warn({ err }, 'The write-ahead log could not be shortened'))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Moves the write-ahead log into the database file where much of it was not moved yet, or was written `LONGEST_MS` ago.
 * On a thread of its own: a commit, and with it every answer, would wait for thousands of pages otherwise. What is
 * written meanwhile is moved here once it is little: a log begins anew only where all of it was moved, and would grow as
 * long as somebody writes. Resolves when it is done, or not yet worth it.
 */
export function logShortener(asked: {
  database: Pick<SqliteDatabase, 'file' | 'check' | 'all'>;
  now: () => number;
}): () => Promise<void> {
  const { database, now } = asked;
  let movedAt = now();
  return async () => {
    const pages = await pagesToMove(database);
    // A clock that was set back must not put it off.
    const isYoung = Math.abs(now() - movedAt) < LONGEST_MS;
    if (pages === 0 || (pages <= MANY_PAGES && isYoung)) return;
    // Where the file is gone, the thread would make a new one.
    await database.check();
    const isNearlyMoved = await moveLog(database.file);
    if (isNearlyMoved) await database.all('PRAGMA wal_checkpoint(PASSIVE)');
    movedAt = now();
  };
}

/** Moves nothing; an SQLite before 3.51 does not know NOOP and moves what there is. */
async function pagesToMove(database: Pick<Database, 'all'>): Promise<number> {
  const [row] = await database.all('PRAGMA wal_checkpoint(NOOP)');
  return Number(row?.log) - Number(row?.checkpointed);
}

/** Whether no more is left than was written in a moment. */
function moveLog(file: string): Promise<boolean> {
  const worker = new Worker(new URL('./checkpointWorker.mjs', import.meta.url), { workerData: file });
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  // A thread that was ended says nothing: nothing of it is known.
  worker
    .once('message', resolve)
    .once('error', reject)
    .once('exit', () => resolve(false));
  return promise;
}
