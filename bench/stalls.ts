import { monitorEventLoopDelay } from 'node:perf_hooks';
import { nextTurn } from '../src/common/turn.ts';
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
const FILES = [
  {
    name: 'day-ahead prices of a year, all of them corrected',
    line: 'dispatch prices large start=start',
    texts: yearsOf('price'),
  },
  { name: 'a meter’s year', line: 'bill meter large times=start', texts: yearsOf('kW') },
];
const TICK_MS = 1;

/** How long nobody else is heard while the uses of a site are compared. */
export const stalls: BenchCase = {
  name: 'Longest stall of the main loop, mine or lease',
  run: () => onDesk(({ ask }) => LINES.map((line) => ({ name: line, ask: () => ask(line) }))),
};

/** The same while a year of quarter hours is read from a file, and kept. */
export const fileStalls: BenchCase = {
  name: 'Longest stall of the main loop, files of a year',
  run: () =>
    onDesk(({ ask }) =>
      FILES.map(({ name, line, texts }) => ({ name, ask: (repeat) => ask(line, texts[repeat]) })),
    ),
};

type AskedDesk = Awaited<ReturnType<typeof openAskedDesk>>;

async function onDesk(
  questions: (desk: AskedDesk) => { name: string; ask(repeat: number): Promise<unknown> }[],
): Promise<Measurement[]> {
  const desk = await openAskedDesk();
  await desk.ask(LARGE);
  const measurements: Measurement[] = [];
  for (const { name, ask } of questions(desk)) {
    await ask(REPEATS);
    const longest: Longest[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) longest.push(await longestOf(() => ask(repeat)));
    const least = (of: (one: Longest) => number) => Math.min(...longest.map(of));
    measurements.push(
      { name, value: least(({ delayMs }) => delayMs), unit: 'ms', reach: { atMost: 20 } },
      { name: `${name}, CPU`, value: least(({ cpuMs }) => cpuMs), unit: 'ms CPU', reach: { atMost: 20 } },
    );
  }
  await desk.close();
  return measurements;
}

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
  // What work does last counts once a timer has waited for it.
  await nextTurn();
  delay.disable();
  clearInterval(ticks);
  look();
  return { delayMs: delay.max / 1e6, cpuMs };
}

/** A year of quarter hours in CSV, each time with other values. */
function yearsOf(title: string): string[] {
  const from = Date.parse('2026-01-01T06:00Z');
  return Array.from({ length: REPEATS + 1 }, (_, repeat) => {
    const rows = Array.from({ length: 35_040 }, (_, slot) => {
      const start = new Date(from + slot * 900_000).toISOString().slice(0, 16);
      return `${start}Z,${(30 + repeat + 20 * Math.sin(slot)).toFixed(2)}`;
    });
    return [`start,${title}`, ...rows].join('\n');
  });
}
