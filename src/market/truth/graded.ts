import type { Grade } from '../contract.ts';
import type { GuardedSource } from '../guard.ts';
import type { Anchor, Good, LastGood } from '../lastGood.ts';
import type { Answers } from '../source.ts';
import type { Refusal } from './plausible.ts';
import { attempt, providersOf, type Round } from './round.ts';

/** Readings that are held against what was known before. */
export type Graded = Exclude<keyof LastGood, 'price'>;

/** How readings of one quantity are judged. */
export interface Grading<Q extends Graded> {
  quantity: Q;
  /** Why a value cannot be, whatever was known before. */
  refuse(value: Answers[Q]): Refusal;
  /** Why a value does not continue one that was accepted. */
  contradicts(value: Answers[Q], last: Anchor<Answers[Q]> | undefined): Refusal;
  agree(a: Answers[Q], b: Answers[Q]): boolean;
  /** Why a reading tells of the past; it is set aside. */
  behind?(good: Good<Answers[Q]>): string | undefined;
  /** Whether the source can prove what it said. Never rejects. */
  prove?(guard: GuardedSource, value: Answers[Q]): Promise<boolean>;
}

/** So long an anchor holds whom nobody else bears out: steps may add up, but not within it. */
const ANCHOR_MS = 3_600_000;

/** So long a reading that nothing bears out waits for the last known one to be confirmed. */
export const HELD_MS = 30 * 60_000;

interface Candidate<T> {
  guard: GuardedSource;
  good: Good<T>;
}

/**
 * Asks every source at once. What two agree on is accepted, and what one says where it continues the last confirmed
 * reading or is proved. Anything else is held back; where nobody has confirmed the last reading for 30 minutes it is
 * shown as contested. Gives the readings that were set aside, the preferred first.
 */
export async function gradedRound<Q extends Graded>(
  round: Round,
  grading: Grading<Q>,
): Promise<Candidate<Answers[Q]>[]> {
  const asked = providersOf(grading.quantity, round);
  const found: Candidate<Answers[Q]>[] = [];
  const aside: Candidate<Answers[Q]>[] = [];
  const ask = async (guard: GuardedSource) => {
    const good = await attempt(guard, { round, ...grading });
    if (!good) return;
    const reason = grading.behind?.(good);
    if (reason !== undefined) round.report({ source: guard.name, kind: 'failed', reason });
    (reason === undefined ? found : aside).push({ guard, good });
    // What continues the known need not wait for a source that hangs.
    const early = round.known[grading.quantity] && best(round, grading, found);
    if (early) accept(round, grading, early);
  };
  await Promise.all(asked.map(ask));
  for (const list of [found, aside]) list.sort((a, b) => asked.indexOf(a.guard) - asked.indexOf(b.guard));
  await settle(round, grading, found);
  return aside;
}

async function settle<Q extends Graded>(
  round: Round,
  grading: Grading<Q>,
  found: Candidate<Answers[Q]>[],
): Promise<void> {
  const chosen = best(round, grading, found);
  // Headers are asked for while the reading already serves.
  if (chosen) accept(round, grading, chosen);
  const proved = chosen?.good.grade === 'agreed' ? undefined : await firstProved(grading, found);
  if (proved) accept(round, grading, proved);
  hold({ round, grading, found, chosen: proved ?? chosen });
}

/** The preferred one of those that two sources agree on, else of those that continue what is known. */
function best<Q extends Graded>(
  round: Round,
  grading: Grading<Q>,
  found: readonly Candidate<Answers[Q]>[],
): Candidate<Answers[Q]> | undefined {
  const last = lastOf(round, grading);
  const continues = ({ good }: Candidate<Answers[Q]>) => breach(round, grading, good) === undefined;
  const agreed = found.filter((one) => found.some((other) => other !== one && agrees(grading, one, other)));
  const chosen = agreed.find(continues) ?? agreed[0];
  if (chosen) return graded(chosen, 'agreed');
  // With nothing known, a source that another one contradicts is not enough.
  const single = last || found.length === 1 ? found.find(continues) : undefined;
  return single && graded(single, 'single');
}

const graded = <T>({ guard, good }: Candidate<T>, grade: Grade): Candidate<T> => ({
  guard,
  good: { ...good, grade },
});

const agrees = <Q extends Graded>(
  grading: Grading<Q>,
  one: Candidate<Answers[Q]>,
  other: Candidate<Answers[Q]>,
): boolean => grading.agree(one.good.value, other.good.value);

const lastOf = <Q extends Graded>({ known }: Round, { quantity }: Grading<Q>) =>
  known[quantity] as Good<Answers[Q]> | undefined;

/** Why a value does not follow from the last one, or from what stood up to an hour before it. */
function breach<Q extends Graded>(round: Round, grading: Grading<Q>, { value }: Good<Answers[Q]>): Refusal {
  const last = lastOf(round, grading);
  return grading.contradicts(value, last) ?? (last?.anchor && grading.contradicts(value, last.anchor));
}

function accept<Q extends Graded>(round: Round, grading: Grading<Q>, { good }: Candidate<Answers[Q]>): void {
  const anchor = good.grade === 'single' ? anchorOf(lastOf(round, grading), good.observedAt) : undefined;
  round.accept(grading.quantity, { ...good, ...(anchor && { anchor }) } as NonNullable<LastGood[Q]>);
}

/** The anchor of what comes after `last`: kept for its hour, then what was accepted last. */
function anchorOf<T>(last: Good<T> | undefined, now: number): Anchor<T> | undefined {
  if (last?.anchor && Math.abs(now - last.anchor.observedAt) < ANCHOR_MS) return last.anchor;
  return last && { value: last.value, observedAt: last.observedAt };
}

async function firstProved<Q extends Graded>(
  { prove }: Grading<Q>,
  found: readonly Candidate<Answers[Q]>[],
): Promise<Candidate<Answers[Q]> | undefined> {
  for (const one of prove ? found : [])
    if (await prove!(one.guard, one.good.value)) return graded(one, 'proved');
  return undefined;
}

/** Reports what was not believed, and shows the preferred of it where nothing better is left. */
function hold<Q extends Graded>(asked: {
  round: Round;
  grading: Grading<Q>;
  found: readonly Candidate<Answers[Q]>[];
  chosen: Candidate<Answers[Q]> | undefined;
}): void {
  const { round, grading, found, chosen } = asked;
  const last = lastOf(round, grading);
  const held = found.filter(
    (one) => one.guard !== chosen?.guard && !(chosen && agrees(grading, one, chosen)),
  );
  for (const { guard, good } of held) {
    const why = breach(round, grading, good) ?? 'another source says otherwise';
    guard.refused(why);
    round.report({ source: guard.name, kind: 'refused', reason: why });
  }
  const unheard = !last || round.now() - last.observedAt >= HELD_MS;
  if (!chosen && held[0] && unheard)
    round.contest(grading.quantity, {
      ...held[0].good,
      grade: 'single',
      confirmed: false,
    } as NonNullable<LastGood[Q]>);
}
