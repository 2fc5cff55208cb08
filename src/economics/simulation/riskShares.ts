import { square } from '../elementary/power.ts';
import { drawer, happenings } from './drawing.ts';
import { npvUsd, planOnPath, workspace } from './planOnPath.ts';
import type { Risk } from './risks.ts';
import { type SimulatedPlan, type Simulation, withRisks } from './simulation.ts';

/** Beyond those that are kept month by month, which nobody asks for here. */
const FIRST_PATH = 1000;
const PATHS_EACH = 200;
const SEED = 20_120_517;

/** How much of the spread one risk makes. */
export interface RiskShare {
  risk: Risk;
  /** Variance of the gain of what is judged with this risk alone, as a share of the sum of all such. */
  percent: number;
}

/** Each risk alone, the others as expected, the widest first; what risks do together is in none of them. */
export function riskShares({ simulation }: { simulation: Simulation }): RiskShare[] {
  const plans = [simulation.plans[0]!, simulation.plans[simulation.judgedPlan]!] as const;
  const kinds = simulation.active.map((risk) => ({
    risk,
    gainUsd: gainer({ ...withRisks(simulation, [risk]), plans }),
    gains: new Float64Array(PATHS_EACH),
  }));
  const draw = drawer({ months: simulation.months, seed: SEED });
  for (let path = 0; path < PATHS_EACH; path++) {
    const draws = draw(FIRST_PATH + path);
    for (const { gainUsd, gains } of kinds) gains[path] = gainUsd(draws);
  }
  const spreads = kinds.map(({ risk, gains }) => ({ risk, variance: variance(gains) }));
  const sum = spreads.reduce((total, one) => total + one.variance, 0);
  return spreads
    .map(({ risk, variance: own }) => ({ risk, percent: sum > 0 ? (own / sum) * 100 : 0 }))
    .sort((one, other) => other.percent - one.percent);
}

/** The gain of what is judged over never leasing, from the numbers of a path and, where that is the same, the last. */
function gainer(simulation: Simulation & { plans: readonly [SimulatedPlan, SimulatedPlan] }) {
  const { plans, taxPercent, market } = simulation;
  const happen = happenings(simulation);
  const spaces = plans.map((plan) => workspace({ plan, taxPercent }));
  // Rent and GPU prices move no mining, and a tax on mining hangs on what is let.
  const minesAlike = taxPercent === 0 && market.sigma.slice(0, MINING_FACTORS).every((sigma) => sigma === 0);
  let isFirst = true;
  return (draws: Parameters<typeof happen>[0]): number => {
    const { events } = happen(draws);
    const [minedUsd, judgedUsd] = plans.map((plan, at) => {
      const space = spaces[at]!;
      const mined = minesAlike && !isFirst ? space.mined : undefined;
      return npvUsd(plan, planOnPath({ plan, events: events[at]!, space, mined }));
    }) as [number, number];
    isFirst = false;
    return judgedUsd - minedUsd;
  };
}

/** BTC price, hashrate and power, in the order of `factorNames`. */
const MINING_FACTORS = 3;

/** From the first path on, so that gains that are all the same have no spread of rounding. */
function variance(gainUsd: Float64Array): number {
  const gains = gainUsd.map((usd) => usd - gainUsd[0]!);
  const mean = gains.reduce((sum, usd) => sum + usd, 0) / gains.length;
  return gains.reduce((sum, usd) => sum + square(usd - mean), 0) / gains.length;
}
