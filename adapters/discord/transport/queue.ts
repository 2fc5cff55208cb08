import { DeliveryError } from 'hashdesk/chat';
import { deliveryError } from '../errors.ts';

/** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** When a failed request is made again. */
export type Repeat =
  /** Never: whoever asked repeats it. */
  | 'never'
  /** When Discord asks to wait, which means that nothing was done. */
  | 'limited'
  /** Whenever it may help: doing it twice is doing it once. */
  | 'always';

const PATIENCE_MS = 60_000;
const FAILURES = 4;

/** Requests in order, one at a time per conversation. A conversation that must wait holds up no other. */
export function createQueue({ wait, now }: { wait: Wait; now: () => number }) {
  const turns = new Map<string, Promise<unknown>>();
  const pausedUntil = new Map<string, number>();

  /** What is left of the pause; one that is over is forgotten. */
  function pauseMs(key: string): number {
    const ms = (pausedUntil.get(key) ?? 0) - now();
    if (ms <= 0) pausedUntil.delete(key);
    return Math.max(0, ms);
  }

  /** Makes the request; DeliveryError when it failed. */
  async function once<T>(key: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      const failure = deliveryError(error);
      if (failure.retryAfterMs !== undefined) pausedUntil.set(key, now() + failure.retryAfterMs);
      throw failure;
    }
  }

  async function patiently<T>(key: string, repeat: Repeat, request: () => Promise<T>): Promise<T> {
    const until = now() + PATIENCE_MS;
    for (let failures = 0; ; ) {
      const paused = pauseMs(key);
      if (paused > 0) await wait(paused);
      try {
        return await once(key, request);
      } catch (error) {
        const limited = (error as DeliveryError).retryAfterMs !== undefined;
        if (!limited) failures += 1;
        const again =
          limited || (repeat === 'always' && (error as DeliveryError).retryable && failures < FAILURES);
        if (repeat === 'never' || !again || now() + pauseMs(key) > until) throw error;
        if (!limited) await wait(250 * 2 ** failures);
      }
    }
  }

  return {
    /** Rejects with DeliveryError. */
    run<T>({ key, repeat }: { key: string; repeat: Repeat }, request: () => Promise<T>): Promise<T> {
      const paused = pauseMs(key);
      if (repeat === 'never' && paused > 0) return Promise.reject(slower(paused));
      const turn = (turns.get(key) ?? Promise.resolve()).then(() => patiently(key, repeat, request));
      const settled = turn
        .catch(() => {})
        .then(() => {
          if (turns.get(key) !== settled) return;
          turns.delete(key);
          pauseMs(key);
        });
      turns.set(key, settled);
      return turn;
    },
  };
}

function slower(retryAfterMs: number): DeliveryError {
  return new DeliveryError('Discord asks to post more slowly.', { retryable: true, retryAfterMs });
}
