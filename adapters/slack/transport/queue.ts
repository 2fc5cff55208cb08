import { failureOf, SlackFailure } from '../errors.ts';
import type { Health } from './health.ts';
import type { Wait } from './wait.ts';

/** How often a message is tried again after a 429 before it counts as failed. */
const ATTEMPTS = 5;

/** Where a message stands in line: messages of one lane keep their order, a 429 closes the whole channel. */
export interface Turn {
  channel: string;
  lane: string;
}

/**
 * Lines of messages: a channel that Slack slows down delays no other. `run` sits out every `Retry-After`;
 * `tryOnce` rejects with it instead.
 */
export function channelQueues({ now, wait, health }: { now: () => number; wait: Wait; health: Health }) {
  const tails = new Map<string, Promise<unknown>>();
  const closedUntil = new Map<string, number>();

  function enqueue<T>(lane: string, task: () => Promise<T>): Promise<T> {
    const result = (tails.get(lane) ?? Promise.resolve()).then(task);
    const tail = result
      .catch(() => {})
      .then(() => {
        if (tails.get(lane) === tail) tails.delete(lane);
      });
    tails.set(lane, tail);
    return result;
  }

  function pauseMs(channel: string): number {
    const left = (closedUntil.get(channel) ?? 0) - now();
    if (left <= 0) closedUntil.delete(channel);
    return Math.max(0, left);
  }

  async function attempt<T>(channel: string, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      const failure = failureOf(error);
      health.heard(failure);
      if (failure.retryAfterMs !== undefined) closedUntil.set(channel, now() + failure.retryAfterMs);
      throw failure;
    }
  }

  async function patiently<T>(channel: string, task: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const pause = pauseMs(channel);
      if (pause > 0) await wait(pause);
      try {
        return await attempt(channel, task);
      } catch (error) {
        if (failureOf(error).retryAfterMs === undefined || tries === ATTEMPTS) throw error;
      }
    }
  }

  async function once<T>(channel: string, task: () => Promise<T>): Promise<T> {
    const pause = pauseMs(channel);
    if (pause > 0) throw new SlackFailure('ratelimited', { retryAfterMs: pause });
    return attempt(channel, task);
  }

  return {
    run: <T>({ channel, lane }: Turn, task: () => Promise<T>) =>
      enqueue(lane, () => patiently(channel, task)),
    tryOnce: <T>({ channel, lane }: Turn, task: () => Promise<T>) => enqueue(lane, () => once(channel, task)),
  };
}
export type ChannelQueues = ReturnType<typeof channelQueues>;
