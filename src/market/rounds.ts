import { SourceError } from '../net/http.ts';
import type { Chain } from './contract.ts';
import { isStale } from './freshness.ts';
import type { GuardedSource } from './guard.ts';
import type { Good, LastGood } from './lastGood.ts';
import { isOldTip, type Refusal, refuseChain, refuseFees, refuseHashrate, refusePrice } from './plausible.ts';
import { agreePrice, type Quote } from './price.ts';
import { reference } from './reference.ts';
import type { Answers, Quantity } from './source.ts';

/** Why a source was passed over. */
export interface Trouble {
  source: string;
  /** Continues "Kraken failed:" or "Kraken refused:". */
  reason: string;
  refused: boolean;
}

/** What one round of asking needs, and where its results go. */
export interface Round {
  guards: readonly GuardedSource[];
  now: () => number;
  known: LastGood;
  accept<Q extends keyof LastGood>(quantity: Q, good: LastGood[Q]): void;
  report(trouble: Trouble): void;
  /** Replaces what is said about the price of this round. */
  remark(remarks: string[]): void;
}

/** One round per quantity. A round never rejects: what fails is reported. */
export const rounds: Record<keyof LastGood, (round: Round) => Promise<void>> = {
  price: priceRound,
  chain: chainRound,
  fees: (round) => firstGood({ round, quantity: 'fees', refuse: refuseFees }),
  hashrate: (round) =>
    firstGood({
      round,
      quantity: 'hashrate',
      refuse: (observed) => refuseHashrate(observed, round.known.chain?.value ?? reference.chain),
    }),
};

interface Attempt<Q extends Quantity> {
  round: Round;
  quantity: Q;
  refuse: (value: Answers[Q]) => Refusal;
}

/** One source's answer when it is a believable one. */
async function attempt<Q extends Quantity>(
  guard: GuardedSource,
  { round, quantity, refuse }: Attempt<Q>,
): Promise<Good<Answers[Q]> | undefined> {
  try {
    const { value, observedAt } = await guard.ask(quantity);
    const refusal =
      refuse(value) ?? (Number.isFinite(observedAt) ? undefined : 'time of observation unknown');
    if (refusal === undefined) return { value, source: guard.name, observedAt, confirmed: true };
    guard.refused(refusal);
    round.report({ source: guard.name, reason: refusal, refused: true });
  } catch (error) {
    const reason = error instanceof SourceError ? error.reason : 'its answer could not be judged';
    round.report({ source: guard.name, reason, refused: false });
  }
  return undefined;
}

const providersOf = (quantity: Quantity, { guards }: Round) =>
  guards.filter((guard) => guard.provides(quantity));

async function firstGood<Q extends 'fees' | 'hashrate'>(asked: Attempt<Q>): Promise<void> {
  for (const guard of providersOf(asked.quantity, asked.round)) {
    const good = await attempt(guard, asked);
    if (good) return asked.round.accept(asked.quantity, good as LastGood[Q]);
  }
}

/** The first chain that follows the network; one with an old tip only where no source has a newer. */
async function chainRound(round: Round): Promise<void> {
  const others: Chain[] = [];
  const last = round.known.chain?.value;
  const refuse = (chain: Chain): Refusal => {
    const refusal = refuseChain(chain, { now: round.now(), last, others });
    others.push(chain);
    return refusal;
  };
  let newest: Good<Chain> | undefined;
  for (const guard of providersOf('chain', round)) {
    const good = await attempt(guard, { round, quantity: 'chain', refuse });
    if (!good) continue;
    if (!isOldTip(good)) return round.accept('chain', good);
    const tip = new Date(good.value.tipTime).toISOString().slice(0, 10);
    round.report({ source: good.source, reason: `its newest block is of ${tip}`, refused: false });
    if (!newest || good.value.tipTime > newest.value.tipTime) newest = good;
  }
  if (newest && newest.value.tipTime >= (last?.tipTime ?? 0)) round.accept('chain', newest);
}

/** Every exchange at once. Two that agree are enough to go on with; one alone counts once all have had their say, or where nothing fresh is known. */
async function priceRound(round: Round): Promise<void> {
  const quotes: (Quote & { observedAt: number })[] = [];
  const asked = providersOf('price', round);
  const order = asked.map(({ name }) => name);
  const settle = ({ atEnd }: { atEnd: boolean }) => {
    // In the order of preference, so that the same quotes are told the same way whoever came first.
    quotes.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
    const agreed = agreePrice(quotes);
    const better = round.known.price && !isStale(round.known.price, round.now());
    if (!agreed || !(agreed.confirmed || atEnd || !better)) return;
    const used = quotes.filter(({ source }) => agreed.sources.includes(source));
    round.remark(agreed.remarks);
    round.accept('price', {
      value: agreed.priceUsd,
      source: agreed.sources.join(', '),
      observedAt: Math.min(...used.map(({ observedAt }) => observedAt)),
      confirmed: agreed.confirmed,
    });
  };
  const ask = async (guard: GuardedSource) => {
    const good = await attempt(guard, { round, quantity: 'price', refuse: refusePrice });
    if (!good) return;
    quotes.push({ source: good.source, priceUsd: good.value, observedAt: good.observedAt });
    settle({ atEnd: false });
  };
  await Promise.all(asked.map(ask));
  if (quotes.length === 0) round.remark([]);
  else settle({ atEnd: true });
}
