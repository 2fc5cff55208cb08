import type { Log } from '../common/log.ts';
import type { KeyValue } from '../storage/keyValue.ts';
import type { Market, MarketSnapshot } from './contract.ts';
import type { ForecastStore } from './forecasts/forecastStore.ts';
import type { ForecastScore } from './forecasts/score.ts';
import { guardSource } from './guard.ts';
import type { HistoryStore } from './history.ts';
import { createHistoryKeeper } from './historyKeeper.ts';
import { createRefresher } from './refresher.ts';
import { composeSnapshot } from './snapshot.ts';
import type { MarketSource } from './source.ts';

export interface MarketOptions {
  /** The upstreams in order of preference; price sources are all asked. */
  sources: readonly MarketSource[];
  /** The current time in Unix milliseconds. */
  now: () => number;
  log: Log;
  /** Keeps the last good values. */
  store: KeyValue;
  history: HistoryStore;
  forecasts: ForecastStore;
  /** Seconds after which a reading is asked for again, 1 to 3,600. */
  refreshSeconds: number;
  /** Uniform in [0, 1); spreads retries and background refreshes. */
  random: () => number;
  /** Whether this process asks the sources; otherwise it shows what another has learned. Default: it does. */
  asks?: () => boolean;
  /** By how much the work in block headers may miss their bits, for tests that make blocks themselves. Default 1. */
  ease?: bigint;
}

const DEADLINE_MS = 2_500;

/**
 * The market from several sources: each value from the next source that gives a believable one, else as it was
 * last known, marked stale after 15 minutes, else from the built-in reference data.
 */
export function createMarket(options: MarketOptions): Market {
  const { sources, now, log, store, refreshSeconds, random, asks = () => true, ease = 1n } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const guards = sources.map((source) => guardSource({ source, now, random, log, signal }));
  const refresher = createRefresher({
    guards,
    store,
    now,
    log,
    refreshMs: refreshSeconds * 1000,
    asks,
    ease,
  });
  const history = createHistoryKeeper({ guards, store: options.history, now, log });
  let loaded: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let latest: Composed | undefined;
  let scores: readonly ForecastScore[] = [];

  const warn = (err: unknown) => log.warn({ err }, 'Market data kept from before could not be read');
  const loadScores = async () => {
    scores = await options.forecasts.scores();
  };
  function load(): Promise<unknown> {
    const parts = [refresher.load, history.load, loadScores];
    loaded ??= Promise.all(parts.map((part) => part().catch(warn)));
    return loaded;
  }

  let daily: Promise<void> | undefined;

  async function refreshDaily(): Promise<void> {
    await load();
    if (signal.aborted) return;
    await history.refresh();
    await options.forecasts.record(compose());
    await loadScores();
  }

  /** A refresh in the background, the next one within a tenth of the interval around its time. */
  async function tick(): Promise<void> {
    timer = setTimeout(tick, refreshSeconds * 1000 * (0.9 + 0.2 * random())).unref();
    await load();
    await Promise.all([history.load().catch(warn), loadScores().catch(warn)]);
    if (!signal.aborted) refresher.refreshAll();
  }

  /** What a snapshot is composed from, where it can be told; the ages in it are of whole seconds. */
  const state = (): Composed['of'] => ({
    second: Math.floor(now() / 1000),
    edition: refresher.edition(),
    history: history.shown(),
    scores,
  });

  const compose = () =>
    composeSnapshot({
      now: now(),
      known: refresher.shown(),
      troubles: refresher.troubles,
      priceRemarks: refresher.priceRemarks(),
      history: { ...history.shown(), forecastScores: scores },
    });

  async function snapshot({ deadlineMs = DEADLINE_MS } = {}): Promise<MarketSnapshot> {
    if (latest && isSame(latest.of, state())) return latest.snapshot;
    const askedAt = now();
    const left = (since: number) => Math.min(deadlineMs, Math.max(0, deadlineMs - Math.abs(now() - since)));
    await endOrDelay(load(), deadlineMs);
    const flights = signal.aborted ? [] : refresher.refreshDue();
    // A round that hangs has used up the patience of whoever asked first; the next does not wait for it again.
    await Promise.all(
      flights.map(({ done, startedAt }) => endOrDelay(done, Math.min(left(askedAt), left(startedAt)))),
    );
    const snapshot = compose();
    latest = { snapshot, of: state() };
    return snapshot;
  }

  return {
    snapshot,
    status: () => guards.map((guard) => guard.status()),
    confirmedAt: refresher.confirmedAt,
    start() {
      if (timer === undefined && !signal.aborted) void tick();
    },
    refreshHistory() {
      daily ??= refreshDaily().finally(() => {
        daily = undefined;
      });
      return daily;
    },
    async stop() {
      clearTimeout(timer);
      stopping.abort();
      // Whoever began it is told of what went wrong.
      await Promise.all([refresher.settled(), daily?.catch(() => {})]);
    },
  };
}

/** A snapshot, and what it was composed from: who asks within the same second is shown the same one. */
interface Composed {
  snapshot: MarketSnapshot;
  of: { second: number; edition: number | undefined; history: unknown; scores: unknown };
}

const isSame = (one: Composed['of'], other: Composed['of']): boolean =>
  one.edition !== undefined &&
  one.edition === other.edition &&
  one.second === other.second &&
  one.history === other.history &&
  one.scores === other.scores;

/** Resolves when `work` ends, or after `ms`. */
async function endOrDelay(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise: expired, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, expired]).finally(() => clearTimeout(timer));
}
