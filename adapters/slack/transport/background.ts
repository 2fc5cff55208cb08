import type { Log } from 'hashdesk/chat';
import { faultFields } from '../errors.ts';
import type { Wait } from './wait.ts';

/** Starts work that may outlive the handler it comes from; what it returns never rejects. */
export type Background = (work: () => Promise<void>) => Promise<void>;

/** Keeps count of work under way, so that stopping can wait for it; a failure ends in the log. */
export function backgroundWork({ log, wait }: { log: Log; wait: Wait }) {
  const running = new Set<Promise<void>>();
  const background: Background = (work) => {
    const one: Promise<void> = work()
      .catch((error) => log.error(faultFields(error), 'Something asked in Slack could not be handled'))
      .finally(() => running.delete(one));
    running.add(one);
    return one;
  };
  return {
    background,
    /** Resolves when what is under way has ended, or after so many milliseconds. */
    settled: async (mostMs: number) => {
      await Promise.race([Promise.all(running), wait(mostMs)]);
    },
  };
}
