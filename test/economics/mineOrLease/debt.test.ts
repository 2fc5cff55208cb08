import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjustedPresentValueUsd,
  comparePivot,
  type FinancedAsset,
  irr,
  type LenderTerms,
  npv,
  projectDebt,
} from '../../../src/economics/index.ts';
import { caseOf } from './fixtures.ts';

const MONTHS = 240;
const terms: LenderTerms = {
  ratePercent: 8,
  loanToCostPercent: 80,
  tenorMonths: 168,
  minimumDscr: 1.3,
  upfrontFeePercent: 2,
  reserveMonths: 6,
};

/** $100M over 18 months, then the same cash every month of a lease of 15 years. */
function building(cashUsd: number, changes: Partial<FinancedAsset> = {}): FinancedAsset {
  return {
    name: 'building',
    capexUsd: Float64Array.from({ length: MONTHS }, (_, month) => (month < 18 ? 1e8 / 18 : 0)),
    availableUsd: Float64Array.from({ length: MONTHS }, (_, month) => (month >= 18 ? cashUsd : 0)),
    repaidFrom: 18,
    lifeMonths: 240,
    leaseMonths: 180,
    ...changes,
  };
}

const debtOn = (asset: FinancedAsset, other: Partial<LenderTerms> = {}) =>
  projectDebt({ assets: [asset], terms: { ...terms, ...other } });

/** The same loan the long way: guess the debt, draw, see what is owed, and guess again; the share is tried in steps. */
function slowDebtUsd(asset: FinancedAsset, asked: LenderTerms): number {
  const tenor = Math.min(asked.tenorMonths, asset.lifeMonths, asset.leaseMonths - 12);
  const rate = asked.ratePercent / 1200;
  let ofOne = 0;
  for (let month = 1; month <= tenor; month++) ofOne += (1 + rate) ** -month;
  const owed = (sharePercent: number) => {
    let debt = 0;
    for (let round = 0; round < 200; round++) {
      let balance = 0;
      for (let month = 0; month < asset.repaidFrom; month++) {
        let bill = asset.capexUsd[month]! + balance * rate;
        if (month === 0) bill += debt * (asked.upfrontFeePercent / 100);
        if (month === asset.repaidFrom - 1) bill += (asked.reserveMonths * debt) / ofOne;
        balance += (bill * sharePercent) / 100;
      }
      debt = balance;
    }
    return debt;
  };
  let least = Number.POSITIVE_INFINITY;
  for (let year = asset.repaidFrom; year < asset.repaidFrom + tenor; year += 12) {
    const months = [...asset.availableUsd.slice(year, Math.min(year + 12, asset.repaidFrom + tenor))];
    least = Math.min(least, months.reduce((sum, one) => sum + one, 0) / months.length);
  }
  return Math.min(owed(asked.loanToCostPercent), (least / asked.minimumDscr) * ofOne);
}

const anyTerms = fc.record({
  ratePercent: fc.double({ min: 0.5, max: 15, noNaN: true }),
  loanToCostPercent: fc.double({ min: 10, max: 90, noNaN: true }),
  tenorMonths: fc.integer({ min: 12, max: 200 }),
  minimumDscr: fc.double({ min: 1, max: 2.5, noNaN: true }),
  upfrontFeePercent: fc.double({ min: 0, max: 5, noNaN: true }),
  reserveMonths: fc.integer({ min: 0, max: 12 }),
});
const anyCash = fc.double({ min: 2e5, max: 3e6, noNaN: true });

