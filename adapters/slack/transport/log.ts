import type { Logger } from '@slack/bolt';
import type { Log } from 'hashdesk/chat';

/** What the desk reckons with, and tells in words of its own where it is worth telling. */
const KNOWN = [
  // A picture that Slack has not looked through yet: it is asked again.
  'invalid slack file',
  // An app with the older view for agents, which goes without ours.
  'not_agent_app',
  // Slack shows no button that stops an answer: it would stop nothing, since what was begun is answered.
  'missing_agent_session_stopped_event_subscription',
];

/** What the library says, as a warning of ours: texts only, because its objects carry requests with their tokens. */
export function libraryLog(log: Pick<Log, 'warn'>): Logger {
  const level = 'warn' as ReturnType<Logger['getLevel']>;
  const pass = (...parts: unknown[]) => {
    const text = parts.filter((part) => typeof part === 'string').join(' ');
    if (text && !KNOWN.some((known) => text.includes(known))) log.warn({}, `Slack library: ${text}`);
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
