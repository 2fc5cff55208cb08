import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';
import type { PowerFeeds } from './feeds.ts';

const EVERY_MS = 60_000;
/** How soon a process that does not ask looks whether it is to. */
const LOOK_MS = 1_000;

/** Asks the feeds every minute until `stop`, which drops what is being asked; a round that fails is logged. */
export function watchPower(asked: {
  feeds: PowerFeeds;
  /** Whether it is this process that asks. */
  isOurs: () => boolean;
  wait: Wait;
  log: Log;
}): { stop(): Promise<void> } {
  const { feeds, isOurs, wait, log } = asked;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const ours = isOurs();
      const waited = wait(ours ? EVERY_MS : LOOK_MS, signal);
      try {
        if (ours) await feeds.round(signal);
      } catch (err) {
        log.error({ err }, 'Power prices could not be asked');
      }
      await waited;
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
