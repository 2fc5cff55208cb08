import type { Client } from 'discord.js';
import type { Log } from 'hashdesk/chat';
import { closingFix } from '../errors.ts';

/** Follows a connection that stands: what becomes of it goes to the log. Returns what is wrong with it now. */
export function watchConnection(client: Client, log: Log): () => string | undefined {
  let trouble: string | undefined;
  client.on('shardReconnecting', () => {
    trouble = 'Reconnecting to Discord';
    log.warn({}, trouble);
  });
  client.on('shardResume', (_, replayed) => {
    trouble = undefined;
    log.info({ replayed }, 'Resumed the connection to Discord');
  });
  client.on('shardReady', () => {
    trouble = undefined;
  });
  client.on('shardDisconnect', ({ code }) => {
    trouble = closingFix(code);
    log.error({ code }, trouble);
  });
  return () => trouble;
}

/** The end that is wanted is no trouble, though the library calls it a reconnect. */
export function stopWatching(client: Client): void {
  client.removeAllListeners('shardReconnecting');
}
