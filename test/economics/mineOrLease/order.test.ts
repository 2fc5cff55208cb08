import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atRanks } from '../../../src/economics/simulation/order.ts';

describe('atRanks()', () => {
  test('finds what stands at each rank when all are sorted', () => {
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }), (all, picks) => {
        const ranks = picks.map((pick) => pick % all.length).sort((one, other) => one - other);
        const sorted = Float64Array.from(all).sort();
        const found = atRanks({ values: Float64Array.from(all), ranks });
        for (const [at, rank] of ranks.entries()) expect(found[at]! - sorted[rank]! || 0).toBe(0);
      }),
    );
  });

  test('finds it among many that are alike', () => {
    const values = Float32Array.from({ length: 1000 }, (_, at) => at % 3);
    expect(atRanks({ values, ranks: [0, 333, 334, 667, 999] })).toEqual([0, 0, 1, 2, 2]);
  });
});
