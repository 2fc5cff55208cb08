import {
  type ClientOptions,
  SimpleIdentifyThrottler,
  type SimpleShardingStrategy,
  WebSocketShardStatus,
} from 'discord.js';
import type { KeyValue, Log, Wait } from 'hashdesk/chat';
import { z } from 'zod';

type Gateway = Parameters<NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>>[0];

/** The library pauses half a second before each reconnect, however many failed. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Discord takes the token away from a bot that sends more. */
const MOST_PER_DAY = 1_000;
/** Other processes and restarts by hand need some, too. */
const IDENTIFIES_PER_DAY = 900;

/** How long the `failures`-th attempt after a connection waits: the first not at all, the next ever longer. */
export function pauseBefore(failures: number): number {
  return failures === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

const SENT = 'sent';

/** No identify is to be had now: how many of a day's number are used, and when the next may be sent. */
export interface Exhausted {
  used: number;
  perDay: number;
  /** Unix milliseconds. */
  nextAt: number;
}

/** What Discord itself says of a day's identifies, with every answer about its gateway. */
interface StartLimit {
  total: number;
  remaining: number;
  reset_after: number;
}
const timesSchema = z.array(z.number());

/**
 * Counts identifies, those of earlier and other processes on the same `store` too; `pauseMs` is how long the next has
 * to wait, so that no day sees more than `most`. While the store cannot be used they are counted in memory: a full disk
 * keeps nobody from connecting.
 */
export function identifyBudget(asked: { store: KeyValue; now: () => number; log: Log; most?: number }) {
  const { store, now, log, most = IDENTIFIES_PER_DAY } = asked;
  let sent: number[] = [];
  let exhausted: Exhausted | undefined;
  const warn = (err: unknown) => log.warn({ err }, 'Identifies of Discord are counted in memory alone');
  async function count(): Promise<void> {
    const kept = await store.get(SENT, timesSchema).catch(warn);
    const all = new Set([...(kept ?? []), ...sent]);
    sent = [...all].filter((at) => at > now() - DAY_MS).sort((one, other) => one - other);
  }
  return {
    async pauseMs(): Promise<number> {
      await count();
      const [oldest] = sent;
      exhausted = undefined;
      // A clock that was set back makes nobody wait for longer than a day.
      if (sent.length < most || oldest === undefined) return 0;
      const ms = Math.min(DAY_MS, oldest + DAY_MS - now());
      exhausted = { used: sent.length, perDay: MOST_PER_DAY, nextAt: now() + ms };
      log.warn(
        { minutes: Math.ceil(ms / 60_000) },
        'Discord takes no more identifies today: the next one waits',
      );
      return ms;
    },
    /** Why the next identify has to wait, by our own count or by Discord's; undefined where it need not. */
    exhausted: () => exhausted,
    /** Takes over what Discord has counted: other programs may use the same token. */
    heed({ total, remaining, reset_after: ms }: StartLimit): void {
      if (remaining === 0) exhausted = { used: total, perDay: total, nextAt: now() + ms };
    },
    async spend(): Promise<void> {
      await count();
      sent.push(now());
      await store.set(SENT, sent, { ttlMs: DAY_MS }).catch(warn);
    },
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
  /** Whether this process may connect: one that stood still may have lost the gateway to another. */
  isOurs: () => boolean;
}): () => void {
  const { gateway, strategy, budget, wait, isOurs } = asked;
  const { options } = gateway;
  const ended = new AbortController();
  const retrieve = options.retrieveSessionInfo;
  const fetchInformation = gateway.fetchGatewayInformation.bind(gateway);
  gateway.fetchGatewayInformation = async (force) => {
    const information = await fetchInformation(force);
    budget.heed(information.session_start_limit);
    return information;
  };
  let failures = 0;
  const pause = async (ms: number) => {
    if (ms > 0) await wait(ms, ended.signal);
    if (ended.signal.aborted) await new Promise<never>(() => {});
  };
  options.retrieveSessionInfo = async (shard) => {
    // While it is connected, the library asks for it at every event.
    const isAttempt = (await strategy.fetchStatus()).get(shard) === WebSocketShardStatus.Idle;
    if (isAttempt) await pause(pauseBefore(failures++));
    if (isAttempt && !isOurs()) return new Promise<never>(() => {});
    return ended.signal.aborted ? new Promise<never>(() => {}) : retrieve(shard);
  };
  options.buildIdentifyThrottler = async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    const inTurn = new SimpleIdentifyThrottler(limit.max_concurrency);
    return {
      async waitForIdentify(shard, signal) {
        await pause(await budget.pauseMs());
        await inTurn.waitForIdentify(shard, signal);
        await budget.spend();
      },
    };
  };
  for (const event of ['ready', 'resumed'] as const)
    gateway.on(event, () => {
      failures = 0;
    });
  return () => ended.abort();
}
