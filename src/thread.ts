import { parentPort } from 'node:worker_threads';
// Not by way of the index: a thread that loads the least starts soonest.
import { comparePivot } from './economics/pivot/compare.ts';
import { delayValue } from './economics/pivot/delay.ts';
import { simulationOf } from './economics/pivot/monteCarlo.ts';
import { judgeOffer } from './economics/pivot/offer.ts';
import { joinPaths, outcomes } from './economics/pivot/outcomes.ts';
import { type Paths, runPaths, type Simulation } from './economics/pivot/paths.ts';
import { sensitivities } from './economics/pivot/sensitivity.ts';
import { splitSite } from './economics/pivot/split.ts';

/** What threads compute: pure functions from plain data to plain data. */
const tasks = {
  comparePivot,
  delayValue,
  judgeOffer,
  outcomes: ({ simulation, parts }: { simulation: Simulation; parts: readonly Paths[] }) =>
    outcomes({ simulation, paths: joinPaths(parts) }),
  runPaths,
  sensitivities,
  simulationOf,
  splitSite,
};

export type Tasks = typeof tasks;
/** A task by its name, and what it is asked. */
export type Job = { [Name in keyof Tasks]: { task: Name; asked: Parameters<Tasks[Name]>[0] } }[keyof Tasks];
/** What came of a job. */
export type Outcome = { answer: unknown } | { error: unknown };

parentPort?.on('message', (job: Job) => parentPort?.postMessage(outcomeOf(job)));

function outcomeOf({ task, asked }: Job): Outcome {
  try {
    return { answer: (tasks[task] as (asked: unknown) => unknown)(asked) };
  } catch (error) {
    return { error };
  }
}
