import { setTimeout as timeout } from 'node:timers/promises';

/** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waiting by the clock of the process, without keeping it alive. */
export const waitOnTimer: Wait = (ms, signal) =>
  timeout(ms, undefined, { signal, ref: false }).catch(() => {});

/** Whether `work` ends within `ms`. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const ended = new AbortController();
  const late = timeout(ms, false, { signal: ended.signal }).catch(() => false);
  const inTime = await Promise.race([work.then(() => true), late]);
  ended.abort();
  return inTime;
}
