import { schedule } from 'node-cron';
import type { Log } from '../common/log.ts';

/**
 * Runs `run` at the start of every UTC minute until the function it returns is called, which resolves when a
 * run in progress has ended. A run that fails is logged; while one lasts, the minutes that begin are skipped.
 * What is due when, and what was missed, is for the runs to work out: a tick promises neither.
 */
export function everyMinute({ run, log }: { run: () => Promise<void>; log: Log }): () => Promise<void> {
  let running: Promise<void> | undefined;
  const tick = () => {
    if (running) return log.warn({}, 'The run of an earlier minute has not ended: this minute is skipped');
    running = attempt(run, log).finally(() => {
      running = undefined;
    });
  };
  const task = schedule('* * * * *', tick, {
    timezone: 'UTC',
    logger: cronLogger(log),
    // By default a tick more than a second late, on a busy machine, would be dropped.
    missedExecutionTolerance: 59_000,
  });
  return async () => {
    await task.destroy();
    await running;
  };
}

async function attempt(run: () => Promise<void>, log: Log): Promise<void> {
  try {
    await run();
  } catch (err) {
    log.error({ err }, 'The run of this minute failed');
  }
}

/** node-cron would write to the console. */
function cronLogger(log: Log) {
  return {
    info: (message: string) => log.info({}, message),
    warn: (message: string) => log.warn({}, message),
    error: (message: string | Error) => log.error({}, String(message)),
    debug: (message: string | Error) => log.debug({}, String(message)),
  };
}
