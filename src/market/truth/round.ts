import { SourceError } from '../../net/http.ts';
import type { SourceTrouble } from '../contract.ts';
import type { GuardedSource } from '../guard.ts';
import type { Good, LastGood } from '../lastGood.ts';
import type { Answers, Quantity } from '../source.ts';
import { moment } from './moment.ts';
import type { Refusal } from './plausible.ts';

/** What one round of asking needs, and where its results go. */
export interface Round {
  guards: readonly GuardedSource[];
  now: () => number;
  /** What is held to be true: the last confirmed readings, and the last price. */
  known: LastGood;
  /** By how much the work in block headers may miss their bits: 1 on the main network. */
  ease: bigint;
  accept<Q extends keyof LastGood>(quantity: Q, good: NonNullable<LastGood[Q]>): void;
  /** Shows a reading that is at odds with what was known, in place of it, without taking it for true. */
  contest<Q extends keyof LastGood>(quantity: Q, good: NonNullable<LastGood[Q]>): void;
  report(trouble: SourceTrouble): void;
  /** What is to be said of the price of this round, besides what is wrong with its sources. */
  remark(remark: string): void;
}

/** A source's own time stamp may be so old and still tell of the present. */
const OLD_ANSWER_MS = 15 * 60_000;

export const providersOf = (quantity: Quantity, { guards }: Round): GuardedSource[] =>
  guards.filter((guard) => guard.provides(quantity));

/** One source's answer when it is a believable one of the present; whatever is wrong with it is reported. */
export async function attempt<Q extends Quantity>(
  guard: GuardedSource,
  asked: { round: Round; quantity: Q; refuse: (value: Answers[Q]) => Refusal },
): Promise<Good<Answers[Q]> | undefined> {
  const { round, quantity, refuse } = asked;
  try {
    const { value, observedAt } = await guard.ask(quantity);
    const refusal = refuse(value) ?? refuseTime({ observedAt, now: round.now() });
    // A clock that is ahead of ours must not make its answers fresh for longer.
    const good = {
      value,
      source: guard.name,
      observedAt: Math.min(observedAt, round.now()),
      confirmed: true,
    };
    if (refusal === undefined) return good;
    guard.refused(refusal);
    round.report({ source: guard.name, kind: 'refused', reason: refusal });
  } catch (error) {
    const reason = error instanceof SourceError ? error.reason : 'its answer could not be judged';
    round.report({ source: guard.name, kind: 'failed', reason });
  }
  return undefined;
}

function refuseTime({ observedAt, now }: { observedAt: number; now: number }): Refusal {
  if (!Number.isFinite(observedAt)) return 'time of observation unknown';
  return now - observedAt > OLD_ANSWER_MS ? `its answer is of ${moment(observedAt, now)}` : undefined;
}
