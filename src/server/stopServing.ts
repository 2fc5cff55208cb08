import type { Log } from '../common/log.ts';
import type { Wait } from '../common/wait.ts';
import { stopAll } from './stopAll.ts';

/** How long whoever shares requests out has to learn by /readyz that this process takes no more. */
const DRAIN_MS = 1_000;

interface Part {
  stop(): Promise<void>;
}

/** Resolves when the process is asked to end. */
export function askedToEnd(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  return promise;
}

/**
 * Stops deliveries, and what answers requests, then the chats, then what watches; at last the desk. A connection that was
 * made and not yet taken breaks when the port closes: where requests are shared out by `/readyz`, none is made by then.
 * What is asked until then is still answered.
 */
export async function stopServing(asked: {
  web: (Part & { isLocal: boolean }) | undefined;
  chats: Part;
  watched: Part | undefined;
  desk: Part & { stopDelivering(): Promise<void> };
  wait: Wait;
  log: Log;
}): Promise<void> {
  const { web, chats, watched, desk, wait, log } = asked;
  async function stopRequests(): Promise<void> {
    if (web?.isLocal === false && watched) await wait(DRAIN_MS, new AbortController().signal);
    await stopAll({ steps: [() => web?.stop(), chats.stop, () => watched?.stop()], log });
  }
  await Promise.all([stopRequests(), stopAll({ steps: [desk.stopDelivering], log })]);
  await desk.stop();
}
