import { checkInteger } from '../range.ts';
import { type Exposure, uses } from '../uses/leg.ts';
import { type FactorModel, factorNames } from './factors.ts';
import { pathModel } from './pathModel.ts';
import { fillNormals } from './random.ts';

const MOST_PATHS = 10_000_000;

/** Plain data, ready to be handed to a worker: each alternative's flows by what moves them, as present values. */
export interface Simulation extends FactorModel {
  months: number;
  /** Months after which the alternatives are compared; the last is the whole horizon. */
  horizons: number[];
  /** Mining, colocation, GPU cloud: the whole site each time. */
  plans: readonly Exposure[];
}

/** What the paths of a simulation came to. */
export interface Paths {
  /** By plan: NPV of each path. */
  npvUsd: readonly Float64Array[];
  /** By horizon: in how many paths colocation was ahead of mining. */
  leaseWins: Float64Array;
  /** Of each path: logarithm of the BTC price in the last month over the assumed one. */
  logBtcPrice: Float64Array;
}

/**
 * Runs the paths `from` … `to` − 1 of a seed (whole, 0…2^53). A path's numbers follow from the seed and its index
 * alone, so that parts run anywhere give what one run gives. @throws RangeError
 */
export function runPaths(asked: { simulation: Simulation; seed: number; from: number; to: number }): Paths {
  const { simulation, seed, from, to } = asked;
  checkInteger({ field: 'seed', value: seed, min: 0, max: Number.MAX_SAFE_INTEGER });
  checkInteger({ field: 'to', value: to, min: 1, max: MOST_PATHS, unit: 'paths' });
  checkInteger({ field: 'from', value: from, min: 0, max: to - 1, unit: 'paths' });
  const { months, horizons } = simulation;
  const { market, plans } = pathModel(simulation);
  const paths: Paths = {
    npvUsd: plans.map(() => new Float64Array(to - from)),
    leaseWins: new Float64Array(horizons.length),
    logBtcPrice: new Float64Array(to - from),
  };
  const shocks = new Float64Array(months * factorNames.length);
  const [mining, colocation] = [plans[uses.indexOf('mining')]!, plans[uses.indexOf('colocation')]!];
  for (let path = from; path < to; path++) {
    fillNormals({ into: shocks, seed, stream: path });
    paths.logBtcPrice[path - from] = market.walk(shocks);
    for (let plan = 0; plan < plans.length; plan++) paths.npvUsd[plan]![path - from] = plans[plan]!.value();
    for (let at = 0; at < horizons.length; at++) {
      if (colocation.levels[at]! > mining.levels[at]!) paths.leaseWins[at]! += 1;
    }
  }
  return paths;
}
