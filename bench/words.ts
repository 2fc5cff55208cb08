import fc from 'fast-check';
import { readQuestion } from '../src/words/index.ts';
import { lines } from '../test/support/lines.ts';
import { CORPUS_NOW, corpus, ownSites } from '../test/words/corpus.ts';
import { type BenchCase, quantile, timed } from './case.ts';

const WARM_UP = 3;
const ROUNDS = 10;
const RANDOM_LINES = 10_000;
const LONG = 20_000;

const read = (text: string) =>
  readQuestion({ text, lookup: { sites: ownSites }, own: ownSites, now: CORPUS_NOW });

/** What it takes to read a question in people's own words, before anything is computed. */
export const words: BenchCase = {
  name: 'Own words',
  async run() {
    const questions = corpus().asked.map(({ question }) => question);
    for (let round = 0; round < WARM_UP; round++) questions.forEach(read);
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      for (const question of questions) samples.push(1000 * (await timed(() => read(question))));
    const random = fc.sample(lines, { seed: 7, numRuns: RANDOM_LINES });
    const all = await timed(() => random.forEach(read));
    const long = ['a', '1', ' ', '$1,', 'btc '].map((unit) => unit.repeat(LONG / unit.length));
    return [
      { name: 'a question: p50', value: quantile(samples, 0.5), unit: 'µs', reach: { atMost: 250 } },
      { name: 'a question: p99', value: quantile(samples, 0.99), unit: 'µs' },
      { name: `a random line, mean of ${RANDOM_LINES}`, value: (1000 * all) / RANDOM_LINES, unit: 'µs' },
      { name: `${LONG} characters`, value: 1000 * (await timed(() => long.forEach(read))), unit: 'µs' },
    ];
  },
};
