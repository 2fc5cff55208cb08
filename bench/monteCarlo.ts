import { spawnSync } from 'node:child_process';
import { simulator } from '../src/compute/simulation.ts';
import { openThreads } from '../src/compute/threads.ts';
import {
  assume,
  customMachine,
  hashprice,
  type PivotCase,
  runPaths,
  type Simulation,
  simulationOf,
} from '../src/economics/index.ts';
import { drawer, happenings } from '../src/economics/simulation/drawing.ts';
import { factorNames } from '../src/economics/simulation/factors.ts';
import { addMargins } from '../src/economics/simulation/fleetModel.ts';
import { marketWalker } from '../src/economics/simulation/market.ts';
import { planOnPath, presentUsd, workspace } from '../src/economics/simulation/planOnPath.ts';
import { fillNormals } from '../src/economics/simulation/random.ts';
import { slowLettingUsd } from '../test/economics/mineOrLease/slowLetting.ts';
import { slowMiningUsd } from '../test/economics/mineOrLease/slowMining.ts';
import { type BenchCase, type Measurement, timed } from './case.ts';
import { numpyModel } from './numpyModel.ts';

const PATHS = 20_000;
const CHAT_PATHS = 10_000;
const SLOW_PATHS = 200;
const ROUNDS = 3;

/** A hundred megawatts of one machine. */
const asked: PivotCase = {
  site: {
    name: 'Bench',
    timeZone: 'UTC',
    powerPriceUsdPerMwh: 45,
    pue: 1.04,
    uptime: 0.97,
    poolFee: 0.01,
    poolScheme: 'FPPS',
    fleet: [{ machine: customMachine({ hashrateThPerS: 270, powerW: 3645 }), count: 26_000 }],
  },
  hashprice: hashprice({ subsidyBtc: 3.125, feesBtcPerBlock: 0.02, difficulty: 1.4e14, priceUsd: 80_000 }),
  startMonth: '2026-02',
  halvingTimes: [Date.parse('2028-04-10'), Date.parse('2032-03-20'), Date.parse('2036-03-01')],
  leaseForm: 'triple-net',
  assumptions: assume({}),
};

/** Paths on worker threads as the chat asks for them; the part that numpy can do beside numpy, the rest beside its slow form. */
export const monteCarlo: BenchCase = {
  name: 'Monte Carlo of mine or lease',
  async run() {
    const before = process.memoryUsage().rss;
    const threads = openThreads();
    const simulate = simulator(threads);
    const chat = (seed: number) => async () => {
      const simulation = await threads.compute('simulationOf', asked);
      await simulate({ simulation, paths: CHAT_PATHS, seed });
    };
    const first = await timed(chat(1));
    const again = await best((round) => timed(chat(round)));
    const moreMb = (process.memoryUsage().rss - before) / 2 ** 20;
    await threads.close();
    const simulation = simulationOf(asked);
    const what = `${CHAT_PATHS.toLocaleString('en-US')} paths × ${simulation.months} months, closing and renewal decided`;
    return [
      { name: `${what}, threads not yet started`, value: first, unit: 'ms' },
      { name: what, value: again, unit: 'ms', reach: { atMost: 1000 } },
      {
        name: `${what}, one thread`,
        value: await onOneThread(simulation),
        unit: 'ms',
        reach: { atMost: 1000 },
      },
      ...(await besideSlow(simulation)),
      ...(await lettingBesideSlow(simulation)),
      ...(await besideNumpy(simulation)),
      { name: 'resident memory more', value: moreMb, unit: 'MB', reach: { atMost: 150 } },
    ];
  },
};

async function best(measure: (round: number) => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= ROUNDS; round++) least = Math.min(least, await measure(round));
  return least;
}

/** The paths alone, of all three plans. */
const onOneThread = (simulation: Simulation): Promise<number> =>
  best((seed) => timed(() => runPaths({ simulation, seed, from: 0, to: CHAT_PATHS })));

