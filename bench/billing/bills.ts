import { spawnSync } from 'node:child_process';
import { utcOffsets } from '../../src/common/wallTime.ts';
import { biller, type Charge, type Schedule, type Tariff } from '../../src/economics/index.ts';
import { type BenchCase, type Measurement, timed } from '../case.ts';
import { numpyBills } from './numpyBills.ts';

const SITES = 1000;
const ROUNDS = 5;
/** As many different loads as are billed in turn: more would measure the memory of the machine. */
const LOADS = 20;
const QUARTERS = 35_040;
const START = Date.parse('2025-01-01T06:00Z');

const twelve = (hours: readonly number[]) => Array.from({ length: 12 }, () => hours);
const afternoons = Array.from({ length: 24 }, (_, hour) => (hour >= 14 && hour < 20 ? 1 : 0));
const byHours: Schedule = { weekday: twelve(afternoons), weekend: twelve(new Array<number>(24).fill(0)) };
const periods = (usdPerUnit: readonly [number, number]) =>
  usdPerUnit.map((usd, at) => ({ name: at === 0 ? 'off-peak' : 'peak', tiers: [{ usdPerUnit: usd }] }));

const charges: Charge[] = [
  { kind: 'energy', name: 'Energy', schedule: byHours, periods: periods([0.04, 0.09]) },
  { kind: 'demand', name: 'Peak demand', schedule: byHours, periods: periods([1, 5]) },
  {
    kind: 'demand',
    name: 'Demand',
    periods: [{ name: 'all', tiers: [{ usdPerUnit: 3 }] }],
    ratchet: { share: 0.8, lookBack: { monthsBack: 11 } },
  },
  { kind: 'fixed', name: 'Meter', usd: 3, per: 'day' },
];
const tariff: Tariff = { name: 'Bench', charges };

/** A year of quarter hours on a tariff by period with a ratchet, a thousand times, beside numpy on the same sums. */
export const bills: BenchCase = {
  name: 'Bills of a year of quarter hours',
  async run() {
    const open = () =>
      biller({
        tariffs: [{ from: 0, tariff }],
        grid: { start: START, intervalMinutes: 15, count: QUARTERS },
        localTime: {
          offsets: utcOffsets({ timeZone: 'America/Chicago', from: START, to: START + QUARTERS * 900_000 }),
        },
        yearRepeats: true,
      });
    const loads = Array.from({ length: LOADS }, (_, site) =>
      Float64Array.from({ length: QUARTERS }, (_, at) => 1000 + 100 * Math.sin(at * 0.01 + site)),
    );
    const first = await timed(() => open().bills({ kw: loads[0]! }));
    const one = await best(() => open().bills({ kw: loads[0]! }));
    const { bills } = open();
    const yearUsd = (kw: Float64Array) => bills({ kw }).reduce((usd, { totalUsd }) => usd + totalUsd, 0);
    let sumUsd = 0;
    const ours = await best(() => {
      sumUsd = 0;
      for (let site = 0; site < SITES; site++) sumUsd += yearUsd(loads[site % LOADS]!);
    });
    return [
      { name: 'one site’s year, the first of a process', value: first, unit: 'ms' },
      { name: 'one site’s year, calendar laid out', value: one, unit: 'ms', reach: { atMost: 20 } },
      { name: `${SITES.toLocaleString('en-US')} sites’ years, with every line`, value: ours, unit: 'ms' },
      ...besideNumpy({ ours, sumUsd }),
    ];
  },
};

async function best(work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) least = Math.min(least, await timed(work));
  return least;
}

/** Both must have billed the same before their times say anything; nothing where there is no numpy. */
function besideNumpy({ ours, sumUsd }: { ours: number; sumUsd: number }): Measurement[] {
  const input = JSON.stringify({ sites: SITES, loads: LOADS, quarters: QUARTERS, rounds: ROUNDS });
  const { status, stdout } = spawnSync('python3', ['-c', numpyBills], { input, encoding: 'utf8' });
  if (status !== 0) return [];
  const numpy = JSON.parse(stdout) as { ms: number; usd: number };
  const apart = Math.abs(numpy.usd / sumUsd - 1);
  if (apart > 1e-6) throw new Error(`numpy and ours differ: ${numpy.usd} against ${sumUsd}`);
  return [
    { name: 'the same sums in numpy', value: numpy.ms, unit: 'ms' },
    { name: 'times as long as numpy', value: ours / numpy.ms, unit: '×', reach: { atMost: 1.5 } },
  ];
}
