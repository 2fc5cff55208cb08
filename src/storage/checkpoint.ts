import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Log } from '../common/log.ts';
import { type Database, LONG_LOG_BYTES } from './database.ts';

const EVERY_MS = 5_000;

/** Keeps the database's write-ahead log short until `stop`; what fails is logged and tried again. */
export function keepLogShort({ database, log }: { database: Database; log: Log }): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const look = () => {
    running ??= shortenLog(database)
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
 * Moves a long write-ahead log into the database file on a thread of its own: a commit, and with it every answer,
 * would wait for tens of thousands of pages otherwise. Resolves when it is done, or not yet worth it.
 */
export async function shortenLog({ file }: Pick<Database, 'file'>): Promise<void> {
  const { size = 0 } = statSync(`${file}-wal`, { throwIfNoEntry: false }) ?? {};
  if (size <= LONG_LOG_BYTES) return;
  const worker = new Worker(new URL('./checkpointWorker.mjs', import.meta.url), { workerData: file });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once('error', reject).once('exit', () => resolve());
  return promise;
}
