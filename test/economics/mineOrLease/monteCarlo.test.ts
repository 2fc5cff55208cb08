import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  comparePivot,
  joinPaths,
  type Overrides,
  outcomes,
  runPaths,
  simulationOf,
} from '../../../src/economics/index.ts';
import { exponential } from '../../../src/economics/simulation/exponential.ts';
import { fillNormals } from '../../../src/economics/simulation/random.ts';
import { caseOf } from './fixtures.ts';

const still: Overrides = {
  btcVolatilityPercent: 0,
  hashrateVolatilityPercent: 0,
  powerVolatilityPercent: 0,
  rentVolatilityPercent: 0,
  gpuPriceVolatilityPercent: 0,
};
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

describe('fillNormals()', () => {
  const values = new Float64Array(400_000);
  fillNormals({ into: values, seed: 7, stream: 3 });
  const moment = (power: number) => mean(values.map((x) => x ** power));

  test('has the moments of the normal distribution within five of their errors', () => {
    const error = (variance: number) => 5 * Math.sqrt(variance / values.length);
    expect(Math.abs(moment(1))).toBeLessThan(error(1));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(error(2));
    expect(Math.abs(moment(3))).toBeLessThan(error(15));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(error(96));
  });

  test('has the tails of the normal distribution, beyond the widest layer too', () => {
    const beyond = (x: number) => values.filter((value) => value > x).length / values.length;
    for (const [x, probability] of [
      [1, 0.158655],
      [2, 0.02275],
      [3, 0.0013499],
      [3.5, 0.00023263],
    ] as const) {
      const error = 5 * Math.sqrt((probability * (1 - probability)) / values.length);
      expect(Math.abs(beyond(x) - probability)).toBeLessThan(error);
      expect(Math.abs(beyond(x) - mean(values.map((value) => Number(value < -x))))).toBeLessThan(2 * error);
    }
  });

  test('the same stream of the same seed is the same, another is another', () => {
    const take = (seed: number, stream: number) => {
      const into = new Float64Array(8);
      fillNormals({ into, seed, stream });
      return [...into];
    };
    expect(take(1, 2)).toEqual(take(1, 2));
    expect(take(1, 2)).not.toEqual(take(1, 3));
    expect(take(1, 2)).not.toEqual(take(2, 2));
    expect(take(2 ** 40, 2)).not.toEqual(take(2 ** 41, 2));
  });

  test('neighbouring streams are not correlated', () => {
    const [a, b] = [new Float64Array(50_000), new Float64Array(50_000)];
    for (let path = 0; path < 50_000; path++) {
      const into = new Float64Array(2);
      fillNormals({ into, seed: 1, stream: path });
      a[path] = into[0]!;
      b[path] = into[1]!;
    }
    const lagged = mean(a.slice(1).map((x, path) => x * a[path]!));
    expect(Math.abs(lagged)).toBeLessThan(5 / Math.sqrt(50_000));
    expect(Math.abs(mean(a.map((x, path) => x * b[path]!)))).toBeLessThan(5 / Math.sqrt(50_000));
  });
});

describe('exponential()', () => {
  test('is e^x to 13 digits wherever a factor can go, and exactly 1 at 0', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(3e-13);
      }),
      { numRuns: 5000 },
    );
    expect(exponential(0)).toBe(1);
  });
});