describe('projectDebt()', () => {
  test('lends the loan to cost where cash covers it, fee, interest and reserve among the costs', () => {
    const debt = debtOn(building(2e6));
    const { sources, uses } = debt.sourcesAndUses;
    const cost = Object.values(uses).reduce((sum, one) => sum + one, 0);
    expect(uses.capexUsd).toBeCloseTo(1e8, 2);
    expect(sources.debtUsd / cost).toBeCloseTo(0.8, 9);
    expect(uses.upfrontFeeUsd / sources.debtUsd).toBeCloseTo(0.02, 9);
    expect(uses.debtReserveUsd).toBeCloseTo(6 * debt.serviceUsd[18]!, 2);
    expect(debt.failedTests).toEqual([]);
  });

  test('lends what cash covers where that is less, and says by how much cover fails', () => {
    const debt = debtOn(building(8e5));
    expect(debt.minimumDscr).toBeCloseTo(1.3, 6);
    const [failed] = debt.failedTests;
    expect(failed).toMatchObject({ asset: 'building', test: 'cover', needed: 1.3 });
    expect(failed!.value).toBeLessThan(1.3);
  });

  test('asks unsigned rent for more cover, and so lends less', () => {
    const [signed, unsigned] = [1.3, 1.75].map((minimumDscr) => debtOn(building(1e6), { minimumDscr }));
    expect(unsigned!.sourcesAndUses.sources.debtUsd).toBeLessThan(signed!.sourcesAndUses.sources.debtUsd);
  });

  test('is repaid within the life of the asset and the lease less a year', () => {
    const tenor = (changes: Partial<FinancedAsset>) => debtOn(building(2e6, changes)).loans[0]!.tenorMonths;
    expect(tenor({})).toBe(168);
    expect(tenor({ leaseMonths: 120 })).toBe(108);
    expect(tenor({ lifeMonths: 60 })).toBe(60);
    const short = debtOn(building(2e6, { lifeMonths: 60 }));
    expect(short.failedTests).toContainEqual({
      asset: 'building',
      test: 'tenor',
      value: 168,
      needed: 60,
    });
  });

  test('lends nothing where the lease is shorter than the year that must be left', () => {
    const debt = debtOn(building(2e6, { leaseMonths: 12 }));
    expect(debt.sourcesAndUses.sources).toEqual({ debtUsd: 0, equityUsd: expect.closeTo(1e8, 3) });
    expect(debt).toMatchObject({ minimumDscr: undefined, averageDscr: undefined });
    expect(debt.flowsUsd.every((usd) => usd === 0)).toBe(true);
  });

  test('holds each asset to its own tenor', () => {
    const gpus = building(4e6, { name: 'GPUs', lifeMonths: 48 });
    const { loans } = projectDebt({ assets: [building(2e6), gpus], terms });
    expect(loans.map(({ tenorMonths }) => tenorMonths)).toEqual([168, 48]);
  });

  test('is as large as the long way round finds it', () => {
    fc.assert(
      fc.property(anyTerms, anyCash, (asked, cash) => {
        const asset = building(cash);
        const { debtUsd } = debtOn(asset, asked).sourcesAndUses.sources;
        expect(debtUsd / slowDebtUsd(asset, asked)).toBeCloseTo(1, 8);
      }),
      { numRuns: 60 },
    );
  });

  test('balances, is repaid to the cent, and keeps every test of the lender', () => {
    fc.assert(
      fc.property(anyTerms, anyCash, (asked, cash) => {
        const debt = debtOn(building(cash), asked);
        const { sources, uses } = debt.sourcesAndUses;
        const [loan] = debt.loans;
        const sum = (usd: Iterable<number>) => [...usd].reduce((a, b) => a + b, 0);
        expect(sum(loan!.drawnUsd) / sources.debtUsd).toBeCloseTo(1, 9);
        expect(sum(loan!.repaidUsd) / sources.debtUsd).toBeCloseTo(1, 9);
        expect(sum(loan!.reserveUsd)).toBeCloseTo(0, 3);
        expect((sources.debtUsd + sources.equityUsd) / sum(Object.values(uses))).toBeCloseTo(1, 9);
        expect(sources.debtUsd / sum(Object.values(uses))).toBeLessThan(asked.loanToCostPercent / 100 + 1e-9);
        expect(debt.minimumDscr!).toBeGreaterThan(asked.minimumDscr - 1e-6);
        expect(debt.averageDscr!).toBeGreaterThan(debt.minimumDscr! - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('costs what its rate says where it has neither fee nor reserve', () => {
    const { flowsUsd } = debtOn(building(2e6), { upfrontFeePercent: 0, reserveMonths: 0 });
    const lent = irr({ flowsUsd: flowsUsd.map((usd) => -usd) });
    expect(lent).toEqual({ irrPercent: expect.closeTo(((1 + 0.08 / 12) ** 12 - 1) * 100, 8) });
  });
});

describe('adjustedPresentValueUsd()', () => {
  const debt = debtOn(building(2e6));
  const profitUsd = Float64Array.from({ length: MONTHS }, (_, month) => (month >= 18 ? 1.5e6 : 0));

  test('is the value without debt where there is no tax', () => {
    const asked = { npvUsd: 12e6, profitUsd, debt, taxPercent: 0, ratePercent: 8 };
    expect(adjustedPresentValueUsd(asked)).toBe(12e6);
  });

  test('adds the tax that interest and fee save, at the rate of the loan', () => {
    const asked = { npvUsd: 12e6, profitUsd, debt, taxPercent: 21, ratePercent: 8 };
    const added = adjustedPresentValueUsd(asked) - 12e6;
    const most = npv({ flowsUsd: debt.deductibleUsd, discountPercent: 8 }) * 0.21;
    expect(added).toBeGreaterThan(0);
    // Interest of the months before any profit is carried forward, and so saves a little later.
    expect(added).toBeLessThan(most);
    expect(added / most).toBeGreaterThan(0.8);
  });
});

describe('a use with the debt that a lender gives it', () => {
  const of = (use: 'colocation' | 'gpuCloud', overrides = {}) =>
    comparePivot(caseOf({}, overrides))[use].conversionValue!;

  test('repays GPUs within their contract, not over fifteen years', () => {
    const { debt } = of('gpuCloud');
    expect(debt!.loans.map(({ asset }) => asset)).toEqual(['building', 'GPUs']);
    for (const { tenorMonths } of debt!.loans) expect(tenorMonths).toBeLessThanOrEqual(48);
    expect(debt!.failedTests.map(({ test: failed }) => failed)).toContain('tenor');
  });

  test('is covered in every loan year as unsigned rent has to be', () => {
    for (const use of ['colocation', 'gpuCloud'] as const) {
      const { debt } = of(use);
      if (debt!.minimumDscr !== undefined) expect(debt!.minimumDscr).toBeGreaterThan(1.75 - 1e-6);
    }
  });

  test('has equity flows that are those of the project and the loans', () => {
    const { flowsUsd, equityFlowsUsd, debt } = of('colocation');
    for (const [month, usd] of equityFlowsUsd.entries())
      expect(usd).toBeCloseTo(flowsUsd[month]! + debt!.flowsUsd[month]!, 3);
  });

  test('has no debt where it mines', () => {
    expect(comparePivot(caseOf()).mining.miningValue.debt).toBeUndefined();
  });

  test('is worth more to its owner with tax by less than the tax itself', () => {
    const { npvUsd, equityNpvUsd } = of('colocation', { taxPercent: 21 });
    expect(equityNpvUsd).toBeGreaterThan(npvUsd);
    expect(equityNpvUsd - npvUsd).toBeLessThan(0.21 * of('colocation').debt!.sourcesAndUses.sources.debtUsd);
  });
});
