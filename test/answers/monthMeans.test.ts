import { describe, expect, it } from 'vitest';
import { knownMonths } from '../../src/answers/market/monthMeans.ts';
import { hashprice } from '../../src/economics/index.ts';
import type { DailyRow } from '../../src/market/contract.ts';
import { reference } from '../../src/market/reference.ts';

describe('knownMonths()', () => {
  const now = Date.parse('2026-06-01T12:00:00Z');
  const day = (date: string, feesBtcPerBlock: number): DailyRow => {
    const means = { subsidyBtc: 3.125, feesBtcPerBlock, difficulty: 1.4e14, priceUsd: 80_000 };
    const { btcPerPhDay, usdPerPhDay } = hashprice(means);
    return {
      day: date,
      priceUsd: 80_000,
      difficulty: 1.4e14,
      feesBtcPerBlock,
      hashpriceBtcPerPhDay: btcPerPhDay,
      hashpriceUsdPerPhDay: usdPerPhDay,
      source: 'mempool.space',
      observedAt: now,
    };
  };
  const days = (month: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      day(`${month}-${String(index + 1).padStart(2, '0')}`, index / 100),
    );

  it('makes means of a whole month of history, the subsidy among them', () => {
    const found = knownMonths({ history: days('2026-04', 30), now }).find(
      ({ month }) => month === '2026-04',
    )!;
    expect(found.partial).toBeUndefined();
    expect(found.means.feesBtcPerBlock).toBeCloseTo(0.145, 12);
    expect(found.means.subsidyBtc).toBeCloseTo(3.125, 9);
  });

  it('is as old as what it rests on: built-in months as of when they were computed, history as of its last day', () => {
    const known = knownMonths({ history: days('2026-04', 30), now });
    const of = (month: string) => known.find((one) => one.month === month);
    expect(of('2026-01')).toMatchObject({ state: 'reference', observedAt: reference.observedAt });
    expect(of('2026-04')).toMatchObject({ state: 'confirmed', observedAt: Date.parse('2026-05-01') });
  });

  it('names a month that is not whole, leaves out one of a few days, keeps the reference over a part', () => {
    const history = [...days('2026-01', 15), ...days('2026-04', 20), ...days('2026-05', 3)];
    const known = knownMonths({ history, now });
    const of = (month: string) => known.find((one) => one.month === month);
    expect(of('2026-04')?.partial).toBe('20 of 30 days');
    expect(of('2026-05')).toBeUndefined();
    expect(of('2026-01')?.source).toContain('reference');
    expect(of('2025-08')?.partial).toBe('from the 11th');
  });
});