/** Never leasing, its rule followed, beside the slow form of the same. */
async function besideSlow(simulation: Simulation): Promise<Measurement[]> {
  const [plan] = simulation.plans as [Simulation['plans'][0]];
  const walk = marketWalker(simulation.market);
  const shocks = new Float64Array(simulation.months * factorNames.length);
  const space = workspace({ plan, taxPercent: 0 });
  const ours = await best((seed) =>
    timed(() => {
      for (let path = 0; path < SLOW_PATHS; path++) {
        fillNormals({ into: shocks, seed, stream: path });
        const events = { market: walk(shocks), leases: [], gpuPriceFactor: 1 };
        const { miningUsd } = planOnPath({ plan, events, space });
        presentUsd(miningUsd, plan.miningDiscount);
      }
    }),
  );
  const slow = await best((seed) =>
    timed(() => {
      for (let path = 0; path < SLOW_PATHS; path++) slowMiningUsd({ simulation, seed, path });
    }),
  );
  return [{ name: 'mining with its rule, times as fast as the slow form', value: slow / ours, unit: '×' }];
}

/** Halls let and GPUs sold by the hour, beside the slow form of the same. */
async function lettingBesideSlow(simulation: Simulation): Promise<Measurement[]> {
  const happen = happenings(simulation);
  const measurements: Measurement[] = [];
  for (const [at, name] of [
    [1, 'halls let'],
    [2, 'GPU cloud'],
  ] as const) {
    const plan = simulation.plans[at]!;
    const space = workspace({ plan, taxPercent: 0 });
    const ours = await best((seed) =>
      timed(() => {
        const draw = drawer({ months: simulation.months, seed });
        for (let path = 0; path < SLOW_PATHS; path++) {
          const events = happen(draw(path)).events[at]!;
          const { conversionUsd } = planOnPath({ plan, events, space, mined: space.mined });
          presentUsd(conversionUsd, plan.conversionDiscount);
        }
      }),
    );
    const slow = await best((seed) =>
      timed(() => {
        for (let path = 0; path < SLOW_PATHS; path++) slowLettingUsd({ simulation, plan: at, seed, path });
      }),
    );
    measurements.push({ name: `${name}, times as fast as the slow form`, value: slow / ours, unit: '×' });
  }
  return measurements;
}

/** On one thread, as numpy is. Both must have simulated the same thing before their times say anything. */
async function besideNumpy(simulation: Simulation): Promise<Measurement[]> {
  const { market } = simulation;
  const [{ fleet }] = simulation.plans[0]!.fleets;
  const plain = JSON.stringify({ market, fleet, paths: PATHS, rounds: ROUNDS }, (_, value) =>
    ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
  );
  const { status, stdout } = spawnSync('python3', ['-c', numpyModel], { input: plain, encoding: 'utf8' });
  if (status !== 0) return [];
  const numpy = JSON.parse(stdout) as { ms: number; medianUsd: number };
  let medianUsd = 0;
  const ours = await best((seed) =>
    timed(() => {
      medianUsd = minedMedianUsd({ simulation, seed });
    }),
  );
  const apart = Math.abs(numpy.medianUsd / medianUsd - 1);
  if (apart > 0.02) throw new Error(`numpy and ours differ by ${(apart * 100).toFixed(1)}% in the median`);
  const what = `market and mining without options, ${PATHS.toLocaleString('en-US')} paths`;
  return [
    { name: what, value: ours, unit: 'ms' },
    { name: `${what}, numpy`, value: numpy.ms, unit: 'ms' },
    { name: 'times as fast as numpy', value: numpy.ms / ours, unit: '×', reach: { atLeast: 1 } },
  ];
}

function minedMedianUsd({ simulation, seed }: { simulation: Simulation; seed: number }): number {
  const { market, months } = simulation;
  const [{ fleet }] = simulation.plans[0]!.fleets;
  const walk = marketWalker(market);
  const shocks = new Float64Array(months * factorNames.length);
  const values = Float64Array.from({ length: PATHS }, (_, stream) => {
    fillNormals({ into: shocks, seed, stream });
    const levels = walk(shocks);
    const usd = fleet.fixedUsd.map((fixed) => -fixed);
    for (const machines of fleet.classes)
      addMargins({ machines, market: levels, into: usd, from: 0, to: months });
    return usd.reduce((sum, one, month) => sum + one * fleet.discount[month]!, 0);
  });
  return values.toSorted()[PATHS / 2]!;
}
