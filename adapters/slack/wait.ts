import { setTimeout as timeout } from 'node:timers/promises';

/** Resolves after `ms` milliseconds; rejects when the adapter stops first. */
export type Wait = (ms: number) => Promise<void>;

/** Waiting by the clock of the process, until `signal` ends it. */
export function waiting(signal: AbortSignal): Wait {
  return (ms) => timeout(ms, undefined, { signal });
}
