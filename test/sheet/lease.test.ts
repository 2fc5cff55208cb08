import { expect, it } from 'vitest';
import { checkLease } from '../../src/sheet/lease.ts';
import type { SheetQuestion } from '../../src/sheet/question.ts';

const assuming = (assumed: Record<string, number>) => ({ assumed }) as SheetQuestion;

it('checkLease() refuses an assumption out of range in the words of the core', () => {
  expect(() => checkLease(assuming({ taxPercent: 1e6 }))).toThrow('taxPercent must be between 0 and 70');
});

it('checkLease() refuses an assumption that there is not', () => {
  expect(() => checkLease(assuming({ luckPercent: 1 }))).toThrow(
    '"luckPercent", and there is no such assumption',
  );
  expect(() => checkLease(assuming({ taxPercent: 21 }))).not.toThrow();
});
