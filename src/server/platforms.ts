import type { Bot, ChatAdapter } from '../chat/adapter.ts';
import { DeliveryError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';

/** The chats of this process, each started for itself: one that cannot be used stops no other. */
export interface Chats {
  /** How each of them is, in words, and whether it is connected. */
  states(): { name: string; state: string; up: boolean }[];
  /** Resolves when every one of them is known to be unusable as configured. */
  hopeless: Promise<void>;
  /** Disconnects all; one that is still being connected is given a few seconds. */
  stop(): Promise<void>;
}

const CONNECTED = 'connected';
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A platform that has not answered by then is not waited for when the process is asked to end. */
const STARTING_MS = 3_000;

/**
 * Connects `adapters` to `bot`. A platform that is away is tried again, at longer and longer intervals; a token that
 * is refused is said in the log, a line for each thing to mend.
 */
export function startChats(asked: {
  adapters: readonly ChatAdapter[];
  bot: Bot;
  /** Called once for each that is connected. */
  onStarted: (adapter: ChatAdapter) => void;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  log: Log;
}): Chats {
  const { adapters, bot, onStarted, wait, log } = asked;
  const stopping = new AbortController();
  const { signal } = stopping;
  const states = new Map(adapters.map(({ name }) => [name, 'connecting']));

  /** Whether it could be started. */
  async function start(adapter: ChatAdapter): Promise<boolean> {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
      try {
        await adapter.start(bot);
        states.set(adapter.name, CONNECTED);
        onStarted(adapter);
        return true;
      } catch (error) {
        const { message } = error instanceof Error ? error : new Error(String(error));
        states.set(adapter.name, message);
        for (const line of message.split('\n')) log.error({ adapter: adapter.name }, line);
        if (!(error instanceof DeliveryError && error.retryable)) return false;
        await wait(error.retryAfterMs ?? waitMs, signal);
      }
    }
    return true;
  }

  const starts = adapters.map((adapter) => ({ adapter, started: start(adapter) }));

  async function stop({ adapter, started }: (typeof starts)[number]): Promise<void> {
    const settled = new AbortController();
    await Promise.race([started, wait(STARTING_MS, settled.signal)]);
    settled.abort();
    await adapter.stop();
  }
  return {
    states: () =>
      adapters.map((adapter) => {
        const state = adapter.trouble?.() ?? states.get(adapter.name) ?? 'connecting';
        return { name: adapter.name, state, up: state === CONNECTED };
      }),
    hopeless: Promise.all(starts.map(({ started }) => started)).then((usable) =>
      usable.includes(true) ? new Promise<void>(() => {}) : undefined,
    ),
    async stop() {
      stopping.abort();
      await Promise.all(starts.map(stop));
    },
  };
}
