// The market of the storm: a price that goes to and fro, each level kept until the desk has surely seen it.

import { startMarketServer } from '../support/marketServer.ts';
import { answerQuestions } from '../support/processes/helper.ts';

const LEVELS = [100_000, 60_000];
/** The desk reads every second. When it asks a third time it has worked with what it was told the first. */
const ROUNDS = 3;

const server = await startMarketServer();
const { state, urls } = server;
const levels = [LEVELS[0]!];
let rounds = 0;
let counted = 0;
let done = false;
state.priceUsd = levels[0]!;

/** What the desk has been told since it was started, and a new level when that is enough. */
setInterval(() => {
  const asked = state.requests.filter((line) => line.includes('/v2/prices/BTC-USD/spot')).length;
  rounds += asked - counted;
  counted = asked;
  if (rounds < ROUNDS || done) return;
  rounds = 0;
  levels.push(LEVELS[levels.length % LEVELS.length]!);
  state.priceUsd = levels.at(-1)!;
}, 20);

answerQuestions((question: 'urls' | 'killed' | 'finish' | 'levels') => {
  if (question === 'urls') return urls;
  if (question === 'levels') return { levels, settled: done && rounds >= ROUNDS };
  if (question === 'killed') rounds = 0;
  else done = true;
});
