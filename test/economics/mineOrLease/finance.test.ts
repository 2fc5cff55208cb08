import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mirrPercent } from '../../../src/economics/finance/irr.ts';
import {
  annuityFactor,
  averageRentFactor,
  firstYearRentUsd,
  irr,
  npv,
  paybackMonth,
  peakOutlayUsd,
  returnRate,
} from '../../../src/economics/index.ts';

const level = (usd: number, months: number) => Array.from({ length: months }, () => usd);
const monthly = (discountPercent: number) => (1 + discountPercent / 100) ** (1 / 12) - 1;
const anyRate = fc.double({ min: 0.5, max: 60, noNaN: true });

describe('npv() against closed forms', () => {
  test('an annuity is worth payment × (1 − v^n) ÷ i', () => {
    fc.assert(
      fc.property(anyRate, fc.integer({ min: 1, max: 600 }), (discountPercent, months) => {
        const i = monthly(discountPercent);
        const closed = (1000 * (1 - (1 + i) ** -months)) / i;
        expect(npv({ flowsUsd: level(1000, months), discountPercent }) / closed).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a growing annuity is worth payment ÷ (i − g) × (1 − ((1 + g) ÷ (1 + i))^n)', () => {
    const [i, g] = [monthly(10), monthly(3)];
    const flowsUsd = level(0, 180).map((_, month) => 5 * (1 + g) ** month);
    const closed = (5 / (i - g)) * (1 - ((1 + g) / (1 + i)) ** 180);
    expect(npv({ flowsUsd, discountPercent: 10 })).toBeCloseTo(closed, 9);
  });

  test('a hundred years of payments come close to the perpetuity payment ÷ i', () => {
    expect(npv({ flowsUsd: level(1, 1200), discountPercent: 30 })).toBeCloseTo(1 / monthly(30), 8);
  });

  test('one payment at the end of each year is the yearly formula', () => {
    const flowsUsd = level(0, 60).map((_, month) => (month % 12 === 11 ? 100 : 0));
    const yearly = [1, 2, 3, 4, 5].reduce((sum, year) => sum + 100 / 1.08 ** year, 0);
    expect(npv({ flowsUsd, discountPercent: 8 })).toBeCloseTo(yearly, 9);
  });

  test('at a rate of 0 it is the sum, and it adds up over flows', () => {
    expect(npv({ flowsUsd: [-5, 2, 2, 2], discountPercent: 0 })).toBe(1);
    const [a, b] = [level(3, 24), level(-7, 24)];
    const together = npv({ flowsUsd: a.map((usd, month) => usd + b[month]!), discountPercent: 9 });
    const apart = npv({ flowsUsd: a, discountPercent: 9 }) + npv({ flowsUsd: b, discountPercent: 9 });
    expect(together).toBeCloseTo(apart, 10);
  });

  test('refuses flows that are not numbers and rates beyond its range', () => {
    expect(() => npv({ flowsUsd: [1, Number.NaN], discountPercent: 9 })).toThrow(RangeError);
    expect(() => npv({ flowsUsd: [], discountPercent: 9 })).toThrow(/flowsUsd.length must be between 1/);
    expect(() => npv({ flowsUsd: [1], discountPercent: -100 })).toThrow(/discountPercent must be between/);
  });
});

describe('irr()', () => {
  test('finds the rate of a loan: level payments that repay 100 at 7 % a year', () => {
    const i = monthly(7);
    const payment = 100 / ((1 - (1 + i) ** -60) / i);
    const found = irr({ flowsUsd: [-100 * (1 + i), ...level(payment, 60).map((usd) => usd * (1 + i))] });
    expect(found).toEqual({ irrPercent: expect.closeTo(7, 9) });
  });

  test('is where npv() is 0, for outlays that no library is asked to swallow', () => {
    const outlay = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
    const income = fc.array(fc.double({ min: 1, max: 1e8, noNaN: true }), { minLength: 12, maxLength: 400 });
    fc.assert(
      fc.property(outlay, income, (paid, received) => {
        const flowsUsd = [...paid.map((usd) => -usd), ...received];
        const found = irr({ flowsUsd });
        if ('none' in found) return;
        const scale = paid.reduce((sum, usd) => sum + usd, 0);
        if (found.irrPercent < -80 || found.irrPercent > 900) return;
        expect(Math.abs(npv({ flowsUsd, discountPercent: found.irrPercent })) / scale).toBeLessThan(1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test('18 months of building and 180 of rent have one', () => {
    const flowsUsd = [...level(-10, 18), ...level(2, 180)];
    const { irrPercent } = irr({ flowsUsd }) as { irrPercent: number };
    expect(irrPercent).toBeGreaterThan(9);
    expect(npv({ flowsUsd, discountPercent: irrPercent })).toBeCloseTo(0, 9);
  });

  test.each([
    ['no outlay', [0, 5, 5]],
    ['no income', [-5, 0, -5]],
    ['several sign changes', [-5, 20, -16, 3]],
    ['income before outlay', [5, 0, -4]],
    ['outside −99…10,000 %', [-1, 1e9]],
  ])('says %s instead of Infinity or NaN', (none, flowsUsd) => {
    expect(irr({ flowsUsd })).toEqual({ none });
  });
});

describe('returnRate()', () => {
  test('a bill late in a project leaves its one rate above 0', () => {
    const flowsUsd = [...level(-10, 18), ...level(2, 180), -3, ...level(1, 60)];
    const { irrPercent } = returnRate({ flowsUsd, discountPercent: 10 }) as { irrPercent: number };
    expect(npv({ flowsUsd, discountPercent: irrPercent })).toBeCloseTo(0, 9);
    // Nowhere else from 0 to 1,000 % does the value change its sign.
    for (let percent = 0; percent <= 1000; percent += 0.5)
      expect(npv({ flowsUsd, discountPercent: percent }) > 0).toBe(percent < irrPercent);
  });

  test('whose money so far changes its sign once have one rate, whatever the flows', () => {
    const flows = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(flows, (flowsUsd) => {
        const found = irr({ flowsUsd });
        if ('none' in found || found.irrPercent < 0) return;
        const at = (percent: number) => npv({ flowsUsd, discountPercent: percent });
        const scale = 1e-9 * flowsUsd.reduce((sum, usd) => sum + Math.abs(usd), 0);
        for (const percent of [0, 1, 5, 20, 80, 300, 1000]) {
          // Of flows that are almost nothing the tolerance is nothing.
          if (percent < found.irrPercent) expect(at(percent)).toBeGreaterThanOrEqual(-scale);
          else expect(at(percent)).toBeLessThanOrEqual(scale);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is the MIRR, named as such, where there are several', () => {
    // 100 now and 132 in two years, against 230 in a year: 10 % and 20 % are both rates of it.
    const flowsUsd = [-100, ...level(0, 11), 230, ...level(0, 11), -132];
    for (const discountPercent of [10, 20]) expect(npv({ flowsUsd, discountPercent })).toBeCloseTo(0, 9);
    const mirr = (230 * 1.08) / (100 + 132 / 1.08 ** 2);
    const found = returnRate({ flowsUsd, discountPercent: 8 });
    expect(found).toEqual({ mirrPercent: expect.closeTo((Math.sqrt(mirr) - 1) * 100, 9), ratePercent: 8 });
  });

  test('has the MIRR that a spreadsheet has: 12.61 % in the example of its manual', () => {
    const yearly = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000];
    const flowsUsd = yearly.flatMap((usd, year) => (year === 0 ? [usd] : [...level(0, 11), usd]));
    expect(mirrPercent({ flowsUsd, ratePercent: 12 })).toBeCloseTo(12.6094, 4);
  });
});

describe('annuityFactor(), firstYearRentUsd() and averageRentFactor()', () => {
  test('annuityFactor() is the sum of the discount factors, and the periods at a rate of 0', () => {
    const sum = level(0, 24).reduce((total, _, index) => total + 1.01 ** -(index + 1), 0);
    expect(annuityFactor({ ratePercentPerPeriod: 1, periods: 24 })).toBeCloseTo(sum, 12);
    expect(annuityFactor({ ratePercentPerPeriod: 0, periods: 24 })).toBe(24);
  });

  test('Hut 8, River Bend: $7.0B over 15 years at 3 % begin with $376.4M and end with $569.3M', () => {
    const first = firstYearRentUsd({ totalUsd: 7e9, termYears: 15, escalatorPercentPerYear: 3 });
    expect(Math.abs(first / 1e6 - 376.4)).toBeLessThan(0.1);
    expect(Math.abs((first * 1.03 ** 14) / 1e6 - 569.3)).toBeLessThan(0.1);
  });

  test('a term that ends within a year counts that part of it', () => {
    const factor = averageRentFactor({ termYears: 1.5, escalatorPercentPerYear: 10 });
    expect(factor).toBeCloseTo((1 + 1.1 * 0.5) / 1.5, 12);
  });
});

describe('paybackMonth() and peakOutlayUsd()', () => {
  test('payback is the month in which the outlay is back for good', () => {
    expect(paybackMonth({ flowsUsd: [-10, 4, 4, 4] })).toBe(4);
    expect(paybackMonth({ flowsUsd: [-10, 12, -5, 1, 4] })).toBe(5);
  });

  test('payback is undefined when nothing was paid out or it never comes back', () => {
    expect(paybackMonth({ flowsUsd: [1, 2] })).toBeUndefined();
    expect(paybackMonth({ flowsUsd: [-10, 4] })).toBeUndefined();
  });

  test('the peak outlay is the deepest point of the balance', () => {
    expect(peakOutlayUsd({ flowsUsd: [-10, -5, 8, -20, 40] })).toBe(27);
    expect(peakOutlayUsd({ flowsUsd: [3, 4] })).toBe(0);
  });
});
