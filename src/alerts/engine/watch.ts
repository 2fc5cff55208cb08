import type { Log } from '../../common/log.ts';
import type { AlertEngine } from './engine.ts';

/** How soon a process that does not watch looks whether it is to. */
const LOOK_MS = 1_000;

/**
 * Ticks `engine` until `stop`, each tick `everyMs` after the end of the one before; one that fails is logged. While the
 * watch is another process's, nothing is ticked.
 */
export function watchAlerts(asked: {
  engine: AlertEngine;
  everyMs: number;
  isOurs: () => boolean;
  log: Log;
}): {
  stop(): Promise<void>;
} {
  const { engine, everyMs, isOurs, log } = asked;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const next = (ms: number) => {
    if (!stopping.signal.aborted) timer = setTimeout(run, ms);
  };
  const run = () => {
    if (!isOurs()) return next(Math.min(LOOK_MS, everyMs));
    running = engine
      .tick()
      .catch((err) => log.error({ err }, 'Alerts could not be looked at'))
      .finally(() => next(everyMs));
  };
  run();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
