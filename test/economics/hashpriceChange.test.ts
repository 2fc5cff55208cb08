import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashprice, type MarketInputs } from '../../src/economics/hashprice.ts';
import { attributeHashpriceChange, type HashpriceParts } from '../../src/economics/hashpriceChange.ts';

const market: MarketInputs = {
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0.05,
  difficulty: 1.4e14,
  priceUsd: 90_000,
};
const changeTo = (changes: Partial<MarketInputs>) =>
  attributeHashpriceChange({ before: hashprice(market), after: hashprice({ ...market, ...changes }) });

describe('attributeHashpriceChange()', () => {
  it('gives all of a change to the only part that moved', () => {
    expect(changeTo({ priceUsd: 81_000 }).fromPricePercent).toBeCloseTo(-10, 9);
    expect(changeTo({ difficulty: 1.4e14 * 1.25 }).fromDifficultyPercent).toBeCloseTo(-20, 9);
    expect(changeTo({ subsidyBtc: 1.5625, feesBtcPerBlock: 0.025 }).fromRewardPercent).toBeCloseTo(-50, 9);
  });

  it('gives equal and opposite parts to what cancels out', () => {
    const change = changeTo({ priceUsd: 99_000, difficulty: 1.4e14 * 1.1 });
    expect(change.percent).toBeCloseTo(0, 9);
    expect(change.fromPricePercent).toBeCloseTo(100 * Math.log(1.1), 6);
    expect(change.fromDifficultyPercent).toBeCloseTo(-100 * Math.log(1.1), 6);
  });

  it('leaves nothing over, and gives each part the sign of what it did', () => {
    const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const parts = fc.record({
      priceUsd: positive(1e3, 1e6),
      difficulty: positive(1e10, 1e16),
      feesBtcPerBlock: positive(0, 5),
    });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const [before, after] = [hashprice({ ...market, ...one }), hashprice({ ...market, ...other })];
        const change = attributeHashpriceChange({ before, after });
        const sum = change.fromPricePercent + change.fromDifficultyPercent + change.fromRewardPercent;
        const size = Math.abs(change.fromPricePercent) + Math.abs(change.fromDifficultyPercent) + 1;
        expect(Math.abs(sum - change.percent)).toBeLessThan(1e-9 * size);
        expect(Math.sign(change.fromPricePercent)).toBe(Math.sign(after.priceUsd - before.priceUsd));
        expect(Math.sign(change.fromDifficultyPercent)).toBe(
          Math.sign(before.difficulty - after.difficulty) + 0,
        );
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a price of %s', (priceUsd) => {
    const before: HashpriceParts = hashprice(market);
    expect(() => attributeHashpriceChange({ before, after: { ...before, priceUsd } })).toThrow(/priceUsd/);
  });
});
