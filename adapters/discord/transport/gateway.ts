import type { Client } from 'discord.js';
import type { KeyValue, Log, OpenGateway, Wait } from 'hashdesk/chat';
import { startError } from '../errors.ts';
import { connect, createConnection, logFaults } from './client.ts';
import { stopWatching, watchConnection } from './watch.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

interface Opened {
  client: Client;
  trouble: () => string | undefined;
  close(): Promise<void>;
}

export type HeldGateway = ReturnType<typeof holdGateway>;

/**
 * The gateway, open while this process holds it: one process of a desk does, and another resumes its session when it has
 * died. A process without it has nothing to be troubled about.
 */
export function holdGateway(asked: {
  open: OpenGateway;
  name: string;
  apiUrl: string | undefined;
  token: string;
  /** Where identifies are counted. */
  store: KeyValue;
  /** Hears what a client is told; returns how to stop that. */
  hear: (client: Client) => () => void;
  log: Log;
  wait: Wait;
  now: () => number;
}) {
  const { token, hear, log, wait, now } = asked;
  let opened: Opened | undefined;
  let failure: string | undefined;
  let period = new AbortController();
  let first: Promise<void> | undefined;
  let isStarted = false;

  async function openOnce(): Promise<void> {
    const { client, disconnect, exhausted } = createConnection({ ...asked, hold });
    logFaults(client, log);
    const deafen = hear(client);
    const close = async () => {
      stopWatching(client);
      await disconnect();
      deafen();
    };
    const current: Opened = { client, trouble: () => undefined, close };
    opened = current;
    try {
      await connect({ client, token, wait, now, exhausted });
    } catch (error) {
      opened = undefined;
      await close();
      throw error;
    }
    current.trouble = watchConnection(client, log);
    log.info({}, 'Connected to Discord’s gateway');
  }

  /** Nobody waits for a gateway that was taken over: it is tried until it is open, or held no more. */
  async function openAtLast(signal: AbortSignal): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
      failure = 'Connecting to Discord’s gateway';
      try {
        await openOnce();
        failure = undefined;
        return;
      } catch (error) {
        if (signal.aborted) return;
        const { message, retryAfterMs } = startError(error);
        failure = message;
        log.error({}, message);
        await wait(retryAfterMs ?? waitMs, signal);
      }
    }
  }

  async function end(): Promise<void> {
    period.abort();
    failure = undefined;
    const ending = opened;
    opened = undefined;
    await ending?.close();
  }

  const hold = asked.open({
    name: asked.name,
    onTaken() {
      period = new AbortController();
      if (isStarted) void openAtLast(period.signal);
      else first = openOnce();
      first?.catch(() => {});
    },
    onLost() {
      log.warn({}, 'Another process holds Discord’s gateway');
      end().catch((err) => log.error({ err }, 'Discord’s gateway could not be left'));
    },
  });
  return {
    /** Resolves when the gateway is open, or another process holds it. Rejects where it cannot be opened. */
    async started(): Promise<void> {
      await hold.looked;
      await first;
      isStarted = true;
    },
    /** The client whose gateway is open. */
    client: () => opened?.client,
    trouble: () => failure ?? opened?.trouble(),
    /** Leaves it, so that another process takes it up at once. */
    async stop(): Promise<void> {
      await end();
      await hold.stop();
    },
  };
}
