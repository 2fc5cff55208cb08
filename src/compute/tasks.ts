// Not by way of the index: a thread that loads the least starts soonest.
import { comparePivot } from '../economics/mineOrLease/compare.ts';
import { delayValue } from '../economics/mineOrLease/delay.ts';
import { judgeOffer } from '../economics/mineOrLease/offer.ts';
import { sensitivities } from '../economics/mineOrLease/sensitivity.ts';
import { splitSite } from '../economics/mineOrLease/split.ts';
import { whenToLease } from '../economics/mineOrLease/when.ts';
import { replayDeal } from '../economics/replay/replayDeal.ts';
import { type Fan, fansOf, joinPaths, outcomes } from '../economics/simulation/outcomes.ts';
import { type Paths, runPaths } from '../economics/simulation/paths.ts';
import { type RiskShare, riskShares } from '../economics/simulation/riskShares.ts';
import { type Simulation, simulationJudging, simulationOf } from '../economics/simulation/simulation.ts';
import { splitBands } from '../economics/simulation/splitBands.ts';
import { billsOf } from '../economics/tariff/bill.ts';
import { planPrice } from '../economics/tariff/plan.ts';
import { meterPrices, volumetricUsdPerMwh } from '../economics/tariff/volumetric.ts';

/** What threads compute: pure functions from plain data to plain data. */
export const tasks = {
  billsOf,
  comparePivot,
  delayValue,
  judgeOffer,
  meterPrices,
  outcomes: ({ parts, ...asked }: Joining) =>
    outcomes({ ...asked, paths: joinPaths(parts.map(({ paths }) => paths)), fans: parts[0]?.fans }),
  planPrice,
  replayDeal,
  riskShares,
  runPart,
  sensitivities,
  simulationJudging,
  simulationOf,
  splitBands,
  splitSite,
  volumetricUsdPerMwh,
  whenToLease,
};

/** Some of the paths of a run. Those that are kept month by month are all in the first, which says what they come to. */
export interface Part {
  paths: Paths;
  fans: Fan[] | undefined;
}

/** Megabytes of months stay in the thread: whoever waits for it would stand still while they are copied. */
function runPart(asked: Parameters<typeof runPaths>[0]): Part {
  const { simulation, from } = asked;
  const paths = runPaths(asked);
  if (from > 0) return { paths, fans: undefined };
  const fan = paths.fan.map(() => new Float32Array());
  return { paths: { ...paths, fan }, fans: fansOf({ simulation, paths }) };
}

interface Joining {
  simulation: Simulation;
  parts: readonly Part[];
  riskShares: readonly RiskShare[];
}

export type Tasks = typeof tasks;
/** A task by its name, and what it is asked. */
export type Job = { [Name in keyof Tasks]: { task: Name; asked: Parameters<Tasks[Name]>[0] } }[keyof Tasks];
/** What a thread that is to end is told: it finishes what it computes and leaves by itself. */
export const END = 'end';
/** What came of a job. An error that is copied to another thread loses its class: a refusal travels as its words. */
export type Outcome = { answer: unknown } | { refused: string; as: Refusal } | { error: unknown };

/** What the person who asks, or whoever wrote a text, can mend, by the names of the errors. */
const REFUSALS = ['OutOfRangeError', 'SourceError', 'UserError'] as const;
type Refusal = (typeof REFUSALS)[number];

/** Does a job, whichever thread this is. */
export const outcomeOf = ({ task, asked }: Job): Outcome =>
  outcome(() => (tasks[task] as (asked: unknown) => unknown)(asked));

/** What comes of some work. */
export function outcome(work: () => unknown): Outcome {
  try {
    return { answer: work() };
  } catch (error) {
    const { name, message } = error as Error;
    const as = REFUSALS.find((refusal) => refusal === name);
    return as === undefined ? { error } : { refused: message, as };
  }
}
