import { square } from '../elementary/power.ts';
import { runPaths } from './paths.ts';
import type { Risk } from './risks.ts';
import { type Simulation, withRisks } from './simulation.ts';

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
  const spreads = simulation.active.map((risk) => ({
    risk,
    variance: variance(withRisks(simulation, [risk])),
  }));
  const sum = spreads.reduce((total, one) => total + one.variance, 0);
  return spreads
    .map(({ risk, variance: own }) => ({ risk, percent: sum > 0 ? (own / sum) * 100 : 0 }))
    .sort((one, other) => other.percent - one.percent);
}

/** Of the gain of what is judged: no plan after it is simulated. */
function variance({ plans, ...rest }: Simulation): number {
  const simulation = { ...rest, plans: plans.slice(0, rest.judgedPlan + 1) };
  const { npvUsd } = runPaths({ simulation, seed: SEED, from: FIRST_PATH, to: FIRST_PATH + PATHS_EACH });
  const [mining, judged] = [npvUsd[0]!, npvUsd[simulation.judgedPlan]!];
  // From the first path on, so that gains that are all the same have no spread of rounding.
  const gains = judged.map((usd, path) => usd - mining[path]! - (judged[0]! - mining[0]!));
  const mean = gains.reduce((sum, usd) => sum + usd, 0) / gains.length;
  return gains.reduce((sum, usd) => sum + square(usd - mean), 0) / gains.length;
}
