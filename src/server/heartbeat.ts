import type { Log } from '../common/log.ts';

const TIMEOUT_MS = 10_000;

/** Tells whoever watches at `url` that this desk is alive. Never rejects; the address, a secret, is not logged. */
export async function heartbeat(asked: {
  url: string;
  fetch: typeof globalThis.fetch;
  log: Log;
}): Promise<void> {
  const { url, fetch, log } = asked;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    void response.body?.cancel().catch(() => {});
    if (!response.ok) log.warn({ status: response.status }, 'HEARTBEAT_URL did not take the heartbeat');
  } catch {
    log.warn({}, 'HEARTBEAT_URL could not be reached');
  }
}
