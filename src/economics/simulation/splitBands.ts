import { type PivotCase, prepare } from '../case/case.ts';
import { checkDivision, type Division } from '../uses/division.ts';
import { type Band, band, type ConversionOutcome, conversionOutcome } from './outcomes.ts';
import { FAN_PATHS, runPaths } from './paths.ts';
import { simulatedSplits, wholeSimulation } from './simulation.ts';

/** How many paths a band of a split stands on where nobody asks for another number. */
export const SPLIT_PATHS = 1000;

/** What many paths say of each division of a site, and of never leasing, after tax and without debt. @throws RangeError */
export function splitBands(
  asked: PivotCase & { divisions: readonly Division[]; seed: number; paths: number },
): {
  mining: Band;
  splits: ConversionOutcome[];
} {
  const { divisions, seed, paths, ...about } = asked;
  const given = prepare(about);
  for (const division of divisions) checkDivision({ given, division });
  const whole = wholeSimulation(given);
  const { market } = whole;
  const plans = [...whole.plans, ...simulatedSplits({ given, market, divisions })];
  // Beyond the paths that are kept month by month, which nobody asks for here.
  const [from, to] = [FAN_PATHS, FAN_PATHS + paths];
  const run = runPaths({ simulation: { ...whole, plans }, seed, from, to });
  return {
    mining: band(run.npvUsd[0]!),
    splits: divisions.map((_, at) => conversionOutcome({ paths: run, plan: whole.plans.length + at })),
  };
}
