import {
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import type { Log } from '../common/log.ts';
import { SourceError } from '../net/http.ts';
import type { SourceStatus } from './contract.ts';
import type { Answers, MarketSource, Quantity, SourceAnswer } from './source.ts';

/** A source with retries, a circuit breaker, single flight and a record of how it does. */
export interface GuardedSource {
  name: string;
  provides(quantity: Quantity): boolean;
  /** Asks, or joins the same question already under way. Rejects with SourceError. */
  ask<Q extends Quantity>(quantity: Q): Promise<SourceAnswer<Answers[Q]>>;
  /** Whether the question is under way. */
  isAsking(quantity: Quantity): boolean;
  /** Records that an answer was refused. */
  refused(reason: string): void;
  status(): SourceStatus;
}

type Question<Q extends Quantity> = (options: { signal: AbortSignal }) => Promise<SourceAnswer<Answers[Q]>>;

export interface GuardOptions {
  source: MarketSource;
  now: () => number;
  random: () => number;
  log: Log;
  /** Ends every question when the market stops. */
  signal: AbortSignal;
}

/** As `status` lists them; headers belong to the chain. */
const QUANTITIES: Quantity[] = ['price', 'chain', 'fees', 'hashrate', 'history'];
const MAX_RETRIES = 2;
const FAILURES_TO_BREAK = 5;
const BREAK_MS = 30_000;
const MAX_WAIT_MS = 3_600_000;
/** One question with all its requests and retries; the history downloads megabytes. */
const ASK_DEADLINE_MS = 15_000;
const HISTORY_DEADLINE_MS = 90_000;

/** Wraps a source. Retry-After and an open circuit are one pause, in which it is not asked at all. */
export function guardSource({ source, now, random, log, signal }: GuardOptions): GuardedSource {
  const state: SourceStatus = {
    name: source.name,
    url: source.url,
    provides: QUANTITIES.filter((quantity) => source[quantity] !== undefined),
    answers: 0,
    errors: 0,
  };
  const flights = new Map<Quantity, Promise<unknown>>();
  const pause = createPause(now);
  const policy = createPolicy({ random, onBreak: (reason) => pause.begin(BREAK_MS, reason) });

  async function attempt<Q extends Quantity>(quantity: Q): Promise<SourceAnswer<Answers[Q]>> {
    const question = source[quantity]?.bind(source) as Question<Q> | undefined;
    if (!question) throw new SourceError(`does not provide ${quantity}`);
    const deadlineMs = quantity === 'history' ? HISTORY_DEADLINE_MS : ASK_DEADLINE_MS;
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const startedAt = now();
    const observation = await policy.execute(() => answerBefore(deadline, question), deadline);
    Object.assign(state, { lastAnswerAt: now(), latencyMs: Math.max(0, now() - startedAt) });
    state.answers += 1;
    return observation;
  }

  function recordFailure(error: unknown, quantity: Quantity): never {
    const failure = error instanceof SourceError ? error : new SourceError('threw an unexpected error');
    if (failure !== error)
      log.error({ source: source.name, err: error }, 'A market source threw what it should not');
    // A source that has no block headers to show is not in trouble.
    if (quantity !== 'headers') {
      state.errors += 1;
      state.lastError = failure.message;
    }
    if (failure.retryAfterMs !== undefined) pause.begin(failure.retryAfterMs, failure.reason);
    throw failure;
  }

  return {
    name: source.name,
    provides: (quantity) => source[quantity] !== undefined,
    isAsking: (quantity) => flights.has(quantity),
    ask<Q extends Quantity>(quantity: Q) {
      const underWay = flights.get(quantity) as Promise<SourceAnswer<Answers[Q]>> | undefined;
      if (underWay) return underWay;
      const reason = pause.reason();
      if (reason !== undefined) return Promise.reject(new SourceError(`${reason}; left alone for a while`));
      const flight = attempt(quantity)
        .catch((error) => recordFailure(error, quantity))
        .finally(() => flights.delete(quantity));
      flights.set(quantity, flight);
      return flight;
    },
    refused(reason) {
      state.errors += 1;
      state.lastError = `refused: ${reason}`;
    },
    status: () => ({ ...state }),
  };
}

/** A span in which a source is left alone. Ends early when the clock is set back, which would stretch it. */
function createPause(now: () => number) {
  let pause: { from: number; forMs: number; reason: string } | undefined;
  return {
    begin(forMs: number, reason: string) {
      pause = { from: now(), forMs: Math.min(forMs, MAX_WAIT_MS), reason };
    },
    reason(): string | undefined {
      return pause && now() >= pause.from && now() < pause.from + pause.forMs ? pause.reason : undefined;
    },
  };
}

/** The answer, or an error at the deadline even from a source that pays no heed to the signal. */
async function answerBefore<T>(
  signal: AbortSignal,
  question: (options: { signal: AbortSignal }) => Promise<T>,
) {
  const { promise, reject } = Promise.withResolvers<never>();
  const expire = () => reject(new SourceError('no answer in time'));
  if (signal.aborted) throw new SourceError('no answer in time');
  signal.addEventListener('abort', expire, { once: true });
  try {
    return await Promise.race([question({ signal }), promise]);
  } finally {
    signal.removeEventListener('abort', expire);
  }
}

function createPolicy({ random, onBreak }: { random: () => number; onBreak: (reason: string) => void }) {
  const retries = retry(
    handleWhen((error) => error instanceof SourceError && error.retryable),
    {
      maxAttempts: MAX_RETRIES,
      backoff: new DelegateBackoff(({ attempt }) => 100 * 2 ** (attempt - 1) * (0.5 + random())),
    },
  );
  const breaker = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(FAILURES_TO_BREAK),
    // Cockatiel measures by the wall clock, which would hold a circuit open for as long as the clock was set
    // back: the pause is kept on our clock instead, and the next question after it tries the source.
    halfOpenAfter: Number.NEGATIVE_INFINITY,
  });
  breaker.onBreak((failure) => {
    const error = 'error' in failure ? failure.error : undefined;
    onBreak(error instanceof SourceError ? error.reason : 'failed');
  });
  return wrap(retries, breaker);
}
