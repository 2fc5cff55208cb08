import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BenchCase } from './case.ts';
import { openBenchDesk } from './desk.ts';

const LARGE = 'site add large 10 MW s21xp, 10 MW s21, 10 MW s19jpro, 10 MW m60s, 10 MW t21 at $45/MWh';
const LINES = [
  'pivot demo',
  'pivot demo paths=100000',
  'pivot large term=40y build=120',
  'sensitivity demo',
  'sensitivity large term=40y build=120',
  'split large',
  'delay demo 6 months',
  'offer 150 MW critical 15y $140/kW-mo 3% nnn capex 9M/MW 18 months',
];
const ROUNDS = 20;

/** How long nobody else is heard while the uses of a site are compared: the longest turn of the main loop. */
export const stalls: BenchCase = {
  name: 'Longest stall of the main loop, mine or lease',
  async run() {
    const desk = await openBenchDesk();
    await desk.ask(LARGE);
    const measurements = [];
    for (const line of LINES) {
      await desk.ask(line);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      for (let round = 0; round < ROUNDS; round++) await desk.ask(line);
      delay.disable();
      measurements.push({ name: line, value: delay.max / 1e6, unit: 'ms', reach: { atMost: 20 } });
    }
    await desk.close();
    return measurements;
  },
};