describe('runPaths()', () => {
  test('without volatility every path is the deterministic answer', () => {
    for (const overrides of [{}, { leaseTermYears: 20 }, { powerEscalationPercentPerYear: 5 }]) {
      const asked = caseOf({}, { ...still, ...overrides });
      const compared = comparePivot(asked);
      const { npvUsd } = runPaths({ simulation: simulationOf(asked), seed: 1, from: 0, to: 3 });
      for (const path of [0, 1, 2]) {
        expect(npvUsd[0]![path]! / compared.mining.npvUsd).toBeCloseTo(1, 10);
        expect(npvUsd[1]![path]! / compared.colocation.npvUsd).toBeCloseTo(1, 10);
        expect(npvUsd[2]![path]! / compared.gpuCloud.npvUsd).toBeCloseTo(1, 10);
      }
    }
  });

  test('the mean of the log price is −σ²/2 × t, its spread σ × √t, within their own error bars', () => {
    const simulation = simulationOf(caseOf({}, { btcVolatilityPercent: 60 }));
    const { logBtcPrice } = runPaths({ simulation, seed: 11, from: 0, to: 4000 });
    const years = (simulation.months - 1) / 12;
    const variance = 0.36 * years;
    const error = Math.sqrt(variance / logBtcPrice.length);
    expect(Math.abs(mean(logBtcPrice) + variance / 2)).toBeLessThan(3 * error);
    const spread = mean(logBtcPrice.map((x) => (x + variance / 2) ** 2));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(3 * Math.sqrt(2 / logBtcPrice.length));
  });

  test('factors have a mean of 1: rent that is only uncertain at renewal is worth what is assumed', () => {
    const asked = caseOf({}, { ...still, gpuPriceVolatilityPercent: 25, gpuTermYears: 6 });
    const { npvUsd } = runPaths({ simulation: simulationOf(asked), seed: 5, from: 0, to: 6000 });
    const values = npvUsd[2]!;
    const centre = mean(values);
    const error = Math.sqrt(mean(values.map((x) => (x - centre) ** 2)) / values.length);
    expect(Math.abs(centre - comparePivot(asked).gpuCloud.npvUsd)).toBeLessThan(3.5 * error);
  });

  test('the same seed gives the same paths, in one run or in parts', () => {
    const simulation = simulationOf(caseOf());
    const whole = runPaths({ simulation, seed: 3, from: 0, to: 40 });
    const parts = [
      runPaths({ simulation, seed: 3, from: 0, to: 13 }),
      runPaths({ simulation, seed: 3, from: 13, to: 40 }),
    ];
    expect(joinPaths(parts)).toEqual(whole);
    expect(runPaths({ simulation, seed: 4, from: 0, to: 40 })).not.toEqual(whole);
  });

  test('hashrate that answers to hashprice narrows what mining may come to', () => {
    const spread = (hashrateResponsePerYear: number) => {
      const simulation = simulationOf(caseOf({}, { hashrateResponsePerYear }));
      const paths = runPaths({ simulation, seed: 9, from: 0, to: 2000 });
      const { mining } = outcomes({ simulation, paths });
      return mining.p95Usd - mining.p5Usd;
    };
    expect(spread(2)).toBeLessThan(spread(0.2) * 0.7);
  });

  test('refuses correlations that contradict each other', () => {
    const asked = caseOf({}, { correlationBtcHashrate: 0.95, correlationBtcGpu: 0.95 });
    expect(() => simulationOf(asked)).toThrow(/^The correlations must be .+, read 0.95, 0.95/);
  });
});

describe('outcomes()', () => {
  const simulation = simulationOf(caseOf());
  const found = outcomes({ simulation, paths: runPaths({ simulation, seed: 1, from: 0, to: 2000 }) });

  test('percentiles are in order, for each use and for the difference', () => {
    for (const { p5Usd, p50Usd, p95Usd } of [
      found.mining,
      found.colocation,
      found.gpuCloud,
      found.difference,
    ]) {
      expect(p5Usd).toBeLessThanOrEqual(p50Usd);
      expect(p50Usd).toBeLessThanOrEqual(p95Usd);
    }
  });

  test('the probability that leasing wins is said by horizon, the last being the whole', () => {
    expect(found.leaseWins.map(({ months }) => months)).toEqual([60, 120, 198]);
    expect(found.leaseWins.at(-1)!.percent).toBeGreaterThan(50);
    expect(found.leaseWins[0]!.percent).toBeLessThan(50);
  });
});
