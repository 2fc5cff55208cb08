// The markets of a cluster, one for each replica, with one price: each is kept until whoever leads has surely seen it.
import { type MarketState, startMarketServer } from '../../support/marketServer.ts';
import { answerQuestions } from '../../support/processes/helper.ts';

export type MarketQuestion = 'urls' | 'held' | 'disturbed' | 'finish' | 'levels' | { prices: number[] };

/** A rule at 80,000 lies between. */
const LEVELS = [95_000, 70_000];
/** The desk reads every second. When it asks once more after so many rounds, it has worked with the first. */
const ROUNDS = 3;

const { replicas }: { replicas: number } = JSON.parse(process.argv[2]!);
const markets = await Promise.all(Array.from({ length: replicas }, () => startMarketServer()));
const levels = [LEVELS[0]!];
/** Rounds at this level, in the market of whoever asked. */
let rounds = new Map<MarketState, number>();
let done = false;
/** While nothing can be kept, nothing that is seen can be told. */
let isHeld = false;
/** It ends above the limit, so that nothing fires any more. */
const isLast = () => done && levels.length % LEVELS.length === 1;
const isSeen = () => Math.max(0, ...rounds.values()) > ROUNDS;

function setLevel(price: number): void {
  rounds = new Map();
  for (const { state } of markets) state.priceUsd = price;
}
setLevel(levels[0]!);

function round(state: MarketState): void {
  rounds.set(state, (rounds.get(state) ?? 0) + 1);
  if (!isSeen() || isHeld || isLast()) return;
  // No two are the same, so that a message shows which of them it tells of.
  levels.push(LEVELS[levels.length % LEVELS.length]! + levels.length);
  setLevel(levels.at(-1)!);
}

for (const { state } of markets) {
  const { push } = state.requests;
  state.requests.push = (...lines) => {
    if (lines.some((line) => line.includes('/v2/prices/BTC-USD/spot'))) round(state);
    return push.apply(state.requests, lines);
  };
}

answerQuestions((question: MarketQuestion) => {
  if (question === 'urls') return markets.map(({ urls }) => urls);
  if (question === 'levels') return { levels, settled: isLast() && isSeen() };
  if (question === 'held') isHeld = true;
  else if (question === 'disturbed') {
    isHeld = false;
    rounds.clear();
  } else if (question === 'finish') done = true;
  else for (const [at, price] of question.prices.entries()) markets[at]!.state.priceUsd = price;
});
