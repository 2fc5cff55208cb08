import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bitsFromTarget,
  difficultyFromBits,
  difficultyFromTarget,
  retarget,
  targetFromBits,
  targetFromDifficulty,
} from '../../src/economics/index.ts';
import { difficultyPeriods } from '../vectors/difficultyPeriods.ts';
import { retargets } from '../vectors/retargets.ts';

const MAX_TARGET = 0xffffn << 208n;
const target = fc.bigInt({ min: 1n, max: MAX_TARGET });

/** The compact form as Bitcoin Core writes it, over hex text instead of shifts. */
function slowBits(value: bigint): number {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) >= 0x80) hex = `00${hex}`;
  const mantissa = hex.padEnd(6, '0').slice(0, 6);
  return Number.parseInt((hex.length / 2).toString(16).padStart(2, '0') + mantissa, 16);
}

describe('retarget()', () => {
  test.each(retargets)('gives the bits of block $height', (period) => {
    const { bitsBefore: bits, firstBlockTimeSeconds, lastBlockTimeSeconds, changePercent } = period;
    const next = retarget({ bits, firstBlockTimeSeconds, lastBlockTimeSeconds });
    expect(next.bits).toBe(period.bitsAfter);
    expect(next.spanSeconds).toBe(period.spanSeconds);
    expect(next.clamped).toBe(false);
    expect(Math.abs(next.changePercent - changePercent)).toBeLessThan(1e-6);
  });

  test('takes a span beyond a quarter or four times two weeks as that limit', () => {
    const at = (spanSeconds: number) =>
      retarget({
        bits: 0x1701e2a0,
        firstBlockTimeSeconds: 1_700_000_000,
        lastBlockTimeSeconds: 1_700_000_000 + spanSeconds,
      });
    expect(at(302_399)).toMatchObject({ bits: at(302_400).bits, clamped: true, spanSeconds: 302_399 });
    expect(at(302_400).clamped).toBe(false);
    expect(at(4_838_401)).toMatchObject({ bits: at(4_838_400).bits, clamped: true });
    expect(at(-5000).bits).toBe(at(302_400).bits);
    expect(at(302_400).changePercent).toBeCloseTo(300, 2);
    expect(at(4_838_400).changePercent).toBeCloseTo(-75, 2);
  });

  test('never goes below difficulty 1', () => {
    const next = retarget({ bits: 0x1d00ffff, firstBlockTimeSeconds: 0, lastBlockTimeSeconds: 4_838_400 });
    expect(next).toMatchObject({ bits: 0x1d00ffff, changePercent: 0 });
  });
});

describe('difficultyFromBits()', () => {
  test.each(difficultyPeriods)('gives difficulty and change at block $height', (period) => {
    const difficulty = difficultyFromBits({ bits: period.bits });
    const changePercent = (difficulty / difficultyFromBits({ bits: period.bitsBefore }) - 1) * 100;
    expect(Math.abs(difficulty / period.difficulty - 1)).toBeLessThan(1e-12);
    expect(Math.abs(changePercent - period.changePercent)).toBeLessThan(1e-6);
  });

  test.each([0x1d01ffff, 0x1701e2a0 + 0x00800000, 0, 0x17000000, 0x01000000, 0xffffffff])(
    'refuses bits %d, which stands for no target of the main chain',
    (bits) => {
      expect(() => difficultyFromBits({ bits })).toThrow(RangeError);
      expect(() => difficultyFromBits({ bits })).toThrow(`read 0x${bits.toString(16).padStart(8, '0')}`);
    },
  );
});

describe('compact bits', () => {
  test('bitsFromTarget() agrees with the slow, obvious form', () => {
    fc.assert(
      fc.property(target, (value) => {
        expect(bitsFromTarget({ target: value })).toBe(slowBits(value));
      }),
    );
    for (let bit = 0n; bit < 224n; bit++)
      expect(bitsFromTarget({ target: 1n << bit })).toBe(slowBits(1n << bit));
  });

  test('bits come back from their target, and a target loses less than a part in 2^15', () => {
    fc.assert(
      fc.property(target, (value) => {
        const bits = bitsFromTarget({ target: value });
        const kept = targetFromBits({ bits });
        expect(bitsFromTarget({ target: kept })).toBe(bits);
        expect(kept <= value && (value - kept) << 15n <= value).toBe(true);
      }),
    );
  });

  test('every period of the vectors survives the round trip', () => {
    for (const { bits } of difficultyPeriods)
      expect(bitsFromTarget({ target: targetFromBits({ bits }) })).toBe(bits);
  });
});

test('targetFromDifficulty() gives back the difficulty to the precision of a double', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e30, noNaN: true }), (difficulty) => {
      const back = difficultyFromTarget({ target: targetFromDifficulty({ difficulty }) });
      expect(Math.abs(back / difficulty - 1)).toBeLessThan(1e-15);
    }),
  );
  expect(targetFromDifficulty({ difficulty: 1 })).toBe(MAX_TARGET);
});

test('targets of 0, below 0 and above difficulty 1 are refused', () => {
  for (const value of [0n, -1n, MAX_TARGET + 1n]) {
    expect(() => difficultyFromTarget({ target: value })).toThrow(
      `target must be between 1 and 0xffff·2^208, read ${value}`,
    );
    expect(() => bitsFromTarget({ target: value })).toThrow(RangeError);
  }
});
