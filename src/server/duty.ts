import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';
import type { Lock } from '../storage/lock.ts';

/** What only one process of a desk does: read the market, watch the alerts, write the digests, ask the feeds. */
export interface Duty {
  /** Whether this process does it now. */
  isOurs(): boolean;
  /** Resolves when it has been asked for once. */
  looked: Promise<void>;
  /** Gives it up, so that another process need not wait for its end. */
  stop(): Promise<void>;
}

/** The name of its lock. */
export const DUTY = 'desk';
/** How long a process that stands still keeps the duty. */
export const DUTY_MS = 9_000;
const RENEW_MS = DUTY_MS / 3;
/** How often a process without the duty looks whether it is free. */
const LOOK_MS = 1_000;

/**
 * Takes the duty when it is free, and keeps it until `stop`: ten seconds after a process has died, another does its
 * work. The duty saves work and keeps one view of the market; that nothing is said twice does not hang on it.
 */
export function startDuty(asked: {
  /** Held for `DUTY_MS` at a time. */
  lock: Lock;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
  wait: Wait;
  log: Log;
  /** Runs whenever this process begins to do it; `stop` gives it up once what this began has ended. */
  onTaken: () => unknown;
  /** Runs when this process finds that it does it no more; not at `stop`. */
  onLost?: () => void;
}): Duty {
  const { lock, elapsed, wait, log, onTaken, onLost } = asked;
  const stopping = new AbortController();
  const { signal } = stopping;
  const looked = Promise.withResolvers<void>();
  let heldSince: number | undefined;
  /** Whether it was taken, and nobody was told that it is lost. */
  let told = false;
  /** What was begun when it was taken. */
  let begun: unknown;
  // A process that stood still for longer has lost it, and does not know yet.
  const isOurs = () => heldSince !== undefined && elapsed() - heldSince < DUTY_MS;

  function lose(): void {
    if (!told || isOurs()) return;
    told = false;
    onLost?.();
  }

  async function look(): Promise<void> {
    // Whoever stood still for too long has lost it in the meantime, even where nobody else took it.
    lose();
    const askedAt = elapsed();
    heldSince = (await lock.acquire()) ? askedAt : undefined;
    lose();
    if (told || !isOurs()) return;
    told = true;
    begun = onTaken();
  }

  /** What went wrong at the last look: it is asked each second, and said once. */
  let fault: string | undefined;
  function failed(err: Error): void {
    if (err.message !== fault)
      log.warn({ err }, 'Who does what only one process may could not be read or written');
    fault = err.message;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await look().then(() => {
        fault = undefined;
      }, failed);
      lose();
      looked.resolve();
      await wait(isOurs() ? RENEW_MS : LOOK_MS, signal);
    }
  }

  const running = run();
  return {
    isOurs,
    looked: looked.promise,
    async stop() {
      stopping.abort();
      await running;
      await begun;
      heldSince = undefined;
      await lock.release();
    },
  };
}
