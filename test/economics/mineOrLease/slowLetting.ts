import type { Simulation } from '../../../src/economics/index.ts';
import { drawer, happenings } from '../../../src/economics/simulation/drawing.ts';
import type { PathEvents } from '../../../src/economics/simulation/planOnPath.ts';
import type { SimulatedBlock } from '../../../src/economics/simulation/simulation.ts';

/** NPV of a conversion by itself on one path, every month asked for by itself. Before tax. */
export function slowLettingUsd(asked: { simulation: Simulation; plan: number; seed: number; path: number }) {
  const { simulation, seed, path } = asked;
  const plan = simulation.plans[asked.plan]!;
  const { events } = happenings(simulation)(drawer({ months: simulation.months, seed })(path));
  let usd = 0;
  plan.blocks.forEach((block, at) => {
    const cashIn = block.gpu
      ? cloudOf(block, events[asked.plan]!, at)
      : lettingOf(block, events[asked.plan]!, at);
    for (const [month, discount] of plan.conversionDiscount.entries()) usd += cashIn(month) * discount;
  });
  return usd;
}

/** Cash of a month of halls: what is built, what is let in the first term and after it, what is sold. */
function lettingOf({ lease: of }: SimulatedBlock, { leases }: PathEvents, at: number) {
  const e = leases[at]!;
  const first = of.buildFrom + of.buildMonths + e.lateMonths;
  const end = first + of.termMonths;
  const left = Math.min(end, first + e.failsAfter);
  const renewed = left < end || of.beyondMonths === 0 ? 0 : e.renewedShare;
  const others = left < end || of.beyondMonths > 0 ? 1 - renewed : 0;
  const { builtIn, reletIn, marketIn, soldIn } = hallsOf({ lease: of }, { leases }, at);
  const firstTermIn = (month: number) => {
    if (month < first || month >= left) return 0;
    const ramp = Math.min(1, (month - first + 1) / (e.rampMonths + 1));
    return of.rentUsd * e.rentFactor * of.escalator ** Math.floor((month - first) / 12) * ramp;
  };
  return (month: number) =>
    firstTermIn(month) * of.noiShare +
    renewed * marketIn(month, left) * of.noiShare +
    others * reletIn(month, left) +
    soldIn(month) -
    builtIn(month);
}

/** What halls cost and bring whoever is in them. */
function hallsOf(
  { lease: of }: Pick<SimulatedBlock, 'lease'>,
  { leases }: Pick<PathEvents, 'leases'>,
  at: number,
) {
  const e = leases[at]!;
  const build = of.buildMonths + e.lateMonths;
  const last = of.buildFrom + build + of.termMonths + of.beyondMonths;
  const logIn = (month: number) => e.marketLog![Math.min(month, e.marketLog!.length - 1)]!;
  const rentIn = (month: number) => of.marketRentUsd * of.marketGrowth[month]! * Math.exp(logIn(month));
  /** Rent that was agreed in month `from`. */
  const marketIn = (month: number, from: number) =>
    month < from || month >= last ? 0 : rentIn(from) * of.escalator ** Math.floor((month - from) / 12);
  return {
    marketIn,
    builtIn: (month: number) =>
      month >= of.buildFrom && month < of.buildFrom + Math.max(1, build)
        ? (of.capexUsd * e.capexFactor) / Math.max(1, build)
        : 0,
    /** NOI of halls that are empty from month `from` on. */
    reletIn: (month: number, from: number) => {
      const empty = Math.max(1, e.emptyMonths);
      const paid = month >= from && month < from + empty ? e.reletCostUsd / empty : 0;
      return marketIn(month, from + e.emptyMonths) * e.reletFactor * of.noiShare - paid;
    },
    soldIn: (month: number) => {
      if (last > of.months || month !== Math.max(0, last - 1)) return 0;
      const sale = of.capRate && (rentIn(last) * 12 * of.noiShare) / (of.capRate * e.capRateFactor);
      return sale ?? of.landUsd;
    },
  };
}

/** Cash of a month of GPUs in halls, prepaid in part, at spot after the contract or a failure, then sold. */
function cloudOf({ lease, gpu }: SimulatedBlock, events: PathEvents, at: number) {
  const of = gpu!;
  const e = events.leases[at]!;
  const { gpuLog, power } = events.market;
  const first = lease.buildFrom + lease.buildMonths + e.lateMonths;
  const [ends, dies] = [first + of.contractMonths, first + of.lifeMonths];
  const { builtIn, reletIn, soldIn } = hallsOf({ lease }, events, at);
  const logIn = (month: number) => gpuLog[Math.min(month, gpuLog.length - 1)]!;
  const costIn = (month: number) =>
    of.powerUsd[Math.min(month, of.powerUsd.length - 1)]! * power[Math.min(month, power.length - 1)]!;
  const contractIn = (month: number) =>
    of.revenueUsd * events.gpuPriceFactor * of.contractGrowth ** Math.floor((month - first) / 12);
  const earnedIn = (month: number) => {
    if (month < first || month >= dies) return 0;
    if (month < ends && month < first + e.failsAfter)
      return contractIn(month) * (1 - of.operatingShare - of.prepaidShare) - costIn(month);
    const spot = of.revenueUsd * of.spotGrowth[month - first]! * Math.exp(logIn(month));
    return Math.max(0, spot * (1 - of.operatingShare) - costIn(month));
  };
  const before = Math.max(0, first - 1);
  let prepaid = 0;
  for (let month = first; month < Math.min(ends, lease.months); month++)
    prepaid += contractIn(month) * of.prepaidShare;
  return (month: number) =>
    earnedIn(month) +
    (month === before ? prepaid - of.gpuCapexUsd : 0) +
    (month === dies - 1 ? of.residualUsd * Math.exp(logIn(month)) : 0) +
    reletIn(month, dies) +
    soldIn(month) -
    builtIn(month);
}
