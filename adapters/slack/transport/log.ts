import type { Logger } from '@slack/bolt';
import type { Log } from 'hashdesk/chat';

/** What the library says, as a warning of ours: texts only, because its objects carry requests with their tokens. */
export function libraryLog(log: Log): Logger {
  const level = 'warn' as ReturnType<Logger['getLevel']>;
  const pass = (...parts: unknown[]) => {
    const text = parts.filter((part) => typeof part === 'string').join(' ');
    if (text) log.warn({}, `Slack library: ${text}`);
  };
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: pass,
    error: pass,
    setLevel: silent,
    getLevel: () => level,
    setName: silent,
  };
}
