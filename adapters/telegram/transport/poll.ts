import { DeliveryError, type Log, type Wait } from 'hashdesk/chat';
import { failureOf } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { idOf } from '../updates.ts';
import type { Api } from './api.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** The reading of updates as they come. */
export interface Polling {
  /** What is wrong with it now. */
  trouble(): string | undefined;
  /** Asks for nothing more. */
  halt(): Promise<void>;
  /** Tells Telegram what was handled, so that it does not come again. */
  acknowledge(): Promise<void>;
}

/** Asks for updates, each time acknowledging those that `take` has handled. What fails is asked again, less and less often. */
export function startPolling(asked: {
  api: Api;
  take: (updates: readonly unknown[]) => Promise<void>;
  wait: Wait;
  log: Log;
}): Polling {
  const { api, take, wait, log } = asked;
  const stopping = new AbortController();
  const { signal } = stopping;
  let offset = 0;
  let trouble: string | undefined;

  async function round(): Promise<void> {
    const updates = await api.updates({ offset, seconds: LIMITS.pollSeconds, signal });
    trouble = undefined;
    await take(updates);
    offset = Math.max(offset, ...updates.map((update) => (idOf(update) ?? -1) + 1));
  }

  async function run(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; ) {
      try {
        await round();
        waitMs = FIRST_WAIT_MS;
      } catch (error) {
        if (signal.aborted) return;
        trouble = failureOf(error);
        log.warn({ failure: trouble }, 'Updates could not be read from Telegram');
        await wait((error instanceof DeliveryError ? error.retryAfterMs : undefined) ?? waitMs, signal);
        waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
      }
    }
  }

  const running = run();
  return {
    trouble: () => trouble,
    async halt() {
      stopping.abort();
      await running;
    },
    async acknowledge() {
      if (offset === 0) return;
      await api
        .updates({ offset, seconds: 0 })
        .catch((error) =>
          log.warn({ failure: failureOf(error) }, 'Updates could not be acknowledged to Telegram'),
        );
    },
  };
}
