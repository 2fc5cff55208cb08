import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from './common/log.ts';
import { type DigestSources, type DigestStore, type KeepDigest, runDigests } from './digest/index.ts';
import type { Market } from './market/contract.ts';
import { scorePlans } from './plans/index.ts';
import { heartbeat } from './server/heartbeat.ts';
import type { Database } from './storage/database.ts';

/** What only one process does, each minute: rejects with the first part that fails. */
export function minuteRun(asked: {
  /** Whoever watches from outside; undefined where nobody does. */
  heartbeatUrl: string | undefined;
  fetch: typeof globalThis.fetch;
  log: Log;
  database: Database;
  now: () => number;
  market: Market;
  digests: { store: DigestStore; sources: DigestSources; keep: KeepDigest };
  isOurs: () => boolean;
  isWell: () => Promise<boolean>;
}): () => Promise<void> {
  const { heartbeatUrl, fetch, log, database, now, market, digests, isOurs, isWell } = asked;
  return async () => {
    if (!isOurs()) return;
    // First, whatever the rest does; a run that hangs keeps the next from beginning.
    // A desk that is ill is not alive to whoever watches: the log says which part.
    if (heartbeatUrl !== undefined && (await isWell())) void heartbeat({ url: heartbeatUrl, fetch, log });
    // Beside the minutes: megabytes from a slow source must hold up neither a digest nor the heartbeat.
    void market
      .refreshHistory()
      .catch((err) => log.error({ err }, 'The history could not be brought up to date'));
    // What begins with the history, and with a desk that starts, has its turn first.
    await breathe();
    // Before the digests, which tell of it.
    await scorePlans({ database, now, log });
    await runDigests({ ...digests, log });
  };
}
