import type { Log } from '../../common/log.ts';
import type { AlertEngine } from './engine.ts';

/** Ticks `engine` until `stop`, each tick `everyMs` after the end of the one before; one that fails is logged. */
export function watchAlerts(asked: { engine: AlertEngine; everyMs: number; log: Log }): {
  stop(): Promise<void>;
} {
  const { engine, everyMs, log } = asked;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const run = () => {
    running = engine
      .tick()
      .catch((err) => log.error({ err }, 'Alerts could not be looked at'))
      .finally(() => {
        if (!stopping.signal.aborted) timer = setTimeout(run, everyMs);
      });
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
