import type { Wait } from '../../common/wait.ts';

/** A little more than a second: what is sent at even times does not arrive at even times. */
export const WINDOW_MS = 1_010;

/** Lets at most `perSecond` through in any second, first come, first served: resolves when it is the caller's turn. */
export function rateLimiter({ perSecond, now, wait }: { perSecond: number; now: () => number; wait: Wait }) {
  /** When the latest were let through. */
  const latest: number[] = [];
  let before = Promise.resolve();

  async function pass(signal: AbortSignal): Promise<void> {
    const first = latest.length < perSecond ? Number.NEGATIVE_INFINITY : latest.shift()!;
    // Never longer than the window, though the clock be set back.
    const waitMs = Math.min(WINDOW_MS, first + WINDOW_MS - now());
    if (waitMs > 0) await wait(waitMs, signal);
    latest.push(now());
  }

  return (signal: AbortSignal): Promise<void> => {
    before = before.then(() => pass(signal));
    return before;
  };
}
