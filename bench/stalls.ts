import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAskedDesk } from './askedDesk.ts';
import type { BenchCase } from './case.ts';

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
const ROUNDS = 5;
/** A stall of ours comes every time; one that another process causes does not. */
const REPEATS = 6;

/** How long nobody else is heard while the uses of a site are compared: the longest turn of the main loop. */
export const stalls: BenchCase = {
  name: 'Longest stall of the main loop, mine or lease',
  async run() {
    const desk = await openAskedDesk();
    await desk.ask(LARGE);
    const measurements = [];
    for (const line of LINES) {
      await desk.ask(line);
      const longest: number[] = [];
      for (let repeat = 0; repeat < REPEATS; repeat++) longest.push(await longestStall(() => desk.ask(line)));
      measurements.push({ name: line, value: Math.min(...longest), unit: 'ms', reach: { atMost: 20 } });
    }
    await desk.close();
    return measurements;
  },
};

/** Milliseconds of the longest turn while `work` is done some times over. */
async function longestStall(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < ROUNDS; round++) await work();
  delay.disable();
  return delay.max / 1e6;
}
