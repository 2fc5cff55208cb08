import type { Wait } from '../../common/wait.ts';

/** A little more than a second: what is sent at even times does not arrive at even times. */
export const WINDOW_MS = 1_040;

/**
 * Lets one after the other through, evenly, fewer than `perSecond` in any second, first come, first served: resolves when it
 * is the caller's turn. Many that are let through at once would arrive over half a second, and meet those of the next.
 */
export function rateLimiter({ perSecond, now, wait }: { perSecond: number; now: () => number; wait: Wait }) {
  const gapMs = WINDOW_MS / perSecond;
  let nextAt = Number.NEGATIVE_INFINITY;
  let before = Promise.resolve();

  async function pass(signal: AbortSignal): Promise<void> {
    const at = now();
    // Never longer than the gap, though the clock be set back.
    const waitMs = Math.max(0, Math.min(gapMs, nextAt - at));
    if (waitMs > 0) await wait(waitMs, signal);
    // A timer that rings late by less than that delays no other.
    nextAt = at + waitMs + gapMs;
  }

  return (signal: AbortSignal): Promise<void> => {
    before = before.then(() => pass(signal));
    return before;
  };
}
