import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Log } from '../common/log.ts';
import { type Database, LONG_LOG_BYTES } from './database.ts';

const EVERY_MS = 5_000;
/** What was confirmed is in the file itself after twice as long at most: whoever copies the file copies that. */
const LONGEST_MS = 25_000;

/** Keeps the database's write-ahead log short and young until `stop`; what fails is logged and tried again. */
export function keepLogShort(asked: {
  database: Database;
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
 * Moves the write-ahead log into the database file where it is long, or holds what was written since it was last moved
 * `LONGEST_MS` ago. On a thread of its own: a commit, and with it every answer, would wait for tens of thousands of
 * pages otherwise. Resolves when it is done, or not yet worth it.
 */
export function logShortener(asked: {
  database: Pick<Database, 'file' | 'check'>;
  now: () => number;
}): () => Promise<void> {
  const { database, now } = asked;
  let movedAt = now();
  let movedLog = '';
  return async () => {
    const { size = 0, mtimeMs = 0 } = statSync(`${database.file}-wal`, { throwIfNoEntry: false }) ?? {};
    const state = `${size} ${mtimeMs}`;
    // A clock that was set back must not put it off.
    const isYoung = state === movedLog || Math.abs(now() - movedAt) < LONGEST_MS;
    if (size === 0 || (size <= LONG_LOG_BYTES && isYoung)) return;
    // Where the file is gone, the thread would make a new one.
    database.check();
    await moveLog(database.file);
    movedAt = now();
    movedLog = state;
  };
}

function moveLog(file: string): Promise<void> {
  const worker = new Worker(new URL('./checkpointWorker.mjs', import.meta.url), { workerData: file });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once('error', reject).once('exit', () => resolve());
  return promise;
}
