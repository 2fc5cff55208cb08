import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from '../common/log.ts';
import type { MarketSnapshot } from './contract.ts';
import { isWithin } from './freshness.ts';
import type { GuardedSource } from './guard.ts';
import { type History, type HistoryStore, longRunSecondsPerBlock, mergeHistory } from './history.ts';

const REFRESH_MS = 6 * 3_600_000;
/** After a failure the megabytes are not asked for again at every refresh of the market. */
const RETRY_MS = 10 * 60_000;

/** The history in memory, in step with what is stored. */
export interface HistoryKeeper {
  /** As a snapshot shows it. */
  shown(): Pick<MarketSnapshot, 'history' | 'retargets' | 'longRunSecondsPerBlock'>;
  /** Takes over what is stored when what is known is six hours old: another process may have fetched it. */
  load(): Promise<void>;
  /** Asks for news when the last are six hours old. Never rejects: a failure is logged and shows in `status`. */
  refresh(): Promise<void>;
}

export function createHistoryKeeper({
  guards,
  store,
  now,
  log,
}: {
  guards: readonly GuardedSource[];
  store: HistoryStore;
  now: () => number;
  log: Log;
}): HistoryKeeper {
  let kept: History = { rows: [], retargets: [] };
  let shown = show(kept);
  let attemptedAt: number | undefined;
  let underWay: Promise<void> | undefined;

  const take = (history: History) => {
    kept = history;
    shown = show(history);
  };
  const happenedWithin = (time: number | undefined, ms: number) =>
    time !== undefined && isWithin({ time, ms, now: now() });

  async function fetchNews(): Promise<void> {
    attemptedAt = now();
    for (const guard of guards.filter((candidate) => candidate.provides('history'))) {
      try {
        const { value, observedAt } = await guard.ask('history');
        const news = { ...value, source: guard.name, observedAt };
        take(mergeHistory({ kept, news, now: now() }));
        await breathe();
        await store.save(kept);
        return;
      } catch (err) {
        log.warn({ err, source: guard.name }, 'The market history could not be brought up to date');
      }
    }
  }

  async function load(): Promise<void> {
    if (happenedWithin(kept.updatedAt, REFRESH_MS)) return;
    take(await store.load());
  }

  return {
    shown: () => shown,
    load,
    async refresh() {
      await load().catch((err) => log.warn({ err }, 'The stored market history could not be read'));
      if (happenedWithin(kept.updatedAt, REFRESH_MS)) return;
      if (!underWay && happenedWithin(attemptedAt, RETRY_MS)) return;
      underWay ??= fetchNews().finally(() => {
        underWay = undefined;
      });
      await underWay;
    },
  };
}

function show({ rows, retargets }: History): ReturnType<HistoryKeeper['shown']> {
  const seconds = longRunSecondsPerBlock(retargets);
  return { history: rows, retargets, ...(seconds === undefined ? {} : { longRunSecondsPerBlock: seconds }) };
}
