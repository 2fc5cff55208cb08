import { exponential } from './exponential.ts';
import { factorNames } from './factors.ts';
import type { ClassMonths, Exposure } from './leg.ts';
import type { Simulation } from './paths.ts';

const COUNT = factorNames.length;

/** A plan along one path: its present value at each horizon, the last also returned. */
interface PlanOnPath {
  levels: Float64Array;
  value(): number;
}

/** The market of one path and what the plans come to in it; both are refilled path after path. */
export function pathModel(simulation: Simulation) {
  const market = marketPath(simulation);
  return { market, plans: simulation.plans.map((plan) => planOnPath({ simulation, plan, market })) };
}

/** The months in which any of the series has an amount. */
function activeMonths(series: readonly Float64Array[]): { from: number; to: number } {
  const has = (usd: number) => usd !== 0;
  const starts = series.map((one) => one.findIndex(has)).filter((month) => month >= 0);
  const ends = series.map((one) => one.findLastIndex(has) + 1);
  return { from: Math.min(...starts, ...ends), to: Math.max(...ends) };
}

type Market = ReturnType<typeof marketPath>;

/** The levels of one path by month, as factors on what is assumed; `walk` refills them from shocks. */
function marketPath({ months, sigma, root, hashrateResponse, plans }: Simulation) {
  const hashprice = new Float64Array(months).fill(1);
  const power = new Float64Array(months).fill(1);
  const rent = new Float64Array(months).fill(1);
  const gpu = new Float64Array(months).fill(1);
  // Exponentials are most of the work: none is taken for a month in which nobody asks.
  const rentMonths = activeMonths(plans.map(({ marketRentUsd }) => marketRentUsd));
  const gpuMonths = activeMonths(plans.map(({ gpuUsd }) => gpuUsd));
  const [s0, s1, s2, s3, s4] = sigma as unknown as [number, number, number, number, number];
  const at = (row: number, column: number) => root[row * COUNT + column]!;
  const [r10, r11, r20, r21, r22] = [at(1, 0), at(1, 1), at(2, 0), at(2, 1), at(2, 2)];
  const [r30, r31, r32, r33] = [at(3, 0), at(3, 1), at(3, 2), at(3, 3)];
  const [r40, r41, r42, r43, r44] = [at(4, 0), at(4, 1), at(4, 2), at(4, 3), at(4, 4)];

  /** Month 1 is today's market; shocks come from month 2 on. Returns the last logarithm of the BTC price. */
  function walk(shocks: Float64Array): number {
    let btcLog = 0;
    let hashrateLog = 0;
    let powerLog = 0;
    let rentLog = 0;
    let gpuLog = 0;
    for (let month = 1, shock = 0; month < months; month++, shock += COUNT) {
      const z0 = shocks[shock]!;
      const z1 = shocks[shock + 1]!;
      const z2 = shocks[shock + 2]!;
      const z3 = shocks[shock + 3]!;
      const z4 = shocks[shock + 4]!;
      hashrateLog += hashrateResponse * (btcLog - hashrateLog) + s1 * (r10 * z0 + r11 * z1 - s1 / 2);
      btcLog += s0 * (z0 - s0 / 2);
      powerLog += s2 * (r20 * z0 + r21 * z1 + r22 * z2 - s2 / 2);
      rentLog += s3 * (r30 * z0 + r31 * z1 + r32 * z2 + r33 * z3 - s3 / 2);
      gpuLog += s4 * (r40 * z0 + r41 * z1 + r42 * z2 + r43 * z3 + r44 * z4 - s4 / 2);
      hashprice[month] = exponential(btcLog - hashrateLog);
      power[month] = exponential(powerLog);
      if (month >= rentMonths.from && month < rentMonths.to) rent[month] = exponential(rentLog);
      if (month >= gpuMonths.from && month < gpuMonths.to) gpu[month] = exponential(gpuLog);
    }
    return btcLog;
  }
  return { hashprice, power, rent, gpu, walk };
}

/** An amount by month that one factor moves, in the months in which there is any. */
interface Moved {
  usd: Float64Array;
  by: Float64Array;
  from: number;
  to: number;
}

/** A machine class in the months in which it could run. */
interface Running {
  one: ClassMonths;
  market: Market;
  from: number;
  to: number;
}

/** A plan's present values along a path, from one horizon to the next; what is fixed is summed beforehand. */
function planOnPath(asked: { simulation: Simulation; plan: Exposure; market: Market }): PlanOnPath {
  const { simulation, plan, market } = asked;
  const { horizons } = simulation;
  const moved: Moved[] = [
    { usd: plan.marketRentUsd, by: market.rent },
    { usd: plan.gpuUsd, by: market.gpu },
    { usd: plan.powerUsd.map((usd) => -usd), by: market.power },
  ].map((one) => ({ ...one, ...activeMonths([one.usd]) }));
  const running = plan.classes.map(
    (one): Running => ({ one, market, ...activeMonths([one.revenueUsd, one.energyUsd]) }),
  );
  const stretches = horizons.map((to, at) => {
    const stretch = { from: horizons[at - 1] ?? 0, to };
    const fixedUsd = plan.fixedUsd.subarray(stretch.from, to).reduce((sum, usd) => sum + usd, 0);
    return { fixedUsd, moved: within(stretch, moved), running: within(stretch, running) };
  });
  const levels = new Float64Array(horizons.length);
  return {
    levels,
    value() {
      let level = 0;
      for (let at = 0; at < stretches.length; at++) {
        const stretch = stretches[at]!;
        level += stretch.fixedUsd;
        for (const one of stretch.moved) level += product(one);
        for (const one of stretch.running) level += margins(one);
        levels[at] = level;
      }
      return level;
    },
  };
}

/** What falls into a stretch of months, each cut to it. */
function within<T extends { from: number; to: number }>(
  stretch: { from: number; to: number },
  all: T[],
): T[] {
  const cut = all.map((one) => ({
    ...one,
    from: Math.max(stretch.from, one.from),
    to: Math.min(stretch.to, one.to),
  }));
  return cut.filter(({ from, to }) => from < to);
}

function product({ usd, by, from, to }: Moved): number {
  let sum = 0;
  for (let month = from; month < to; month++) sum += usd[month]! * by[month]!;
  return sum;
}

/** What a class earns, the months in which it would lose money left out. */
function margins({ one, market, from, to }: Running): number {
  const { revenueUsd, energyUsd, otherUsd } = one;
  const { hashprice, power } = market;
  let sum = 0;
  for (let month = from; month < to; month++) {
    const margin =
      revenueUsd[month]! * hashprice[month]! - energyUsd[month]! * power[month]! - otherUsd[month]!;
    sum += Math.max(0, margin);
  }
  return sum;
}
