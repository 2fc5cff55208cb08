import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';

/** After a failure, before the next try. */
const RECOVER_MS = 1_000;

/** The process has other things to do: work that takes long is done less often, within reason. */
const REST_PER_WORK = 9;
const LONGEST_REST_MS = 10_000;

/** Does `work` again and again, `everyMs` after it ended; what fails is logged and tried again. */
export async function repeat(asked: {
  everyMs: number;
  signal: AbortSignal;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
  wait: Wait;
  log: Log;
  work: () => Promise<unknown>;
}): Promise<void> {
  const { everyMs, signal, elapsed, wait, log, work } = asked;
  while (!signal.aborted) {
    let pauseMs = everyMs;
    const began = elapsed();
    try {
      await work();
      const restMs = Math.min(LONGEST_REST_MS, (elapsed() - began) * REST_PER_WORK);
      pauseMs = Math.max(everyMs, restMs);
    } catch (err) {
      log.error({ err }, 'The outbox could not be read or written');
      pauseMs = Math.max(everyMs, RECOVER_MS);
    }
    await wait(pauseMs, signal);
  }
}
