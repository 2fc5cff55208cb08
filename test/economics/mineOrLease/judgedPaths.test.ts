import { describe, expect, test } from 'vitest';
import {
  FAN_PATHS,
  outcomes,
  riskShares,
  runPaths,
  SPLIT_PATHS,
  simulationOf,
  splitBands,
  splitSite,
} from '../../../src/economics/index.ts';
import { withRisks } from '../../../src/economics/simulation/simulation.ts';
import { caseOf, prairie } from './fixtures.ts';

const open = { mayMine: [] } as const;

describe('what is judged on paths', () => {
  const judged = { use: 'colocation' as const, convertedMw: 40 };
  const asked = caseOf({ site: { ...prairie, firmMw: 80 } });

  test('is a split on the same paths as the whole, without risks its headline', () => {
    const still = withRisks(simulationOf({ ...asked, ...open, judged }), []);
    const { npvUsd } = runPaths({ simulation: still, seed: 1, from: 0, to: 1 });
    const { curve } = splitSite({ ...asked, ...open });
    const point = curve.find((one) => one.use === 'colocation' && one.convertedMw === 40)!;
    expect(npvUsd[3]![0]! / point.npvUsd).toBeCloseTo(1, 9);
  });

  test('is half of the whole alone, path by path: what happens to a lease happens to all of it', () => {
    const simulation = simulationOf({ ...asked, judged });
    const { conversionUsd } = runPaths({ simulation, seed: 2, from: 0, to: 200 });
    const [, whole, , split] = conversionUsd;
    for (const [path, usd] of split!.entries()) expect(usd / (whole![path]! / 2)).toBeCloseTo(1, 9);
    expect(simulation.judgedPlan).toBe(3);
  });

  test('has a band of its own, and its own risks: GPU cloud is moved by the GPU price', () => {
    const cloud = simulationOf({ ...asked, judged: { use: 'gpuCloud', convertedMw: 80 } });
    expect(cloud.plans).toHaveLength(3);
    const paths = runPaths({ simulation: cloud, seed: 1, from: 0, to: 200 });
    const found = outcomes({ simulation: cloud, paths });
    expect(found.judged).toEqual(found.gpuCloud);
    const [widest] = riskShares({ simulation: cloud });
    expect(['signature', 'gpuPrice']).toContain(widest!.risk);
  });

  test('each division of splitBands() has the outcome of its own simulation on the same paths', () => {
    const asked = caseOf({}, { taxPercent: 21 });
    const divisions = [
      { use: 'colocation' as const, convertedMw: 40 },
      { use: 'gpuCloud' as const, convertedMw: 40 },
    ];
    const bands = splitBands({ ...asked, divisions, seed: 4, paths: SPLIT_PATHS });
    const [from, to] = [FAN_PATHS, FAN_PATHS + SPLIT_PATHS];
    for (const [at, judged] of divisions.entries()) {
      const simulation = simulationOf({ ...asked, judged });
      const found = outcomes({ simulation, paths: runPaths({ simulation, seed: 4, from, to }) });
      expect(bands.splits[at]).toEqual(found.judged);
      expect(bands.mining).toEqual(found.mining);
    }
  });
});
