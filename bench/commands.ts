import { setImmediate as breathe } from 'node:timers/promises';
import fc from 'fast-check';
import { readQuestion } from '../src/words/index.ts';
import { lines } from '../test/support/lines.ts';
import { CORPUS_NOW, corpus, ownSites } from '../test/words/corpus.ts';
import { openAskedDesk } from './askedDesk.ts';
import { type BenchCase, type Measurement, quantile, timed } from './case.ts';

/** A line of each kind of answer. */
export const LINES = [
  'profit demo',
  'profit 100 MW s21xp at $45/MWh pue=1.03 fee=2% uptime=97%',
  'breakeven demo',
  'whatif demo price=90k hashprice=-20% power=60',
  'hashprice',
  'difficulty',
  'halving',
  'machines',
  'machines all',
  'site list',
  'site show demo',
  'site export demo',
  'explain',
  'status',
  'help',
];
const WARM_UP = 200;
const ROUNDS = 1000;

/**
 * From a line to rendered text, in process, on cached market data. Each line comes in a turn of its own, as from a
 * socket; what is done when nobody waits is in the processor time of an answer.
 */
export const commandLatency: BenchCase = {
  name: 'Warm latency of each command',
  async run() {
    const desk = await openAskedDesk();
    const measurements: Measurement[] = [];
    await desk.ask('profit demo');
    for (const line of LINES) {
      for (let round = 0; round < WARM_UP; round++) await desk.ask(line);
      const samples: number[] = [];
      const before = process.threadCpuUsage();
      for (let round = 0; round < ROUNDS; round++) {
        samples.push(await timed(() => desk.ask(line)));
        await breathe();
      }
      const { user, system } = process.threadCpuUsage(before);
      const processorMs = (user + system) / 1000 / ROUNDS;
      measurements.push(
        { name: `${line}: processor time, mean`, value: processorMs, unit: 'ms' },
        { name: `${line}: p50`, value: quantile(samples, 0.5), unit: 'ms' },
        { name: `${line}: p99`, value: quantile(samples, 0.99), unit: 'ms', reach: { atMost: 5 } },
      );
    }
    await desk.close();
    return measurements;
  },
};

const SITES = 1000;

/** One question about a thousand stored sites. */
export const allSites: BenchCase = {
  name: `profit all over ${SITES} sites`,
  async run() {
    const desk = await openAskedDesk();
    for (let index = 0; index < SITES; index++) {
      await desk.ask(
        `site add "Site ${index}" ${10 + (index % 90)} MW s21xp, 500 s19jpro at $${30 + (index % 40)}/MWh`,
      );
    }
    const samples: number[] = [];
    for (let round = 0; round < 60; round++) samples.push(await timed(() => desk.ask('profit all')));
    await desk.close();
    const warm = samples.slice(10);
    return [
      { name: 'profit all: p50', value: quantile(warm, 0.5), unit: 'ms', reach: { atMost: 30 } },
      { name: 'profit all: p99', value: quantile(warm, 0.99), unit: 'ms' },
    ];
  },
};

const ROUNDS_BEFORE = 3;
const ROUNDS_OF_ALL = 10;
const RANDOM_LINES = 10_000;
const LONG = 20_000;

const read = (text: string) =>
  readQuestion({ text, lookup: { sites: ownSites }, own: ownSites, now: CORPUS_NOW });

/** What it takes to read a question in people's own words, before anything is computed. */
export const words: BenchCase = {
  name: 'Own words',
  async run() {
    const questions = corpus().asked.map(({ question }) => question);
    for (let round = 0; round < ROUNDS_BEFORE; round++) questions.forEach(read);
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS_OF_ALL; round++)
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
