import { describe, expect, test } from 'vitest';
import { comparePivot } from '../../../src/economics/index.ts';
import { workedCase } from './fixtures.ts';

/**
 * 100 gross MW, gross/critical 1.4, $9M per critical MW spread evenly over 18 months, then $140/kW-month for 15
 * years, 3 % escalator, 85 % NOI, 10 % discount, no debt, tax or terminal value; against mining at 13.5 J/TH,
 * hashprice flat at $40, $45/MWh, PUE 1, no fees, 198 months, 10 %. Computed by hand beforehand.
 */
describe('comparePivot() on the worked case, to the last digit', () => {
  const compared = comparePivot(workedCase());
  const millions = (usd: number) => (usd / 1e6).toFixed(2);

  test('colocation is worth $230.99M at an IRR of 15.568 %', () => {
    const value = compared.colocation.conversionValue!;
    expect(millions(value.npvUsd)).toBe('230.99');
    expect((value.irr as { irrPercent: number }).irrPercent.toFixed(3)).toBe('15.568');
    expect(millions(compared.colocation.npvUsd)).toBe('230.99');
  });

  test('mining is worth $569.20M and has no single IRR, for nothing is paid out', () => {
    expect(millions(compared.mining.npvUsd)).toBe('569.20');
    expect(compared.mining.miningValue.irr).toEqual({ none: 'no outlay' });
  });

  test('the two are equal at a rent of $197.21/kW-month', () => {
    expect(compared.breakevens.price!.toFixed(2)).toBe('197.21');
    const rentUsdPerKwMonth = compared.breakevens.price!;
    const equal = comparePivot(workedCase({ rentUsdPerKwMonth }));
    expect(equal.colocation.gainUsd / equal.mining.npvUsd).toBeCloseTo(0, 9);
  });

  test('the horizon is build and term, the first rent comes after 18 months, the best use is mining', () => {
    expect(compared.months).toBe(198);
    expect(compared.colocation.conversionValue!.firstCashMonth).toBe('2027-08');
    expect(compared.best).toEqual({ use: 'mining', convertedMw: 0, npvUsd: compared.mining.npvUsd });
  });
});
