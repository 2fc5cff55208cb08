import type { Log } from 'hashdesk/chat';
import { failureOf, isTokenRefused, remedyFor } from '../errors.ts';

/** What can keep an app that runs from working: its connection, or the token of its workspace. */
type Part = 'connection' | 'token';

/** What is wrong now, by part, each in one line; `ownToken`: there is one workspace, and its token is the operator's. */
export function createHealth({ log, ownToken }: { log: Log; ownToken: boolean }) {
  const troubles = new Map<Part, string>();
  /** What someone must mend: said in the log once. */
  function broken(part: Part, line: string): void {
    if (troubles.get(part) !== line) log.error({}, line);
    troubles.set(part, line);
  }
  return {
    broken,
    /** What passes by itself. */
    away: (part: Part, line: string): void => void troubles.set(part, line),
    well: (part: Part): void => void troubles.delete(part),
    /** Looks at a call that failed: whether it is the token that Slack refuses. */
    heard(error: unknown): void {
      const failure = failureOf(error);
      if (ownToken && isTokenRefused(failure.code)) broken('token', remedyFor(failure, { ownToken }));
    },
    trouble: (): string | undefined => troubles.get('token') ?? troubles.get('connection'),
  };
}
export type Health = ReturnType<typeof createHealth>;
