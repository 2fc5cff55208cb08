import { setImmediate as breathe } from 'node:timers/promises';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { Address } from '../chat/people.ts';
import { rateLimiter, WINDOW_MS } from '../chat/platform/rateLimit.ts';
import { DeliveryError, StorageError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import { type DeliveryOutcome, type Observer, unobserved } from '../common/observer.ts';
import type { Wait } from '../common/wait.ts';
import type { Database } from '../storage/database.ts';
import { type AttemptEnd, attemptDelivery } from './attempt.ts';
import { deliveryIdOf } from './outbox.ts';
import { repeat } from './repeat.ts';
import { deliveryRows, LEASE_MS, type Leased } from './rows.ts';
import type { DeliveryRow } from './table.ts';
import { withTimeout } from './timeout.ts';

/** A conversation that turned out to be gone, archived or forbidden when something was to be delivered there. */
export interface Closed {
  key: string;
  tenant: string;
  address: Address;
  rule?: string;
  /** Why, as people may read it. */
  reason: string;
}

/** What a worker is given to reach the world with. */
export interface WorkerParts {
  database: Database;
  adapter: ChatAdapter;
  /** Unique to the worker. */
  holder: string;
  now: () => number;
  /** Milliseconds on a clock that is never set. */
  elapsed: () => number;
  random: () => number;
  wait: Wait;
  log: Log;
  observer?: Pick<Observer, 'delivered'>;
  /** Whether this process may spend what the platform takes in a second, of which there is one budget. Default: it may. */
  maySpend?: () => boolean;
  /** Runs in the transaction that gives the delivery up, so it begins none of its own. */
  onClosed?: (closed: Closed) => Promise<void>;
}

/** How often it looks for what is due; also the shortest time between two messages of one conversation. */
const LOOK_MS = 100;
const RENEW_MS = LEASE_MS / 3;
/** Since a lease was asked for: nothing goes out later than this, while it is sure that nobody else has it. */
const SURE_MS = (LEASE_MS / 3) * 2;
const PRUNE_MS = 60 * 60_000;
/** More than any platform takes in a second, so that the next second's are ready. */
const MOST_AT_ONCE = 64;
const LONGEST_SEND_MS = 60_000;
/** After the database refused. */
const RECOVER_MS = 1_000;
const HANDED_ON = 'Another process sends this by now.';
/** How long stopping waits for what is being sent. */
const SETTLE_MS = 5_000;

/** What is being delivered. */
interface Active {
  /** When its lease was last asked for, on the clock that is never set. */
  leasedAt: number;
  done: Promise<void>;
}

/**
 * Delivers what is in the outbox for `adapter`, until `stop`: each message once, in order within a conversation,
 * and no conversation waiting for another. Any number of workers, in any number of processes, share the work.
 */
export function startDelivery(parts: WorkerParts): { stop(): Promise<void> } {
  const { now, elapsed, wait, log, maySpend = () => true, observer = unobserved } = parts;
  const adapter = withTimeout({ adapter: parts.adapter, ms: LONGEST_SEND_MS, wait });
  const rows = deliveryRows({ ...parts, adapter: adapter.name });
  const stopping = new AbortController();
  const { signal } = stopping;
  const perSecond = adapter.sendsPerSecond;
  /** What waits afterwards, for the database or a picture, is paced by the adapter once more as it goes out. */
  const turn = perSecond === undefined ? async () => {} : rateLimiter({ perSecond, now, wait });
  const spends = () => perSecond === undefined || maySpend();
  /** Whoever spent before may have spent all of a second when it gave that up. */
  let heldBackAt = Number.NEGATIVE_INFINITY;

  function mayTake(): boolean {
    const at = now();
    if (!spends()) {
      heldBackAt = at;
      return false;
    }
    return at < heldBackAt || at - heldBackAt >= WINDOW_MS;
  }
  const active = new Map<number, Active>();

  function ensureOurs({ leasedAt }: Active): void {
    if (elapsed() - leasedAt >= SURE_MS)
      throw new DeliveryError(HANDED_ON, { retryable: true, unsent: true, retryAfterMs: 0 });
  }

  async function renew(): Promise<void> {
    const askedAt = elapsed();
    for (const id of active.size > 0 ? await rows.renew(active.keys()) : []) {
      const one = active.get(id);
      if (one) one.leasedAt = askedAt;
    }
  }

  async function record(row: Leased, outcome: AttemptEnd): Promise<void> {
    if (outcome === 'lost') return;
    if ('sent' in outcome) await rows.sent(row, outcome.sent);
    else if ('again' in outcome) await rows.again(row, outcome.again);
    else
      await rows.dead(row, outcome.dead, async () => {
        if (outcome.closed) await parts.onClosed?.(closedBy(row, outcome.dead));
      });
  }

  /** Tries until it is written down: the platform's answer would be lost otherwise. */
  async function recorded(row: Leased, outcome: AttemptEnd): Promise<void> {
    for (;;) {
      try {
        return await record(row, outcome);
      } catch (error) {
        if (!(error instanceof StorageError) || signal.aborted) throw error;
        log.warn({ reason: error.message }, 'How a delivery ended could not be written down yet');
        await wait(RECOVER_MS, signal);
      }
    }
  }

  async function deliver(leased: DeliveryRow, one: Active): Promise<void> {
    await turn(signal);
    if (signal.aborted) return;
    const told = (outcome: DeliveryOutcome) => {
      const delaySeconds = (now() - Number(leased.due_at)) / 1000;
      observer.delivered({ adapter: adapter.name, outcome, delaySeconds });
    };
    const row = await rows.read(leased);
    if (row === undefined) return told('dead');
    // It stood still, and another spends by now.
    if (!spends()) return rows.again(row, { at: now(), answered: true, counts: false, reason: HANDED_ON });
    const begin = () => rows.begin(row);
    const outcome = await attemptDelivery({
      ...parts,
      adapter,
      row,
      begin,
      ensureOurs: () => ensureOurs(one),
    });
    await recorded(row, outcome);
    told(kindOf(outcome));
    log.info({ delivery: row.deliveryId, tenant: row.tenant, outcome: inWords(outcome) }, 'Delivery');
  }

  /** Each begins in a turn of its own: reading sixty messages at once would hold up everybody. */
  async function fill(): Promise<void> {
    const most = MOST_AT_ONCE - active.size;
    if (most === 0 || !mayTake()) return;
    let begun = Promise.resolve();
    const leasedAt = elapsed();
    for (const row of await rows.lease({ most, except: new Set(active.keys()) })) {
      const id = Number(row.id);
      const one: Active = { leasedAt, done: begun };
      active.set(id, one);
      begun = begun.then(() => breathe());
      one.done = begun
        .then(() => deliver(row, one))
        .catch((err) => log.error({ err, delivery: deliveryIdOf(String(row.key)) }, 'A delivery failed'))
        .finally(() => active.delete(id));
    }
  }

  const work = [
    { everyMs: LOOK_MS, work: fill },
    { everyMs: RENEW_MS, work: renew },
    { everyMs: PRUNE_MS, work: rows.prune },
  ].map((task) => repeat({ ...task, signal, elapsed, wait, log }));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(work);
      await Promise.race([
        Promise.all([...active.values()].map(({ done }) => done)),
        wait(SETTLE_MS, new AbortController().signal),
      ]);
      await rows.release();
    },
  };
}

function closedBy({ key, tenant, address, rule }: Leased, reason: string): Closed {
  return { key, tenant, address, reason, ...(rule !== undefined && { rule }) };
}

function kindOf(outcome: AttemptEnd): DeliveryOutcome {
  if (outcome === 'lost') return 'lost';
  if ('sent' in outcome) return 'sent';
  return 'again' in outcome ? 'again' : 'dead';
}

function inWords(outcome: AttemptEnd): string {
  if (outcome === 'lost') return 'taken over by another worker';
  if ('sent' in outcome) return 'sent';
  return 'again' in outcome ? `again: ${outcome.again.reason}` : `dead: ${outcome.dead}`;
}
