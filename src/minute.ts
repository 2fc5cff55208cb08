import type { Log } from './common/log.ts';
import { type DigestSources, type DigestStore, type KeepDigest, runDigests } from './digest/index.ts';
import type { Market } from './market/contract.ts';
import { heartbeat } from './server/heartbeat.ts';

/** What only one process does, each minute: rejects with the first part that fails. */
export function minuteRun(asked: {
  /** Whoever watches from outside; undefined where nobody does. */
  heartbeatUrl: string | undefined;
  fetch: typeof globalThis.fetch;
  log: Log;
  market: Market;
  digests: DigestStore;
  digestSources: DigestSources;
  keep: KeepDigest;
  isOurs: () => boolean;
  isWell: () => Promise<boolean>;
}): () => Promise<void> {
  const { heartbeatUrl, fetch, log, market, digests, digestSources, keep, isOurs, isWell } = asked;
  return async () => {
    if (!isOurs()) return;
    // First, whatever the rest does; a run that hangs keeps the next from beginning.
    // A desk that is ill is not alive to whoever watches: the log says which part.
    if (heartbeatUrl !== undefined && (await isWell())) void heartbeat({ url: heartbeatUrl, fetch, log });
    // Beside the minutes: megabytes from a slow source must hold up neither a digest nor the heartbeat.
    void market
      .refreshHistory()
      .catch((err) => log.error({ err }, 'The history could not be brought up to date'));
    await runDigests({ store: digests, sources: digestSources, keep, log });
  };
}
