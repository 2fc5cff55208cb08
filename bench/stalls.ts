import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAskedDesk } from './askedDesk.ts';
import type { BenchCase, Measurement } from './case.ts';

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
/** A stall of ours comes every time; one that another process causes does not. */
const REPEATS = 3;
const TICK_MS = 1;

/** How long nobody else is heard while the uses of a site are compared. */
export const stalls: BenchCase = {
  name: 'Longest stall of the main loop, mine or lease',
  async run() {
    const desk = await openAskedDesk();
    await desk.ask(LARGE);
    const measurements: Measurement[] = [];
    for (const line of LINES) {
      await desk.ask(line);
      const longest: Longest[] = [];
      for (let repeat = 0; repeat < REPEATS; repeat++) longest.push(await longestOf(() => desk.ask(line)));
      const least = (of: (one: Longest) => number) => Math.min(...longest.map(of));
      measurements.push(
        { name: line, value: least(({ delayMs }) => delayMs), unit: 'ms', reach: { atMost: 20 } },
        { name: `${line}, CPU`, value: least(({ cpuMs }) => cpuMs), unit: 'ms CPU', reach: { atMost: 20 } },
      );
    }
    await desk.close();
    return measurements;
  },
};

/** The longest wait of a timer while work is done, and the most that the main thread computed between two of its ticks. */
interface Longest {
  /** Other processes that take the cores count too. */
  delayMs: number;
  /** They do not. */
  cpuMs: number;
}

async function longestOf(work: () => Promise<unknown>): Promise<Longest> {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  let before = process.threadCpuUsage();
  let cpuMs = 0;
  const look = () => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    cpuMs = Math.max(cpuMs, (user + system) / 1000);
  };
  const ticks = setInterval(look, TICK_MS);
  delay.enable();
  await work();
  delay.disable();
  clearInterval(ticks);
  look();
  return { delayMs: delay.max / 1e6, cpuMs };
}
