import type { DeliveryError } from '../../common/errors.ts';
import { rateLimiter } from './rateLimit.ts';

/** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** What a request failed with. `retryAfterMs`: the platform asked to wait, in milliseconds, and did nothing. */
type Failure = Error & Pick<DeliveryError, 'retryable' | 'unsent' | 'retryAfterMs'>;

/** When a failed request is made again. */
export type Repeat =
  /** Never, and nothing is waited for: whoever asked repeats it. */
  | 'never'
  /** Never either, as a delivery: it goes out unless `ensureOurs`, called right before, throws a failure. */
  | { ensureOurs: (() => void) | undefined }
  /** When the platform asks to wait. */
  | 'slowed'
  /** Then, and while it is certain that nothing was done. */
  | 'unsent'
  /** Whenever it may help: doing it twice is doing it once. */
  | 'always';

/** What a request is about. */
export interface Turn {
  /** What the platform slows down as one, such as a channel. */
  conversation: string;
  /** Requests of one lane keep their order. Default: the conversation. */
  lane?: string;
  repeat: Repeat;
  /** Whether it is one of those of which the platform takes so many in a second. Default: no. */
  isPaced?: boolean;
}

const PATIENCE_MS = 60_000;
const FAILURES = 4;
/** A paced request waits for its turn, however long that is. */
const { signal: never } = new AbortController();

/**
 * Requests to a platform in lines: one at a time per lane, and a conversation that must wait holds up no other.
 * `failureOf` reads what a request threw; `slower` is the refusal of what may not wait. `run` rejects with these alone.
 */
export function createLines<F extends Failure>(parts: LinesParts<F>) {
  const { wait, now, failureOf, slower, perSecond } = parts;
  const pace = perSecond === undefined ? undefined : rateLimiter({ perSecond, now, wait });
  const tails = new Map<string, Promise<unknown>>();
  const closedUntil = new Map<string, number>();

  /** What is left of the pause; one that is over is forgotten. */
  function pauseMs(conversation: string): number {
    const ms = (closedUntil.get(conversation) ?? 0) - now();
    if (ms <= 0) closedUntil.delete(conversation);
    return Math.max(0, ms);
  }

  function refuseWhileClosed(conversation: string): void {
    const ms = pauseMs(conversation);
    if (ms > 0) throw slower(ms);
  }

  async function once<T>({ conversation, isPaced, repeat }: Turn, request: () => Promise<T>): Promise<T> {
    // Here and no earlier: whatever waits after it comes in a throng.
    if (isPaced) await pace?.(never);
    // A process may have stood still for any time up to here.
    if (typeof repeat === 'object') repeat.ensureOurs?.();
    try {
      return await request();
    } catch (error) {
      const failure = failureOf(error);
      if (failure.retryAfterMs !== undefined) closedUntil.set(conversation, now() + failure.retryAfterMs);
      throw failure;
    }
  }

  async function patiently<T>(turn: Turn, request: () => Promise<T>): Promise<T> {
    const { conversation, repeat } = turn;
    const until = now() + PATIENCE_MS;
    for (let failures = 0; ; ) {
      const closed = pauseMs(conversation);
      if (closed > 0) await wait(closed);
      try {
        return await once(turn, request);
      } catch (error) {
        const failure = error as F;
        const slowed = failure.retryAfterMs !== undefined;
        if (!slowed) failures += 1;
        const again = slowed || (mayRepeat(failure, repeat) && failures < FAILURES);
        if (!again || now() + pauseMs(conversation) > until) throw failure;
        if (!slowed) await wait(250 * 2 ** failures);
      }
    }
  }

  async function inTurn<T>(lane: string, request: () => Promise<T>): Promise<T> {
    const turn = (tails.get(lane) ?? Promise.resolve()).then(request);
    const tail = turn
      .catch(() => {})
      .then(() => {
        if (tails.get(lane) === tail) tails.delete(lane);
      });
    tails.set(lane, tail);
    return turn;
  }

  return {
    async run<T>(turn: Turn, request: () => Promise<T>): Promise<T> {
      const { conversation, lane = conversation, repeat } = turn;
      if (repeat !== 'never' && typeof repeat !== 'object')
        return inTurn(lane, () => patiently(turn, request));
      refuseWhileClosed(conversation);
      return inTurn(lane, () => {
        refuseWhileClosed(conversation);
        return once(turn, request);
      });
    },
  };
}
export type Lines = ReturnType<typeof createLines>;

function mayRepeat({ retryable, unsent }: Failure, repeat: Repeat): boolean {
  return retryable && (repeat === 'always' || (repeat === 'unsent' && unsent));
}

interface LinesParts<F extends Failure> {
  wait: Wait;
  now: () => number;
  failureOf: (error: unknown) => F;
  slower: (retryAfterMs: number) => F;
  /** How many paced requests the platform takes in a second, over all conversations. Default: it says nothing of that. */
  perSecond?: number;
}
