import type { Outcomes, Simulation } from '../economics/index.ts';
import { FAN_PATHS } from '../economics/simulation/paths.ts';
import type { Part } from './tasks.ts';
import type { Threads } from './threads.ts';

/** A run of many paths. */
interface SimulationRun {
  simulation: Simulation;
  /** 1…1,000,000. */
  paths: number;
  seed: number;
  /** Called with the share done, 0…1, after each part. */
  onProgress?: (share: number) => void;
}

export type Simulate = (run: SimulationRun) => Promise<Outcomes>;

/** The first part holds all the paths that are kept month by month. */
const PATHS_PER_PART = FAN_PATHS;

/**
 * Simulations on threads. The same seed gives the same outcomes on any number of them. Rejects with what a thread
 * failed with.
 */
export function simulator({ count, compute }: Pick<Threads, 'count' | 'compute'>): Simulate {
  return async ({ simulation, paths, seed, onProgress }) => {
    const stretches = stretchesOf(paths);
    const parts: Part[] = [];
    let next = 0;
    let done = 0;
    const work = async () => {
      for (let at = next++; at < stretches.length; at = next++) {
        parts[at] = await compute('runPart', { simulation, seed, ...stretches[at]! });
        onProgress?.(++done / stretches.length);
      }
    };
    // No more parts at a time than threads: whoever asks meanwhile waits for one part, not for all.
    const shares = compute('riskShares', { simulation });
    await Promise.all([shares, ...Array.from({ length: count }, work)]);
    // Joining and sorting a hundred thousand values would hold up everything else here.
    return compute('outcomes', { simulation, parts, riskShares: await shares });
  };
}

function stretchesOf(paths: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(paths / PATHS_PER_PART) }, (_, part) => {
    const from = part * PATHS_PER_PART;
    return { from, to: Math.min(from + PATHS_PER_PART, paths) };
  });
}
