import { openAskedDesk } from './askedDesk.ts';
import { type BenchCase, type Measurement, quantile, timed } from './case.ts';

const LINES = [
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

/** From a line to rendered text, in process, on cached market data. */
export const commandLatency: BenchCase = {
  name: 'Warm latency of each command',
  async run() {
    const desk = await openAskedDesk();
    const measurements: Measurement[] = [];
    await desk.ask('profit demo');
    for (const line of LINES) {
      for (let round = 0; round < WARM_UP; round++) await desk.ask(line);
      const samples: number[] = [];
      for (let round = 0; round < ROUNDS; round++) samples.push(await timed(() => desk.ask(line)));
      measurements.push(
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
