import type { ClassMonths, Exposure } from '../uses/leg.ts';
import { exponential } from './exponential.ts';
import { factorNames } from './factors.ts';
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
  // By the first letter of the factor: how far a month's five shocks move its logarithm.
  const by = (row: number, column: number) => sigma[row]! * root[row * COUNT + column]!;
  const b0 = by(0, 0);
  const [h0, h1] = [by(1, 0), by(1, 1)];
  const [p0, p1, p2] = [by(2, 0), by(2, 1), by(2, 2)];
  const [r0, r1, r2, r3] = [by(3, 0), by(3, 1), by(3, 2), by(3, 3)];
  const [g0, g1, g2, g3, g4] = [by(4, 0), by(4, 1), by(4, 2), by(4, 3), by(4, 4)];
  /** What keeps the mean of each factor at 1. */
  const drift = (row: number) => sigma[row]! ** 2 / 2;
  const [b, h, p, r, g] = [drift(0), drift(1), drift(2), drift(3), drift(4)];

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
      hashrateLog += hashrateResponse * (btcLog - hashrateLog) + h0 * z0 + h1 * z1 - h;
      btcLog += b0 * z0 - b;
      powerLog += p0 * z0 + p1 * z1 + p2 * z2 - p;
      rentLog += r0 * z0 + r1 * z1 + r2 * z2 + r3 * z3 - r;
      gpuLog += g0 * z0 + g1 * z1 + g2 * z2 + g3 * z3 + g4 * z4 - g;
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
