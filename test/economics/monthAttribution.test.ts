import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeMonth, hashprice, type MonthMeans, naiveChangePercent } from '../../src/economics/index.ts';

/** Means over every block of the month; August 2025 from the 11th. */
const august: MonthMeans = {
  priceUsd: 114_611,
  difficulty: 1.2955e14,
  feesBtcPerBlock: 0.02261,
  subsidyBtc: 3.125,
  hashpriceUsdPerPhDay: 56.02,
};
const september: MonthMeans = {
  priceUsd: 113_213,
  difficulty: 1.3775e14,
  feesBtcPerBlock: 0.02676,
  subsidyBtc: 3.125,
  hashpriceUsdPerPhDay: 52.16,
};

const partsOf = (change: ReturnType<typeof attributeMonth>) =>
  change.priceLogPercent +
  change.difficultyLogPercent +
  change.feesLogPercent +
  change.subsidyLogPercent +
  change.withinMonthMixLogPercent;

describe('attributeMonth()', () => {
  test('September 2025 against August: −6.9 %, of which difficulty −6.1 and price −1.2 log percent', () => {
    const change = attributeMonth({ before: august, after: september });
    expect(Math.abs(change.hashpriceChangePercent + 6.9)).toBeLessThan(0.3);
    expect(change.hashpriceChangePercent).toBeCloseTo(-6.89, 2);
    expect(change.difficultyLogPercent).toBeCloseTo(-6.14, 2);
    expect(change.priceLogPercent).toBeCloseTo(-1.23, 2);
    expect(change.subsidyLogPercent).toBe(0);
    expect(Math.abs(change.withinMonthMixLogPercent)).toBeLessThan(0.2);
  });

  const months = fc
    .record({
      priceUsd: fc.double({ min: 1e3, max: 1e6, noNaN: true }),
      difficulty: fc.double({ min: 1e12, max: 1e15, noNaN: true }),
      feesBtcPerBlock: fc.double({ min: 0, max: 5, noNaN: true }),
      subsidyBtc: fc.constantFrom(6.25, 3.125, 1.5625),
      mix: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
    })
    .map(({ mix, ...means }) => ({ means, mix, usd: hashprice(means).usdPerPhDay }));

  test('the parts add up exactly, and the mix is what the means leave unexplained', () => {
    fc.assert(
      fc.property(months, months, (one, other) => {
        const at = ({ means, usd, mix }: typeof one) => ({ ...means, hashpriceUsdPerPhDay: usd * mix });
        const change = attributeMonth({ before: at(one), after: at(other) });
        expect(partsOf(change)).toBeCloseTo(change.totalLogPercent, 9);
        const ratio = (other.usd * other.mix) / (one.usd * one.mix);
        expect(Math.exp(change.totalLogPercent / 100) / ratio).toBeCloseTo(1, 10);
        expect(change.withinMonthMixLogPercent).toBeCloseTo(100 * Math.log(other.mix / one.mix), 7);
      }),
    );
  });

  test('a halving shows as subsidy, and fees that stay as nothing', () => {
    const before = { ...august, feesBtcPerBlock: 0 };
    const after = { ...before, subsidyBtc: 1.5625, hashpriceUsdPerPhDay: 28.01 };
    const change = attributeMonth({ before, after });
    expect(change.subsidyLogPercent).toBeCloseTo(100 * Math.log(0.5), 9);
    expect(change.feesLogPercent).toBe(0);
  });

  test('refuses means that are no means', () => {
    expect(() => attributeMonth({ before: august, after: { ...september, difficulty: 0 } })).toThrow(
      /difficulty must be between/,
    );
  });
});

describe('naiveChangePercent()', () => {
  test('the quoted price −2 % and hashrate +9 % give −10.1 %, which is not what miners lost', () => {
    const naive = naiveChangePercent({ priceChangePercent: -2, hashrateChangePercent: 9 });
    expect(naive).toBeCloseTo(-10.09, 2);
    expect(
      attributeMonth({ before: august, after: september }).hashpriceChangePercent - naive,
    ).toBeGreaterThan(3);
  });
});
