import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePivot } from '../../../src/economics/index.ts';
import { anyCase, caseOf } from './fixtures.ts';

const SCALE_USD = 1e8;
const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected) / (Math.abs(expected) + SCALE_USD)).toBeLessThan(1e-9);

describe('a plan by use and year', () => {
  const total = (values: Iterable<number>) => [...values].reduce((sum, usd) => sum + usd, 0);

  test('adds up to the NPV of each plan, and each year to its cash, with tax, forwards and debt', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(0, 21), (asked, taxPercent) => {
        const forward = { path: 'forward' as const, forwards: [{ month: '2027-06', usdPerPhDay: 42 }] };
        for (const choices of [{}, forward]) {
          const assumptions = { ...asked.assumptions, taxPercent };
          const compared = comparePivot({ ...asked, ...choices, assumptions });
          const plans = [
            { npvUsd: compared.mining.npvUsd, years: compared.miningYears },
            compared.colocation,
            compared.gpuCloud,
          ];
          for (const { npvUsd, years } of plans) {
            near(total(years.map(({ presentUsd }) => presentUsd)), npvUsd);
            for (const year of years) {
              near(year.cashUsd, year.noiUsd - year.capexUsd + year.proceedsUsd - year.taxUsd);
              near(year.equityCashUsd, year.cashUsd + year.debtNetUsd);
            }
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  test('has the debt of the conversion, year by year, and none of mining', () => {
    const { colocation, miningYears } = comparePivot(caseOf());
    const { debt, equityFlowsUsd } = colocation.conversionValue!;
    const leased = colocation.years.filter(({ use }) => use === 'colocation');
    for (const { year, debtServiceUsd, equityCashUsd } of leased) {
      near(debtServiceUsd, total(debt!.serviceUsd.subarray(year * 12 - 12, year * 12)));
      near(equityCashUsd, total(equityFlowsUsd.subarray(year * 12 - 12, year * 12)));
    }
    const mined = [...miningYears, ...colocation.years.filter(({ use }) => use === 'mining')];
    for (const { debtServiceUsd, debtNetUsd } of mined) expect([debtServiceUsd, debtNetUsd]).toEqual([0, 0]);
  });

  test('with tax the owner saves on interest what the profit of the whole site bears', () => {
    const { colocation } = comparePivot(caseOf({}, { taxPercent: 21 }));
    const { debt, equityNpvUsd, npvUsd } = colocation.conversionValue!;
    const saved = total(colocation.years.map(({ debtNetUsd }) => debtNetUsd)) - total(debt!.flowsUsd);
    const all = 0.21 * total(debt!.deductibleUsd);
    expect(equityNpvUsd).toBeGreaterThan(npvUsd);
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(all + 1);
  });
});
