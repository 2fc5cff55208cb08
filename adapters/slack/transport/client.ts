import type { Logger } from '@slack/bolt';
import type { ClientOptions } from '../oauth/workspaces.ts';

const CALL_TIMEOUT_MS = 10_000;

/** The library neither retries nor waits: both are ours, so that nothing is posted twice and no channel waits for another. */
export function clientOptions(asked: {
  apiUrl: string;
  fetch: typeof globalThis.fetch;
  logger: Logger;
  timeoutMs?: number;
}): ClientOptions {
  const { apiUrl, fetch, logger, timeoutMs = CALL_TIMEOUT_MS } = asked;
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    fetch,
    logger,
  };
}
