import { describe, expect, onTestFinished, test } from 'vitest';
import { simulator } from '../../src/compute/simulation.ts';
import { openThreads } from '../../src/compute/threads.ts';
import { outcomes, riskShares, runPaths, simulationOf } from '../../src/economics/index.ts';
import { caseOf } from '../economics/mineOrLease/fixtures.ts';

const simulation = simulationOf(caseOf());

function simulateOn(count: number) {
  const threads = openThreads({ count });
  onTestFinished(threads.close);
  return simulator(threads);
}

describe('simulator()', () => {
  test('gives what one thread gives, on any number of threads', async () => {
    const paths = runPaths({ simulation, seed: 5, from: 0, to: 2500 });
    const alone = outcomes({ simulation, paths, riskShares: riskShares({ simulation }) });
    for (const threads of [1, 2, 3]) {
      expect(await simulateOn(threads)({ simulation, paths: 2500, seed: 5 })).toEqual(alone);
    }
  });

  test('says how far it is, up to the end', async () => {
    const shares: number[] = [];
    await simulateOn(2)({ simulation, paths: 3000, seed: 1, onProgress: (share) => shares.push(share) });
    expect(shares).toHaveLength(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test('rejects with what a thread failed with', async () => {
    await expect(simulateOn(2)({ simulation, paths: 1000, seed: -1 })).rejects.toThrow(
      /seed must be a whole number between 0/,
    );
  });
});
