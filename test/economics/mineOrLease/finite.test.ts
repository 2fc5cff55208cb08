import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pivotFunctions } from './finiteCases.ts';

const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, 5e-324, Number.MAX_VALUE, 1e-300, -1, 0.5, 1, 1e12),
);

/** Whether every number within a value is finite; those of series of months too. */
function isFiniteWithin(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (ArrayBuffer.isView(value)) return (value as Float64Array).every(Number.isFinite);
  return typeof value !== 'object' || value === null || Object.values(value).every(isFiniteWithin);
}

function slotsIn(holder: object): { holder: Record<string, unknown>; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    if (typeof value === 'number') return [{ holder: holder as Record<string, unknown>, key }];
    return typeof value === 'object' && value !== null ? slotsIn(value) : [];
  });
}

describe('a finite result or a RangeError with field, range and value', () => {
  test.each(Object.entries(pivotFunctions))('%s()', { timeout: 120_000 }, (_, { valid, run }) => {
    expect(() => run(valid as never)).not.toThrow();
    const count = slotsIn(valid).length;
    const change = fc.record({ slot: fc.nat({ max: count - 1 }), number: anyNumber });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const input = structuredClone(valid);
        const slots = slotsIn(input);
        for (const { slot, number } of changes) slots[slot]!.holder[slots[slot]!.key] = number;
        try {
          expect(isFiniteWithin(run(input as never))).toBe(true);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          expect(error.message).toMatch(/^\S.* must .*(between|of|1 to) .+, read .+/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
