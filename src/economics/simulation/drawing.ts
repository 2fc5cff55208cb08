import { factorNames } from './factors.ts';
import { type Market, marketWalker } from './market.ts';
import type { PathEvents } from './planOnPath.ts';
import { fillNormals, uniformsOf } from './random.ts';
import { drawLease, failuresOf, LEASE_SHOCKS, type LeaseDraws } from './risks.ts';
import type { Simulation } from './simulation.ts';

/** The random numbers of a path, whatever is made of them. */
interface Draws extends LeaseDraws {
  market: Float64Array;
}

/** Draws the numbers of a path; they follow from seed and path alone. The same arrays are filled anew on each call. */
export function drawer({ months, seed }: { months: number; seed: number }): (path: number) => Draws {
  const all = new Float64Array(months * factorNames.length + LEASE_SHOCKS);
  const shocks = all.subarray(months * factorNames.length);
  return (path) => {
    fillNormals({ into: all, seed, stream: path });
    const uniform = uniformsOf({ seed, stream: path });
    return { market: all, shocks, renews: uniform(), fails: uniform() };
  };
}

/** A path's market and leases; every block of a plan shares what happens to it. */
export interface Happening {
  /** By plan. */
  events: PathEvents[];
  /** When the tenant fails with the other of backstop and none. */
  otherFailsAfter: number;
}

/** Turns the numbers of a path into what happens on it. */
export function happenings(simulation: Simulation): (draws: Draws) => Happening {
  const { market: model, plans, leaseRisks: risks, active } = simulation;
  const walk = marketWalker(model);
  const still = model.sigma.every((sigma) => sigma === 0);
  let walked: Market | undefined;
  return (draws) => {
    // A market that nothing moves is the same on every path.
    const market = still && walked ? walked : walk(draws.market);
    walked = market;
    const { failsAfter, otherFailsAfter } = failuresOf({ risks, active, draws });
    const { rentLog: marketLog } = market;
    const events = plans.map(({ blocks }): PathEvents => {
      const leases = blocks.map(({ expected }) =>
        drawLease({ risks, active, draws, failsAfter, marketLog, expected }),
      );
      // A GPU price at signature is as far from what is assumed as a rent would be.
      const [first] = leases;
      const gpuPriceFactor = first === undefined ? 1 : first.rentFactor / blocks[0]!.expected.rentFactor;
      return { market, leases, gpuPriceFactor };
    });
    return { events, otherFailsAfter };
  };
}
