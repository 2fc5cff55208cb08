import {
  type ClientOptions,
  SimpleIdentifyThrottler,
  type SimpleShardingStrategy,
  WebSocketShardStatus,
} from 'discord.js';
import type { Wait } from 'hashdesk/chat';

type Gateway = Parameters<NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>>[0];

/** The library pauses half a second before each reconnect, however many failed. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Discord takes a thousand a day, and takes the token away from a bot that sends more: a restart needs some, too. */
const IDENTIFIES_PER_DAY = 900;

/** How long the `failures`-th attempt after a connection waits: the first not at all, the next ever longer. */
export function pauseBefore(failures: number): number {
  return failures === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

/** Counts identifies; `pauseMs` is how long the next has to wait, so that no day sees more than `most`. */
export function identifyBudget({ now, most = IDENTIFIES_PER_DAY }: { now: () => number; most?: number }) {
  let sent: number[] = [];
  return {
    pauseMs(): number {
      sent = sent.filter((at) => at > now() - DAY_MS);
      const [oldest] = sent;
      return sent.length < most || oldest === undefined ? 0 : oldest + DAY_MS - now();
    },
    spend: () => void sent.push(now()),
  };
}

/**
 * Makes the library pause longer and longer while Discord cannot be reached, and keep its identifies within a day's
 * number. It asks for its session before each attempt, and for a turn before each identify: both wait here. Returns
 * how to end that for good: an attempt that waits is then never made.
 */
export function paceReconnects(asked: {
  gateway: Gateway;
  strategy: SimpleShardingStrategy;
  budget: ReturnType<typeof identifyBudget>;
  wait: Wait;
}): () => void {
  const { gateway, strategy, budget, wait } = asked;
  const { options } = gateway;
  const ended = new AbortController();
  const retrieve = options.retrieveSessionInfo;
  let failures = 0;
  const pause = async (ms: number) => {
    if (ms > 0) await wait(ms, ended.signal);
    if (ended.signal.aborted) await new Promise<never>(() => {});
  };
  options.retrieveSessionInfo = async (shard) => {
    // While it is connected, the library asks for it at every event.
    const isAttempt = (await strategy.fetchStatus()).get(shard) === WebSocketShardStatus.Idle;
    if (isAttempt) await pause(pauseBefore(failures++));
    return ended.signal.aborted ? new Promise<never>(() => {}) : retrieve(shard);
  };
  options.buildIdentifyThrottler = async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    const inTurn = new SimpleIdentifyThrottler(limit.max_concurrency);
    return {
      async waitForIdentify(shard, signal) {
        await pause(budget.pauseMs());
        await inTurn.waitForIdentify(shard, signal);
        budget.spend();
      },
    };
  };
  for (const event of ['ready', 'resumed'] as const)
    gateway.on(event, () => {
      failures = 0;
    });
  return () => ended.abort();
}
