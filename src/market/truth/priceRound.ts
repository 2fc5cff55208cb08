import { isStale } from '../freshness.ts';
import type { GuardedSource } from '../guard.ts';
import type { Good } from '../lastGood.ts';
import { moment } from './moment.ts';
import { refusePrice } from './plausible.ts';
import { AGREEMENT, type AgreedPrice, agreePrice, type Quote } from './price.ts';
import { attempt, providersOf, type Round } from './round.ts';

type TimedQuote = Quote & { observedAt: number };

/**
 * Asks every exchange at once. Two that agree confirm early only what continues the last confirmed price: a jump waits
 * until all have answered or failed. What is unconfirmed never takes the place of a fresh confirmed price.
 */
export async function priceRound(round: Round): Promise<void> {
  const quotes: TimedQuote[] = [];
  const asked = providersOf('price', round);
  const order = asked.map(({ name }) => name);
  const ask = async (guard: GuardedSource) => {
    const good = await attempt(guard, { round, quantity: 'price', refuse: refusePrice });
    if (!good) return;
    quotes.push({ source: good.source, priceUsd: good.value, observedAt: good.observedAt });
    // In the order of preference, so that the same quotes are told the same way whoever came first.
    quotes.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
    early(round, quotes);
  };
  await Promise.all(asked.map(ask));
  atEnd(round, quotes);
}

/** The last confirmed price while it is fresh. */
function confirmedPrice({ known, now }: Round): Good<number> | undefined {
  const { price } = known;
  return price?.confirmed && !isStale(price, now()) ? price : undefined;
}

/** While others have not answered yet. Where nothing fresh is known, what they said so far is better than nothing. */
function early(round: Round, quotes: readonly TimedQuote[]): void {
  const agreed = agreePrice(quotes);
  const last = confirmedPrice(round);
  if (!agreed) return;
  const continues = last && Math.abs(agreed.priceUsd / last.value - 1) <= AGREEMENT;
  const confirmed = agreed.confirmed && continues === true;
  if (confirmed || !last) take({ round, quotes, agreed, confirmed });
}

function atEnd(round: Round, quotes: readonly TimedQuote[]): void {
  const agreed = agreePrice(quotes);
  if (!agreed) return;
  for (const { source, reason } of agreed.dropped) round.report({ source, kind: 'dropped', reason });
  const { doubt, confirmed } = agreed;
  const last = confirmedPrice(round);
  if (doubt && last) {
    const confirmedAt = moment(last.observedAt, round.now());
    round.remark(`The price shown was confirmed at ${confirmedAt}; unconfirmed since: ${doubt.said}.`);
  } else {
    if (doubt) round.remark(`The price is unconfirmed: ${doubt.why}.`);
    take({ round, quotes, agreed, confirmed });
  }
}

function take(asked: {
  round: Round;
  quotes: readonly TimedQuote[];
  agreed: AgreedPrice;
  confirmed: boolean;
}): void {
  const { round, quotes, agreed, confirmed } = asked;
  const used = quotes.filter(({ source }) => agreed.sources.includes(source));
  round.accept('price', {
    value: agreed.priceUsd,
    source: agreed.sources.join(', '),
    observedAt: Math.min(...used.map(({ observedAt }) => observedAt)),
    confirmed,
  });
}
