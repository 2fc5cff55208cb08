import { type PivotCase, prepare } from '../case/case.ts';
import { checkDivision, type Division } from '../uses/division.ts';
import { type Band, band } from './outcomes.ts';
import { FAN_PATHS, runPaths } from './paths.ts';
import { simulatedSplits, wholeSimulation } from './simulation.ts';

/** How many paths a band of a split stands on where nobody asks for another number. */
export const SPLIT_PATHS = 1000;

/** NPV of the site on many paths for each division of it, and never leased, after tax and without debt. @throws RangeError */
export function splitBands(
  asked: PivotCase & { divisions: readonly Division[]; seed: number; paths: number },
): {
  mining: Band;
  splits: Band[];
} {
  const { divisions, seed, paths, ...about } = asked;
  const given = prepare(about);
  for (const division of divisions) checkDivision({ given, division });
  const whole = wholeSimulation(given);
  const { market } = whole;
  const plans = [...whole.plans, ...simulatedSplits({ given, market, divisions })];
  // Beyond the paths that are kept month by month, which nobody asks for here.
  const [from, to] = [FAN_PATHS, FAN_PATHS + paths];
  const { npvUsd } = runPaths({ simulation: { ...whole, plans }, seed, from, to });
  return { mining: band(npvUsd[0]!), splits: npvUsd.slice(whole.plans.length).map(band) };
}
