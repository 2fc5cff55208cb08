import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponential } from '../../../src/economics/simulation/exponential.ts';
import { fillNormals } from '../../../src/economics/simulation/random.ts';

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

/** Nothing is decided on a path, and nothing is renewed or sold: value is a sum of what comes. */
