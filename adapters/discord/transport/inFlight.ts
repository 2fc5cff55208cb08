import type { Log } from 'hashdesk/chat';
import { failureOf } from '../errors.ts';

/** The questions that are being answered, so that stopping can wait for them. */
export function createInFlight({ log }: { log: Log }) {
  const running = new Set<Promise<void>>();
  return {
    /** Follows one question to its end; whatever fails there ends there. */
    follow(request: string, answering: Promise<void>): void {
      const followed: Promise<void> = answering
        .catch((error) =>
          log.error({ request, failure: failureOf(error) }, 'A question could not be answered'),
        )
        .finally(() => running.delete(followed));
      running.add(followed);
    },
    settled: () => Promise.all(running),
  };
}
