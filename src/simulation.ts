import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { joinPaths, type Outcomes, type Paths, type Simulation } from './economics/index.ts';
import type { Task } from './simulationWorker.ts';

/** A run of many paths, off the main thread. */
interface SimulationRun {
  simulation: Simulation;
  /** 1…1,000,000. */
  paths: number;
  seed: number;
  /** Called with the share done, 0…1, after each part. */
  onProgress?: (share: number) => void;
  /** How many threads; as many as there are cores, at most four, when absent. */
  threads?: number;
}

export type Simulate = (run: SimulationRun) => Promise<Outcomes>;

const PATHS_PER_PART = 1000;
const MOST_THREADS = 4;

/**
 * Runs a simulation in worker threads. The same seed gives the same outcomes on any number of threads. Rejects with
 * what a thread failed with, after all are stopped.
 */
export const simulate: Simulate = async ({ simulation, paths, seed, onProgress, threads }) => {
  const tasks = partsOf({ paths, seed });
  const count = Math.min(threads ?? Math.min(availableParallelism(), MOST_THREADS), tasks.length);
  const workers = Array.from({ length: count }, () => startWorker(simulation));
  const parts: Paths[] = [];
  let next = 0;
  let done = 0;
  const work = async (worker: Worker) => {
    for (let at = next++; at < tasks.length; at = next++) {
      parts[at] = await ask<Paths>(worker, tasks[at]!);
      onProgress?.(++done / tasks.length);
    }
  };
  try {
    await Promise.all(workers.map(work));
    // Sorting a hundred thousand values would hold up everything else here.
    return await ask<Outcomes>(workers[0]!, { task: 'sum up', paths: joinPaths(parts) });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};

function partsOf({ paths, seed }: { paths: number; seed: number }): Task[] {
  return Array.from({ length: Math.ceil(paths / PATHS_PER_PART) }, (_, part): Task => {
    const from = part * PATHS_PER_PART;
    return { task: 'run', seed, from, to: Math.min(from + PATHS_PER_PART, paths) };
  });
}

function startWorker(simulation: Simulation): Worker {
  return new Worker(new URL('./simulationWorker.ts', import.meta.url), { workerData: simulation });
}

/** The answer to one task; a worker has one task at a time. */
function ask<Answer>(worker: Worker, task: Task): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.postMessage(task);
  return promise.finally(() => {
    worker.off('message', resolve);
    worker.off('error', reject);
  });
}
