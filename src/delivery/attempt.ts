import type { ChatAdapter } from '../chat/adapter.ts';
import type { Reply } from '../chat/reply.ts';
import { DeliveryError } from '../common/errors.ts';
import type { Again, Leased } from './rows.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** What was handed over may still be on its way: nobody looks for it sooner. */
const SETTLES_MS = 5_000;
/** After so many failures it is no longer looked for what may have arrived. */
const LOOKS = 8;

/** How an attempt ended. */
export type AttemptEnd =
  | { sent: string }
  | { dead: string; closed: boolean }
  | { again: Again }
  /** It has become another worker's. */
  | 'lost';

/** What an attempt needs; `begin` writes down that the message is being handed over, and says whether it may be. */
export interface Attempt {
  adapter: ChatAdapter;
  row: Leased;
  begin: () => Promise<boolean>;
  /** Throws DeliveryError where it may be another worker's by now. */
  ensureOurs: () => void;
  now: () => number;
  random: () => number;
}

/** Hands one delivery to its platform; what may be there already is looked for first. Rejects with StorageError. */
export async function attemptDelivery(attempt: Attempt): Promise<AttemptEnd> {
  const { adapter, row, begin, ensureOurs, now } = attempt;
  if (now() >= row.expiresAt) return { dead: 'It could not be delivered in time.', closed: false };
  const found = await lookedFor(attempt);
  if (typeof found !== 'string') return found;
  if (found === 'delivered') return { sent: 'found' };
  if (!(await begin())) return 'lost';
  const said = found === 'unknown' ? possiblyRepeated(row.reply) : row.reply;
  const { deliveryId } = row;
  const send = async () => {
    // Whoever stood still while that was written down has an old yes.
    ensureOurs();
    return adapter.send(row.address, said, { deliveryId, ensureOurs });
  };
  return send().then(
    ({ receipt }) => ({ sent: receipt }),
    (error) => {
      const failure = failureOf(error);
      if (!failure.retryable) return { dead: failure.message, closed: failure.closed };
      return againAfter(attempt, { failure, answered: failure.unsent });
    },
  );
}

async function lookedFor(attempt: Attempt): Promise<'delivered' | 'absent' | 'unknown' | { again: Again }> {
  const { adapter, row } = attempt;
  const { address, deliveryId, sentAfter, reply } = row;
  if (sentAfter === undefined) return 'absent';
  if (!adapter.reconcile) return 'unknown';
  return adapter.reconcile(address, { deliveryId, sentAfter, reply }).catch((error) => {
    const failure = failureOf(error);
    const limited = failure.retryAfterMs !== undefined;
    const worthIt = failure.retryable && (limited || row.attempts < LOOKS);
    return worthIt ? againAfter(attempt, { failure, answered: true }) : 'unknown';
  });
}

/** An adapter's own fault says nothing of what it had done by then. */
function failureOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError('Hashdesk could not deliver the message because of a fault of its own.', {
    retryable: true,
    cause: error,
  });
}

function againAfter(
  { row, now, random }: Attempt,
  { failure, answered }: { failure: DeliveryError; answered: boolean },
): { again: Again } {
  const { retryAfterMs, message: reason } = failure;
  const waitMs = retryAfterMs ?? backoffMs({ attempts: row.attempts, random });
  const at = now() + (answered ? waitMs : Math.max(waitMs, SETTLES_MS));
  return { again: { at, answered, counts: retryAfterMs === undefined, reason } };
}

/** Doubles from one second to five minutes; by chance up to half less, so that not everyone returns at once. */
function backoffMs({ attempts, random }: { attempts: number; random: () => number }): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
  return longest * (1 - random() / 2);
}

/** The message with a word that it may be there twice. */
function possiblyRepeated(said: Reply): Reply {
  const parts = ['Possibly repeated: it could not be checked whether this message had arrived before.'];
  return { ...said, blocks: [...said.blocks, { kind: 'note', tone: 'info', parts }] };
}
