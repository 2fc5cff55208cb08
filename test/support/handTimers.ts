import { setImmediate as turn } from 'node:timers/promises';
import { type HandClock, handClock } from './handClock.ts';

/** A clock moved by hand, and waits that end when it has moved far enough. */
export interface HandTimers extends Omit<HandClock, 'advance'> {
  /** Milliseconds that have passed, however the clock was set. */
  elapsed(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Lets `ms` milliseconds pass: every wait ends at its own time, and what follows from it happens then. With
   * `step`, at multiples of it: late, as on a busy machine, and sooner done.
   */
  pass(ms: number, options?: { step?: number }): Promise<void>;
  /** Sets the clock without letting any time pass. */
  jump(ms: number): void;
}

/** Enough for all that one look at the outbox begins: sixty-four messages, each in turns of its own. */
const TURNS = 80;
/** Enough from one answer of a database in another process to the next question. */
const TURNS_BETWEEN = 8;

/** `isBusy`: what it waits for is answered by another process, in its own time. */
export function handTimers({ isBusy }: { isBusy?: (() => boolean) | undefined } = {}): HandTimers {
  const turns = isBusy ? TURNS_BETWEEN : TURNS;
  const clock = handClock();
  let elapsed = 0;
  const waiting = new Map<() => void, number>();
  return {
    now: clock.now,
    elapsed: () => elapsed,
    jump: clock.advance,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const end = () => {
          waiting.delete(end);
          resolve();
        };
        waiting.set(end, elapsed + ms);
        signal.addEventListener('abort', end, { once: true });
      }),
    async pass(ms, { step = 0 } = {}) {
      const until = elapsed + ms;
      for (;;) {
        for (let left = turns; left > 0; left = isBusy?.() ? turns : left - 1) await turn();
        const next = Math.min(until, Math.max(elapsed + step, Math.min(until, ...waiting.values())));
        clock.advance(next - elapsed);
        elapsed = next;
        const due = [...waiting].filter(([, at]) => at <= elapsed);
        for (const [end] of due) end();
        if (due.length === 0 && elapsed === until) return;
      }
    },
  };
}
