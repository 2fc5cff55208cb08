import type { Logger } from '@slack/bolt';
import type { Log } from 'hashdesk/chat';

/** A picture that Slack has not looked through yet: it is asked again, and missed in words of ours. */
const NOT_READY = 'invalid slack file';

/** What the library says, as a warning of ours: texts only, because its objects carry requests with their tokens. */
export function libraryLog(log: Pick<Log, 'warn'>): Logger {
  const level = 'warn' as ReturnType<Logger['getLevel']>;
  const pass = (...parts: unknown[]) => {
    const text = parts.filter((part) => typeof part === 'string').join(' ');
    if (text && !text.includes(NOT_READY)) log.warn({}, `Slack library: ${text}`);
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
