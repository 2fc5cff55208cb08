import { checkInteger } from '../range.ts';
import { type LeaseEvents, NEVER } from '../uses/lease.ts';
import { factorNames } from './factors.ts';
import { marketWalker } from './market.ts';
import type { Mined } from './mineOnPath.ts';
import {
  type PathEvents,
  type PlanMonths,
  planOnPath,
  presentUsd,
  type Workspace,
  workspace,
} from './planOnPath.ts';
import { fillNormals, uniformsOf } from './random.ts';
import { drawLease, LEASE_SHOCKS } from './risks.ts';
import type { SimulatedPlan, Simulation } from './simulation.ts';

/** Among the plans. */
const COLOCATION = 1;

const MOST_PATHS = 10_000_000;
/** The first paths of a run are kept month by month, and compared with never deciding: enough for both. */
export const FAN_PATHS = 1000;

/** What the paths of a simulation came to, by path. */
export interface Paths {
  /** By plan: NPV of the site, and of the conversion by itself. */
  npvUsd: readonly Float64Array[];
  conversionUsd: readonly Float64Array[];
  /** Mining without closing and renewal, of the first paths alone. */
  neverUsd: Float64Array;
  /** Colocation with the other of backstop and none. */
  otherBackstopUsd: Float64Array;
  /** By horizon: on how many paths colocation had more money than mining, undiscounted. */
  leaseAhead: Float64Array;
  /** By plan, of the first paths: value so far, month after month, one path after the other. */
  fan: readonly Float32Array[];
  /** Logarithm of the BTC price in the last month over the assumed one. */
  logBtcPrice: Float64Array;
  /** Hashprice in the last month as a factor on the path. */
  lastHashprice: Float64Array;
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
  const paths = emptyPaths({ simulation, from, to });
  const draw = drawer({ simulation, seed });
  const spaces = [...simulation.plans, simulation.plans.at(-1)!].map(workspace);
  for (let path = from; path < to; path++) {
    follow({ simulation, paths, path: path - from, drawn: draw(path), spaces });
  }
  return paths;
}

function emptyPaths({ simulation, from, to }: { simulation: Simulation; from: number; to: number }): Paths {
  const { plans, months, horizons } = simulation;
  const each = () => new Float64Array(to - from);
  const fanPaths = Math.max(0, Math.min(to, FAN_PATHS) - from);
  return {
    npvUsd: plans.map(each),
    conversionUsd: plans.map(each),
    neverUsd: new Float64Array(fanPaths),
    otherBackstopUsd: each(),
    leaseAhead: new Float64Array(horizons.length),
    fan: plans.map(() => new Float32Array(fanPaths * months)),
    logBtcPrice: each(),
    lastHashprice: each(),
  };
}

/** A path's market and leases; every block of a plan shares what happens to it. */
interface Drawn {
  events: PathEvents[];
  other: PathEvents;
}

function drawer({ simulation, seed }: { simulation: Simulation; seed: number }): (path: number) => Drawn {
  const { months, market: model, plans, leaseRisks, active } = simulation;
  const walk = marketWalker(model);
  const shocks = new Float64Array(months * factorNames.length + LEASE_SHOCKS);
  const leaseShocks = shocks.subarray(months * factorNames.length);
  return (path) => {
    fillNormals({ into: shocks, seed, stream: path });
    const market = walk(shocks);
    let otherFailsAfter = NEVER;
    const eventsOf = (expected: LeaseEvents): LeaseEvents => {
      const uniform = uniformsOf({ seed, stream: path });
      const marketLog = market.rentLog;
      const lease = drawLease({
        risks: leaseRisks,
        active,
        expected,
        shocks: leaseShocks,
        uniform,
        marketLog,
      });
      otherFailsAfter = lease.otherFailsAfter;
      return lease.events;
    };
    const events = plans.map(({ blocks }): PathEvents => {
      const leases = blocks.map(({ expected }) => eventsOf(expected));
      // A GPU price at signature is as far from what is assumed as a rent would be.
      const [first] = leases;
      const gpuPriceFactor = first === undefined ? 1 : first.rentFactor / blocks[0]!.expected.rentFactor;
      return { market, leases, gpuPriceFactor };
    });
    const colocation = events[1]!;
    const leases = colocation.leases.map((lease) => ({ ...lease, failsAfter: otherFailsAfter }));
    return { events, other: { ...colocation, leases } };
  };
}

