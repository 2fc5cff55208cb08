import { DeliveryError } from 'hashdesk/chat';

/** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** When a failed request is made again: never, or while it is certain that nothing was done. */
export type Repeat = 'never' | 'unsent';

const PATIENCE_MS = 60_000;
const FAILURES = 4;

/** Requests in order, one at a time per chat. A chat that must wait holds up no other. */
export function createQueue({ wait, now }: { wait: Wait; now: () => number }) {
  const turns = new Map<number, Promise<unknown>>();
  const pausedUntil = new Map<number, number>();

  /** What is left of the pause; one that is over is forgotten. */
  function pauseMs(chat: number): number {
    const ms = (pausedUntil.get(chat) ?? 0) - now();
    if (ms <= 0) pausedUntil.delete(chat);
    return Math.max(0, ms);
  }

  async function once<T>(chat: number, request: () => Promise<T>): Promise<T> {
    const paused = pauseMs(chat);
    if (paused > 0) await wait(paused);
    return request().catch((failure: DeliveryError) => {
      if (failure.retryAfterMs !== undefined) pausedUntil.set(chat, now() + failure.retryAfterMs);
      throw failure;
    });
  }

  async function patiently<T>(chat: number, request: () => Promise<T>): Promise<T> {
    const until = now() + PATIENCE_MS;
    for (let failures = 0; ; ) {
      try {
        return await once(chat, request);
      } catch (error) {
        const { retryable, unsent, retryAfterMs } = error as DeliveryError;
        if (retryAfterMs === undefined) failures += 1;
        const again = retryable && unsent && failures < FAILURES;
        if (!again || now() + pauseMs(chat) > until) throw error;
        if (retryAfterMs === undefined) await wait(250 * 2 ** failures);
      }
    }
  }

  return {
    /** Rejects with DeliveryError. */
    run<T>({ chat, repeat }: { chat: number; repeat: Repeat }, request: () => Promise<T>): Promise<T> {
      const paused = pauseMs(chat);
      if (repeat === 'never' && paused > 0) return Promise.reject(slower(paused));
      const make = repeat === 'never' ? once : patiently;
      const turn = (turns.get(chat) ?? Promise.resolve()).then(() => make(chat, request));
      const settled = turn
        .catch(() => {})
        .then(() => {
          if (turns.get(chat) !== settled) return;
          turns.delete(chat);
          pauseMs(chat);
        });
      turns.set(chat, settled);
      return turn;
    },
  };
}

function slower(retryAfterMs: number): DeliveryError {
  return new DeliveryError('Telegram asks to post more slowly.', { retryable: true, retryAfterMs });
}
