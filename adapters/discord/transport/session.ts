import type { ClientOptions } from 'discord.js';
import type { Gateway, Log, Wait } from 'hashdesk/chat';

type Manager = Parameters<NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>>[0];

/** The number of an event is written this long after it came at the latest, together with all that came meanwhile. */
const WRITE_MS = 900;

/**
 * Keeps the library's session, so that whoever holds the gateway next resumes it: read before the first connection,
 * written about once a second while events come, and at the end. A crash costs that second: its events come again, and
 * find their ids claimed. Returns how to write for the last time; what the library forgets after that is kept.
 */
export function keepSession(asked: { manager: Manager; hold: Gateway; wait: Wait; log: Log }) {
  const { manager, hold, wait, log } = asked;
  const { options } = manager;
  const { retrieveSessionInfo: recall, updateSessionInfo: note } = options;
  const ended = new AbortController();
  const warn = (err: unknown) => log.warn({ err }, 'The session of Discord’s gateway could not be kept');
  let isRead = false;
  /** The shard whose session is not written yet. */
  let changed: number | undefined;
  let writing: Promise<void> | undefined;

  async function read(shardId: number): Promise<void> {
    isRead = true;
    const kept = await hold.session().catch(warn);
    if (!kept) return;
    const { id: sessionId, resumeUrl: resumeURL, sequence, shardCount } = kept;
    await note(shardId, { sessionId, resumeURL, sequence, shardCount, shardId });
  }

  async function write(shardId: number): Promise<void> {
    changed = undefined;
    const now = await recall(shardId);
    const { sessionId: id, resumeURL: resumeUrl, sequence, shardCount } = now ?? {};
    const known = id !== undefined && resumeUrl !== undefined && sequence !== undefined;
    await hold
      .keep(known && shardCount !== undefined ? { id, resumeUrl, sequence, shardCount } : undefined)
      .catch(warn);
  }

  async function writeLater(shardId: number): Promise<void> {
    await wait(WRITE_MS, ended.signal);
    writing = undefined;
    if (!ended.signal.aborted) await write(shardId);
  }

  options.retrieveSessionInfo = async (shardId) => {
    if (!isRead) await read(shardId);
    return recall(shardId);
  };
  // At once and not later: where the library closes a connection twice, the order of its steps decides.
  options.updateSessionInfo = (shardId, session) => {
    if (ended.signal.aborted) return;
    void note(shardId, session);
    changed = shardId;
    writing ??= writeLater(shardId);
  };
  return async (): Promise<void> => {
    ended.abort();
    await writing;
    if (changed !== undefined) await write(changed);
  };
}
