import { checkInteger } from '../range.ts';
import { drawer, type Happening, happenings } from './drawing.ts';
import type { Mined } from './mineOnPath.ts';
import { npvUsd, type PlanMonths, planOnPath, presentUsd, type Workspace, workspace } from './planOnPath.ts';
import type { SimulatedPlan, Simulation } from './simulation.ts';

/** Among the plans; mining, colocation and GPU cloud, which are kept month by month, are the first. */
const COLOCATION = 1;
const FANS = 3;

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
  /** By plan but for a split, of the first paths: value so far, month after month, one path after the other. */
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
  const draw = drawer({ months: simulation.months, seed });
  const happen = happenings(simulation);
  const spaces = [...simulation.plans, simulation.plans.at(-1)!].map((plan) =>
    workspace({ plan, taxPercent: simulation.taxPercent }),
  );
  for (let path = from; path < to; path++) {
    follow({ simulation, paths, path: path - from, happening: happen(draw(path)), spaces });
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
    fan: plans.slice(0, FANS).map(() => new Float32Array(fanPaths * months)),
    logBtcPrice: each(),
    lastHashprice: each(),
  };
}

interface Following {
  simulation: Simulation;
  paths: Paths;
  path: number;
  happening: Happening;
  /** By plan; one more for what else is asked of a plan. */
  spaces: readonly Workspace[];
}

function follow(asked: Following): void {
  const { simulation, paths, path, happening, spaces } = asked;
  const { plans } = simulation;
  const months: PlanMonths[] = [];
  let besideUsd = 0;
  for (let at = 0; at < plans.length; at++) {
    const plan = plans[at]!;
    const shared = at > COLOCATION && plan.fleets === plans[COLOCATION]!.fleets;
    const mined = shared ? minedBeside(asked) : undefined;
    const on = planOnPath({ plan, events: happening.events[at]!, space: spaces[at]!, mined });
    months.push(on);
    const minedUsd = mined ? besideUsd : presentUsd(on.miningUsd, plan.miningDiscount);
    if (at === COLOCATION) besideUsd = minedUsd;
    const conversionUsd = presentUsd(on.conversionUsd, plan.conversionDiscount);
    paths.conversionUsd[at]![path] = conversionUsd;
    paths.npvUsd[at]![path] = minedUsd + conversionUsd + plan.contractedUsd;
  }
  for (const [at, fan] of paths.fan.entries())
    cumulate({ simulation, plan: plans[at]!, months: months[at]!, fan, path });
  countLeads({ simulation, paths, months });
  compareOtherwise({ simulation, paths, path, happening, spaces, besideUsd });
  const { market } = happening.events[0]!;
  paths.logBtcPrice[path] = market.logBtcPrice;
  paths.lastHashprice[path] = market.hashprice.at(-1)!;
}

/** What is mined beside colocation is mined beside GPUs too; a tax is borne by the use that has the profit, and is not. */
const minedBeside = ({ simulation, spaces }: Following): Mined | undefined =>
  simulation.taxPercent === 0 ? spaces[COLOCATION]!.mined : undefined;

/** The same path with other terms; where these change nothing, nothing is computed anew. */
function compareOtherwise(following: Following & { besideUsd: number }): void {
  const { simulation, paths, path, happening, spaces, besideUsd } = following;
  const { plans } = simulation;
  const [mining, colocation] = plans as [SimulatedPlan, SimulatedPlan];
  const [minedUsd, leasedUsd] = [paths.npvUsd[0]![path]!, paths.npvUsd[COLOCATION]![path]!];
  const space = spaces.at(-1)!;
  if (path < paths.neverUsd.length) {
    const ruled = mining.fleets.some(({ rule }) => rule !== undefined);
    const never = () => planOnPath({ space, plan: mining, events: happening.events[0]!, never: true });
    paths.neverUsd[path] = ruled ? npvUsd(mining, never()) : minedUsd;
  }
  const { otherFailsAfter } = happening;
  const events = happening.events[COLOCATION]!;
  const changes = events.leases.some(({ failsAfter }, at) => {
    const { termMonths } = colocation.blocks[at]!.lease;
    return failsAfter !== otherFailsAfter && Math.min(failsAfter, otherFailsAfter) < termMonths;
  });
  if (!changes) {
    paths.otherBackstopUsd[path] = leasedUsd;
    return;
  }
  const leases = events.leases.map((lease) => ({ ...lease, failsAfter: otherFailsAfter }));
  const mined = minedBeside(following);
  const other = planOnPath({ space, plan: colocation, events: { ...events, leases }, mined });
  paths.otherBackstopUsd[path] = mined
    ? besideUsd + presentUsd(other.conversionUsd, colocation.conversionDiscount) + colocation.contractedUsd
    : npvUsd(colocation, other);
}

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
