import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { type Conversion, minedBeside } from '../uses/division.ts';
import { miningClasses } from '../uses/fleet.ts';
import { leasable } from '../uses/leasable.ts';
import { convertedLegs, miningPlan, planNpvUsd } from './plans.ts';

/** One way to divide a site. Megawatts at the meter. */
export interface SplitPoint {
  use: 'mining' | Conversion;
  /** Let to that use; the rest of the site mines. */
  convertedMw: number;
  /** Of the whole site. */
  npvUsd: number;
}

const STEPS = 10;

/** The best division of a site, the NPV of each on the way, and all the megawatts that it has. @throws RangeError */
export function splitSite(asked: PivotCase): { best: SplitPoint; curve: SplitPoint[]; grossMw: number } {
  const given = prepare(asked);
  return { ...bestSplit(given), grossMw: leasable(given).grossMw };
}

/**
 * Before tax, the megawatts at which one machine class makes room for the next cut the site into stretches, on each of
 * which a lease is worth a straight line and mining, that may close, a curve that bends upwards. The best split is at
 * the end of a stretch: each is looked at, and ten steps between for the curve. For the same reason two AI uses side
 * by side are not worth more than the better of them alone.
 */
export function bestSplit(given: Prepared): { best: SplitPoint; curve: SplitPoint[] } {
  const minedUsd = planNpvUsd({ given, plan: miningPlan(given) });
  const curve: SplitPoint[] = [{ use: 'mining', convertedMw: 0, npvUsd: minedUsd }];
  for (const convertedMw of stops(given)) {
    const mining = minedBeside({ given, convertedMw });
    for (const use of ['colocation', 'gpuCloud'] as const) {
      const plan = { mining, converted: convertedLegs({ given, use, convertedMw }) };
      curve.push({ use, convertedMw, npvUsd: planNpvUsd({ given, plan }) });
    }
  }
  const best = curve.reduce((one, other) => (other.npvUsd > one.npvUsd ? other : one));
  return { best, curve };
}

function stops(given: Prepared): number[] {
  const { leasableMw, nowMw, grossMw } = leasable(given);
  const stops = [leasableMw, nowMw];
  for (let step = 1; step < STEPS; step++) stops.push((leasableMw * step) / STEPS);
  let keptMw = 0;
  for (const { meterMw } of miningClasses(given)) {
    keptMw += meterMw;
    stops.push(grossMw - keptMw);
  }
  return [...new Set(stops)].filter((mw) => mw > 0 && mw <= leasableMw).sort((a, b) => a - b);
}