interface Following {
  simulation: Simulation;
  paths: Paths;
  path: number;
  drawn: Drawn;
  /** By plan; one more for what else is asked of a plan. */
  spaces: readonly Workspace[];
}

function follow(asked: Following): void {
  const { simulation, paths, path, drawn, spaces } = asked;
  const { plans, taxPercent } = simulation;
  const months = plans.map((plan, at) => {
    const mined =
      at > COLOCATION && plan.fleets === plans[COLOCATION]!.fleets ? minedBeside(asked) : undefined;
    return planOnPath({ plan, events: drawn.events[at]!, taxPercent, space: spaces[at]!, mined });
  });
  for (let at = 0; at < plans.length; at++) {
    const plan = plans[at]!;
    const conversionUsd = presentUsd(months[at]!.conversionUsd, plan.conversionDiscount);
    paths.conversionUsd[at]![path] = conversionUsd;
    paths.npvUsd[at]![path] =
      presentUsd(months[at]!.miningUsd, plan.miningDiscount) + conversionUsd + plan.contractedUsd;
    cumulate({ simulation, plan, months: months[at]!, fan: paths.fan[at]!, path });
  }
  countLeads({ simulation, paths, months });
  compareOtherwise(asked);
  const { market } = drawn.events[0]!;
  paths.logBtcPrice[path] = market.logBtcPrice;
  paths.lastHashprice[path] = market.hashprice.at(-1)!;
}

/** What is mined beside colocation is mined beside GPUs too; a tax is borne by the use that has the profit, and is not. */
const minedBeside = ({ simulation, spaces }: Following): Mined | undefined =>
  simulation.taxPercent === 0 ? spaces[COLOCATION]!.mined : undefined;

/** The same path with other terms; where these change nothing, nothing is computed anew. */
function compareOtherwise(following: Following): void {
  const { simulation, paths, path, drawn, spaces } = following;
  const { plans, taxPercent } = simulation;
  const [mining, colocation] = plans as [SimulatedPlan, SimulatedPlan];
  const [minedUsd, leasedUsd] = paths.npvUsd.map((usd) => usd[path]!) as [number, number];
  const asked = { taxPercent, space: spaces.at(-1)! };
  const ruled = mining.fleets.some(({ rule }) => rule !== undefined);
  if (path < paths.neverUsd.length) {
    paths.neverUsd[path] = ruled
      ? npvOf(mining, planOnPath({ ...asked, plan: mining, events: drawn.events[0]!, never: true }))
      : minedUsd;
  }
  const changes = colocation.blocks.some(({ lease: { termMonths } }, at) => {
    const [one, other] = [drawn.events[1]!.leases[at]!.failsAfter, drawn.other.leases[at]!.failsAfter];
    return one !== other && Math.min(one, other) < termMonths;
  });
  paths.otherBackstopUsd[path] = changes
    ? npvOf(
        colocation,
        planOnPath({ ...asked, plan: colocation, events: drawn.other, mined: minedBeside(following) }),
      )
    : leasedUsd;
}

const npvOf = (plan: SimulatedPlan, { miningUsd, conversionUsd }: PlanMonths): number =>
  presentUsd(miningUsd, plan.miningDiscount) +
  presentUsd(conversionUsd, plan.conversionDiscount) +
  plan.contractedUsd;

function cumulate(asked: {
  simulation: Simulation;
  plan: SimulatedPlan;
  months: PlanMonths;
  fan: Float32Array;
  path: number;
}): void {
  const { simulation, plan, months, fan, path } = asked;
  const first = path * simulation.months;
  if (first >= fan.length) return;
  let sum = 0;
  for (let month = 0; month < simulation.months; month++) {
    sum += months.miningUsd[month]! * plan.miningDiscount[month]!;
    sum += months.conversionUsd[month]! * plan.conversionDiscount[month]!;
    fan[first + month] = sum;
  }
}

/** Money so far, as a bank account would show it. */
function countLeads(asked: { simulation: Simulation; paths: Paths; months: readonly PlanMonths[] }): void {
  const { simulation, paths, months } = asked;
  const [{ miningUsd: aloneUsd }, { miningUsd: besideUsd, conversionUsd }] = months as [
    PlanMonths,
    PlanMonths,
  ];
  let lead = 0;
  let month = 0;
  for (let at = 0; at < simulation.horizons.length; at++) {
    const to = simulation.horizons[at]!;
    for (; month < to; month++) lead += besideUsd[month]! + conversionUsd[month]! - aloneUsd[month]!;
    if (lead > 0) paths.leaseAhead[at]! += 1;
  }
}
