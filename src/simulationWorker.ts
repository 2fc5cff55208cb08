import { parentPort, workerData } from 'node:worker_threads';
// Not by way of the index: a thread that loads the least starts soonest.
import { outcomes } from './economics/pivot/outcomes.ts';
import { type Paths, runPaths, type Simulation } from './economics/pivot/paths.ts';

/** What a simulation's thread is asked to do. */
export type Task = { task: 'run'; seed: number; from: number; to: number } | { task: 'sum up'; paths: Paths };

const simulation = workerData as Simulation;

parentPort?.on('message', (asked: Task) => {
  if (asked.task === 'sum up') return parentPort?.postMessage(outcomes({ simulation, paths: asked.paths }));
  const paths = runPaths({ simulation, ...asked });
  const buffers = [...paths.npvUsd, paths.leaseWins, paths.logBtcPrice].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  parentPort?.postMessage(paths, buffers);
});
