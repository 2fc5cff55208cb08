import { spawnSync } from 'node:child_process';
import { simulator } from '../src/compute/simulation.ts';
import { openThreads } from '../src/compute/threads.ts';
import { assume, customMachine, hashprice, type Simulation, simulationOf } from '../src/economics/index.ts';
import { type BenchCase, type Measurement, timed } from './case.ts';
import { numpyModel } from './numpyModel.ts';

const PATHS = 100_000;
const CHAT_PATHS = 10_000;
const ROUNDS = 3;

/** A hundred megawatts of one machine, so that both do the same: 180 months, five factors, three uses. */
function simulation(): Simulation {
  const machine = customMachine({ hashrateThPerS: 270, powerW: 3645 });
  return simulationOf({
    site: {
      name: 'Bench',
      timeZone: 'UTC',
      powerPriceUsdPerMwh: 45,
      pue: 1.04,
      uptime: 0.97,
      poolFee: 0.01,
      poolScheme: 'FPPS',
      fleet: [{ machine, count: 26_000 }],
    },
    hashprice: hashprice({ subsidyBtc: 3.125, feesBtcPerBlock: 0.02, difficulty: 1.4e14, priceUsd: 80_000 }),
    startMonth: '2026-02',
    halvingTimes: [Date.parse('2028-04-10'), Date.parse('2032-03-20'), Date.parse('2036-03-01')],
    leaseForm: 'triple-net',
    assumptions: assume({ buildMonths: 18, leaseTermYears: 13.5 }),
  });
}

/** Paths on worker threads against numpy on the same model; without Python and numpy that figure is left out. */
export const monteCarlo: BenchCase = {
  name: 'Monte Carlo of mine or lease',
  async run() {
    const given = simulation();
    const before = process.memoryUsage().rss;
    const threads = openThreads();
    const simulate = simulator(threads);
    const run = (paths: number, seed: number) => simulate({ simulation: given, paths, seed });
    const first = await timed(() => run(CHAT_PATHS, 1));
    const ours = await best((round) => timed(() => run(PATHS, round)));
    const moreMb = (process.memoryUsage().rss - before) / 2 ** 20;
    const chat = await best((round) => timed(() => run(CHAT_PATHS, round)));
    const { p50Usd } = (await run(PATHS, 1)).mining;
    await threads.close();
    const numpy = numpyRun(given);
    const what = `${PATHS.toLocaleString('en-US')} paths × ${given.months} months`;
    const asInChat = `${CHAT_PATHS.toLocaleString('en-US')} paths, as in the chat`;
    return [
      { name: `${what}, ${threads.count} threads`, value: ours, unit: 'ms' },
      ...(numpy === undefined ? [] : against({ what, ours, numpy, p50Usd })),
      { name: `${asInChat}, threads not yet started`, value: first, unit: 'ms', reach: { atMost: 1000 } },
      { name: asInChat, value: chat, unit: 'ms', reach: { atMost: 1000 } },
      { name: 'resident memory more', value: moreMb, unit: 'MB', reach: { atMost: 150 } },
    ];
  },
};

async function best(measure: (round: number) => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= ROUNDS; round++) least = Math.min(least, await measure(round));
  return least;
}

interface NumpyRun {
  ms: number;
  miningP50Usd: number;
}

/** Both must have simulated the same thing before their times say anything. */
function against(asked: { what: string; ours: number; numpy: NumpyRun; p50Usd: number }): Measurement[] {
  const { what, ours, numpy, p50Usd } = asked;
  const apart = Math.abs(numpy.miningP50Usd / p50Usd - 1);
  if (apart > 0.02) throw new Error(`numpy and ours differ by ${(apart * 100).toFixed(1)}% in the median`);
  return [
    { name: `${what}, numpy`, value: numpy.ms, unit: 'ms' },
    { name: 'times as fast as numpy', value: numpy.ms / ours, unit: '×', reach: { atLeast: 1 } },
  ];
}

function numpyRun(given: Simulation): NumpyRun | undefined {
  const plain = JSON.stringify({ ...given, paths: PATHS, rounds: ROUNDS }, (_, value) =>
    ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
  );
  const { status, stdout } = spawnSync('python3', ['-c', numpyModel], { input: plain, encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as NumpyRun) : undefined;
}
