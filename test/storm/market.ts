// The market of the storm: a price that goes to and fro, each level kept until the desk has surely seen it, and sources
// that lie in some rounds.

import { startMarketServer } from '../support/marketServer.ts';
import { answerQuestions } from '../support/processes/helper.ts';
import { liar } from './lies.ts';
import { seeded } from './random.ts';

export interface MarketSettings {
  seed: number;
  /** In one of so many rounds somebody lies. */
  lieEvery: number;
}

/** A rule at 80,000 lies between, and 20 % off is on the other side of it. */
const LEVELS = [95_000, 70_000];
/** The desk reads every second. When it asks once more after so many honest rounds, it has worked with the first. */
const ROUNDS = 3;

const { seed, lieEvery }: MarketSettings = JSON.parse(process.argv[2]!);
const random = seeded(seed + 2);
const { state, urls } = await startMarketServer();
const { told, lie, recant } = liar({ state, first: seed });
const levels = [LEVELS[0]!];
let asked = 0;
let lieAt = lieEvery;
let lying = false;
/** Honest rounds at this level since the desk was started. */
let honest = 0;
let done = false;
state.priceUsd = levels[0]!;

/** A new level after enough honest rounds; no two are the same, so that a message shows which of them it tells of. */
function nextLevel(): void {
  honest = 0;
  levels.push(LEVELS[levels.length % LEVELS.length]! + levels.length);
  state.priceUsd = levels.at(-1)!;
}

/** Called when the desk begins a round, before it is answered. */
function round(): void {
  recant();
  if (!lying) honest += 1;
  if (honest > ROUNDS && !done) nextLevel();
  asked += 1;
  lying = asked === lieAt;
  if (!lying) return;
  lie();
  // Once in each stretch of so many rounds, anywhere in it.
  const end = Math.ceil(asked / lieEvery) * lieEvery;
  lieAt = end + 1 + Math.floor(random() * lieEvery);
}

const { push } = state.requests;
state.requests.push = (...lines) => {
  if (lines.some((line) => line.includes('/v2/prices/BTC-USD/spot'))) round();
  return push.apply(state.requests, lines);
};

answerQuestions((question: 'urls' | 'killed' | 'finish' | 'levels') => {
  if (question === 'urls') return urls;
  if (question === 'levels')
    return { levels, lies: { rounds: asked, told }, settled: done && honest > ROUNDS };
  if (question === 'killed') honest = 0;
  else done = true;
});
