import { describe, expect, test } from 'vitest';
import { outcomes, runPaths, simulationOf } from '../src/economics/index.ts';
import { simulate } from '../src/simulation.ts';
import { caseOf } from './economics/pivot/fixtures.ts';

const simulation = simulationOf(caseOf());

describe('simulate()', () => {
  test('gives what one thread gives, on any number of threads', async () => {
    const alone = outcomes({ simulation, paths: runPaths({ simulation, seed: 5, from: 0, to: 2500 }) });
    for (const threads of [1, 2, 3]) {
      expect(await simulate({ simulation, paths: 2500, seed: 5, threads })).toEqual(alone);
    }
  });

  test('says how far it is, up to the end', async () => {
    const shares: number[] = [];
    await simulate({ simulation, paths: 3000, seed: 1, onProgress: (share) => shares.push(share) });
    expect(shares).toHaveLength(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test('leaves the main thread to others: its events go on being handled while it runs', async () => {
    let turns = 0;
    let running = true;
    const turn = () => {
      turns++;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    await simulate({ simulation, paths: 10_000, seed: 1 });
    running = false;
    expect(turns).toBeGreaterThan(100);
  });

  test('rejects with what a thread failed with', async () => {
    await expect(simulate({ simulation, paths: 1000, seed: -1 })).rejects.toThrow(
      /seed must be a whole number between 0/,
    );
  });
});
