import type { Log } from '../common/log.ts';
import type { KeyValue } from '../storage/keyValue.ts';
import { isWithin } from './freshness.ts';
import type { GuardedSource } from './guard.ts';
import { type LastGood, loadLastGood, saveLastGood } from './lastGood.ts';
import { rounds, type Trouble } from './rounds.ts';

type Refreshed = keyof LastGood;
const REFRESHED: Refreshed[] = ['price', 'chain', 'fees', 'hashrate'];

/** After a round that brought nothing, the next question does not wait for another one at once. */
const RETRY_MS = 10_000;

/** A round under way. */
interface Flight {
  startedAt: number;
  done: Promise<void>;
}

/** Keeps the last good values fresh: at most one round per quantity at a time. */
export interface Refresher {
  known: LastGood;
  /** What went wrong in the latest round of a quantity, with the sources that have not answered yet. */
  troubles(quantity: Refreshed): Trouble[];
  /** What there is to say about the agreement of the price sources. */
  priceRemarks(): string[];
  /** Takes over the values kept from before a restart. */
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
}

export function createRefresher({ guards, store, now, log, refreshMs }: RefresherOptions): Refresher {
  const order = guards.map(({ name }) => name);
  const known: LastGood = {};
  const flights = new Map<Refreshed, Flight>();
  const attemptedAt = new Map<Refreshed, number>();
  const troubles = new Map<Refreshed, Trouble[]>();
  let priceRemarks: string[] = [];
  let saving: Promise<void> = Promise.resolve();
  let edition = 0;

  /** Writes follow one another, so that the last one written is the newest. */
  function save() {
    const write = () => saveLastGood({ store, lastGood: known });
    saving = saving
      .then(write)
      .catch((err) => log.warn({ err }, 'The last good market data could not be kept'));
  }

  async function run(quantity: Refreshed): Promise<void> {
    const found: Trouble[] = [];
    let accepted = false;
    troubles.set(quantity, found);
    await rounds[quantity]({
      guards,
      now,
      known,
      accept(what, good) {
        known[what] = good;
        accepted = true;
      },
      report(trouble) {
        found.push(trouble);
        log.debug({ quantity, ...trouble }, 'A market source was passed over');
      },
      remark(remarks) {
        priceRemarks = remarks;
      },
    });
    // A round in vain must not put this process's older values over those of another.
    if (accepted) save();
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
    known,
    troubles(quantity) {
      const unanswered = guards.filter((guard) => guard.provides(quantity) && guard.isAsking(quantity));
      const waiting = unanswered.map(({ name }) => ({
        source: name,
        reason: 'no answer yet',
        refused: false,
      }));
      const all = [...(troubles.get(quantity) ?? []), ...waiting];
      return all.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
    },
    priceRemarks: () => priceRemarks,
    async load() {
      Object.assign(known, { ...(await loadLastGood({ store, now: now() })), ...known });
      edition += 1;
    },
    refreshAll: () => REFRESHED.map(begin),
    refreshDue() {
      const due = REFRESHED.filter((quantity) => !happenedWithin(known[quantity]?.observedAt, refreshMs));
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
