import type { Log } from '../common/log.ts';
import type { KeyValue } from '../storage/keyValue.ts';
import type { Chain, ConfirmedAt, SourceTrouble } from './contract.ts';
import { isWithin } from './freshness.ts';
import type { GuardedSource } from './guard.ts';
import { type Good, type LastGood, loadLastGood, saveLastGood } from './lastGood.ts';
import { isOldTip } from './truth/plausible.ts';
import { rounds } from './truth/rounds.ts';

type Refreshed = keyof LastGood;
const REFRESHED: Refreshed[] = ['price', 'chain', 'fees', 'hashrate'];

/** After a round that brought nothing, the next question does not wait for another one at once. */
const RETRY_MS = 10_000;

/** How far a process that asks no source lies behind the one that does. */
const FOLLOW_MS = 1_000;

const unreadable = 'Market data kept from before could not be read';

/** A round under way. */
interface Flight {
  startedAt: number;
  done: Promise<void>;
}

/** Keeps the last good values fresh: at most one round per quantity at a time. */
export interface Refresher {
  /** The best that can be shown: what is held to be true, or what is at odds with it where that has grown old. */
  shown(): LastGood;
  /** When what is held to be true was last confirmed. */
  confirmedAt(): ConfirmedAt;
  /** What went wrong in the latest round of a quantity, with the sources that have not answered yet. */
  troubles(quantity: Refreshed): SourceTrouble[];
  /** What there is to say about the agreement of the price sources. */
  priceRemarks(): string[];
  /** Takes over the values kept from before a restart, or by another process. Rejects when they cannot be read. */
  load(): Promise<void>;
  /** A round for every quantity, begun or joined. */
  refreshAll(): Flight[];
  /** The same for what nobody confirmed within the refresh interval; usually nothing. */
  refreshDue(): Flight[];
  /** Stays the same while nothing of all this changes; undefined while a round is under way. */
  edition(): number | undefined;
  /** When all that is under way has ended. */
  settled(): Promise<void>;
}

export interface RefresherOptions {
  guards: readonly GuardedSource[];
  store: KeyValue;
  now: () => number;
  log: Log;
  refreshMs: number;
  /** Whether this process asks the sources: otherwise a round takes over what another has learned. */
  asks: () => boolean;
  /** By how much the work in block headers may miss their bits: 1 on the main network. */
  ease: bigint;
}

export function createRefresher(options: RefresherOptions): Refresher {
  const { guards, store, now, log, refreshMs, asks, ease } = options;
  const order = guards.map(({ name }) => name);
  const known: LastGood = {};
  /** Shown while nothing better is known; never kept, never taken for true. */
  const contested: LastGood = {};
  /** A lone price takes the place of a confirmed one that is old: of when that was is kept beside it. */
  const confirmedAt: Partial<Record<Refreshed, number>> = {};
  const flights = new Map<Refreshed, Flight>();
  const attemptedAt = new Map<Refreshed, number>();
  const acceptedAt = new Map<Refreshed, number>();
  const troubles = new Map<Refreshed, SourceTrouble[]>();
  let priceRemarks: string[] = [];
  let saving: Promise<void> = Promise.resolve();
  let edition = 0;

  /** Writes follow one another, so that the last one written is the newest. */
  function save(quantity: Refreshed, good: Good<unknown>) {
    const write = () => saveLastGood({ store, quantity, good });
    saving = saving
      .then(write)
      .catch((err) => log.warn({ err }, 'The last good market data could not be kept'));
  }

  /** What another process has learned since is as good as if it had been learned here. */
  async function takeOver<Q extends Refreshed>(quantity: Q): Promise<void> {
    const kept = await loadLastGood({ store, quantity, now: now() });
    if (kept && kept.observedAt > (known[quantity]?.observedAt ?? 0)) put(quantity, kept);
  }

  function put<Q extends Refreshed>(quantity: Q, good: NonNullable<LastGood[Q]>): void {
    known[quantity] = good;
    delete contested[quantity];
    const follows = quantity !== 'chain' || !isOldTip(good as Good<Chain>);
    if (good.confirmed && follows) confirmedAt[quantity] = good.observedAt;
  }

  async function run(quantity: Refreshed): Promise<void> {
    const found: SourceTrouble[] = [];
    const remarks: string[] = [];
    let accepted: Good<unknown> | undefined;
    await takeOver(quantity).catch((err) => log.warn({ err }, unreadable));
    troubles.set(quantity, found);
    if (!asks()) return;
    await rounds[quantity]({
      guards,
      now,
      known,
      ease,
      accept(what, good) {
        put(what, good);
        accepted = good;
        acceptedAt.set(quantity, now());
      },
      contest(what, good) {
        contested[what] = good;
      },
      report(trouble) {
        found.push(trouble);
        log.debug({ quantity, ...trouble }, 'A market source was passed over');
      },
      remark: (sentence) => void remarks.push(sentence),
    });
    if (quantity === 'price') priceRemarks = remarks;
    // A round in vain must not put this process's older value over that of another.
    if (accepted) save(quantity, accepted);
  }

  function begin(quantity: Refreshed): Flight {
    const underWay = flights.get(quantity);
    if (underWay) return underWay;
    const startedAt = now();
    attemptedAt.set(quantity, startedAt);
    edition += 1;
    const done = run(quantity)
      .catch((err) => log.error({ err, quantity }, 'A round of market questions failed'))
      .finally(() => flights.delete(quantity));
    const flight = { startedAt, done };
    flights.set(quantity, flight);
    return flight;
  }

  const happenedWithin = (time: number | undefined, ms: number) =>
    time !== undefined && isWithin({ time, ms, now: now() });

  return {
    shown: () => ({ ...known, ...contested }),
    confirmedAt: () => confirmedAt,
    troubles(quantity) {
      const unanswered = guards.filter((guard) => guard.provides(quantity) && guard.isAsking(quantity));
      const waiting = unanswered.map(({ name }) => ({
        source: name,
        kind: 'failed' as const,
        reason: 'no answer yet',
      }));
      const all = [...(troubles.get(quantity) ?? []), ...waiting];
      return all.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
    },
    priceRemarks: () => priceRemarks,
    async load() {
      await Promise.all(REFRESHED.map(takeOver));
      edition += 1;
    },
    refreshAll: () => REFRESHED.map(begin),
    refreshDue() {
      if (!asks())
        return REFRESHED.filter((it) => !happenedWithin(attemptedAt.get(it), FOLLOW_MS)).map(begin);
      // Of when a value is may lie further back than when it was asked for.
      const isFresh = (quantity: Refreshed) =>
        happenedWithin(known[quantity]?.observedAt, refreshMs) ||
        happenedWithin(acceptedAt.get(quantity), refreshMs);
      const due = REFRESHED.filter((quantity) => !isFresh(quantity));
      const retryMs = Math.min(RETRY_MS, refreshMs);
      return due
        .filter((quantity) => flights.has(quantity) || !happenedWithin(attemptedAt.get(quantity), retryMs))
        .map(begin);
    },
    edition: () => (flights.size === 0 ? edition : undefined),
    async settled() {
      await Promise.all([...flights.values()].map(({ done }) => done));
      await saving;
    },
  };
}
