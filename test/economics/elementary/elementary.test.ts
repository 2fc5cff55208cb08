import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, expm1 } from '../../../src/economics/elementary/exp.ts';
import { log, log1p } from '../../../src/economics/elementary/log.ts';
import { power } from '../../../src/economics/elementary/power.ts';

/** How many doubles lie from one to the other. */
function unitsBetween(one: number, other: number): number {
  const bits = (value: number) => new BigInt64Array(Float64Array.of(value).buffer)[0]!;
  return Object.is(one, other) || one === other ? 0 : Math.abs(Number(bits(one) - bits(other)));
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const RUNS = { numRuns: 20_000 };

/** The language's own are within one unit of the truth, so that ours are within two. */
describe.each([
  ['exp', exp, Math.exp, between(-745, 709), 1],
  ['exp of little', exp, Math.exp, between(-1, 1), 1],
  ['expm1', expm1, Math.expm1, between(-5, 5), 2],
  ['expm1 of next to nothing', expm1, Math.expm1, between(-1e-5, 1e-5), 1],
  ['log', log, Math.log, between(5e-324, Number.MAX_VALUE), 1],
  ['log around 1', log, Math.log, between(0.5, 2), 1],
  ['log1p', log1p, Math.log1p, between(-0.99, 100), 1],
  ['log1p of next to nothing', log1p, Math.log1p, between(-1e-5, 1e-5), 1],
] as const)('%s()', (_, ours, theirs, numbers, units) => {
  it(`is within ${units} in the last place of the language’s own`, () => {
    fc.assert(
      fc.property(numbers, (x) => unitsBetween(ours(x), theirs(x)) <= units),
      RUNS,
    );
  });
});

describe('power()', () => {
  it('is within 2 in the last place of the language’s own for growth and discounts', () => {
    fc.assert(
      fc.property(between(0.5, 2), between(-60, 60), (x, y) => unitsBetween(power(x, y), x ** y) <= 2),
      RUNS,
    );
  });

  it.each([
    [0, 2],
    [0, 0],
    [0, -1],
    [1, 1e300],
    [2, 10],
    [2, -1074],
    [2, 1024],
    [10, 2],
    [1.05, 1],
    [Number.POSITIVE_INFINITY, 2],
    [Number.POSITIVE_INFINITY, 0],
    [Number.NaN, 2],
    [Number.NaN, 0],
  ])('is exact for %d to the power of %d', (x, y) => {
    expect(power(x, y)).toBe(x ** y);
  });
});

it.each([
  ['exp', exp, Math.exp],
  ['expm1', expm1, Math.expm1],
  ['log', log, Math.log],
  ['log1p', log1p, Math.log1p],
] as const)('%s() has the limits of the language’s own', (_, ours, theirs) => {
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: none, MIN_VALUE, MAX_VALUE } = Number;
  for (const x of [0, 1, -1, -2, none, POSITIVE_INFINITY, NEGATIVE_INFINITY, MIN_VALUE, 1e-300, MAX_VALUE])
    expect(unitsBetween(ours(x), theirs(x))).toBeLessThanOrEqual(1);
});

it('nothing else in the core is computed by what engines round differently', () => {
  const root = join(import.meta.dirname, '../../../src/economics');
  const left = /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|hypot|cbrt|a?(?:sin|cos|tan)h?|atan2)\b/;
  // A power of two is exact everywhere.
  const powerOf = /(?<![/\s]\s?|2 )\*\* /;
  const lines = globSync('**/*.ts', { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/\*\*|\*|\/\/)/.test(line))
      .filter((line) => left.test(line) || powerOf.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});
