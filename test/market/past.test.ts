import { describe, expect, it } from 'vitest';
import { deals, difficultyFromBits } from '../../src/economics/index.ts';
import { marketOn } from '../../src/market/past/marketOn.ts';
import { periods } from '../../src/market/past/periods.ts';
import { difficultyPeriods } from '../vectors/difficultyPeriods.ts';
import { periodStarts } from '../vectors/periodStarts.ts';

describe('the periods', () => {
  it('begin when the blocks of the chain say, one after the other', () => {
    const starts = new Map(periodStarts.map(({ height, timeSeconds }) => [height, timeSeconds]));
    for (const [index, [height, , startSeconds]] of periods.entries()) {
      expect(height).toBe(844_704 + index * 2016);
      expect([height, startSeconds]).toEqual([height, starts.get(height)]);
    }
  });

  it('have the difficulties that are known from elsewhere', () => {
    const known = difficultyPeriods.filter(({ height }) => periods.some(([own]) => own === height));
    expect(known.length).toBeGreaterThan(3);
    for (const { height, difficulty } of known) {
      const [, bits] = periods.find(([own]) => own === height)!;
      expect(difficultyFromBits({ bits }) / difficulty).toBeCloseTo(1, 12);
    }
  });

  it('take about as long as their difficulties say', () => {
    for (const [index, [, bits, from]] of periods.entries()) {
      const next = periods[index + 1];
      if (next === undefined) break;
      const ratio = difficultyFromBits({ bits: next[1] }) / difficultyFromBits({ bits });
      expect(((next[2] - from) * ratio) / 1_209_600).toBeCloseTo(1, 2);
    }
  });
});

describe('marketOn()', () => {
  // Difficulty in trillions, as printed.
  it.each([
    ['2024-06-03', 84.38],
    ['2024-10-22', 95.67],
    ['2025-08-14', 129.44],
    ['2025-09-25', 142.34],
    ['2025-10-28', 146.72],
    ['2025-11-03', 155.97],
    ['2025-11-20', 152.27],
    ['2025-12-17', 148.2],
    ['2026-01-16', 146.47],
    ['2026-04-25', 135.59],
    ['2026-06-14', 124.93],
  ])('of %s has the difficulty that was printed, %d T', (day, printed) => {
    expect(marketOn({ day })!.difficulty / 1e12).toBeCloseTo(printed, 2);
  });

  it('takes a price printed on the day, or on the day after with its own date', () => {
    expect(marketOn({ day: '2025-08-18' })!.priceUsd).toMatchObject({
      value: 115_451.51,
      date: '2025-08-18',
    });
    expect(marketOn({ day: '2025-08-14' })!.priceUsd).toMatchObject({ value: 118_963, date: '2025-08-15' });
  });

  it('takes the mean of the month where nobody printed a price, and says that it is one', () => {
    const { priceUsd, feesBtcPerBlock } = marketOn({ day: '2025-11-03' })!;
    expect(priceUsd).toMatchObject({
      value: 96_336,
      date: '2025-11',
      source: expect.stringContaining('mean'),
    });
    expect(feesBtcPerBlock).toMatchObject({ value: 0.02127, assumed: false });
  });

  it('knows no price where none was printed, and no fees but assumed ones', () => {
    const { priceUsd, feesBtcPerBlock } = marketOn({ day: '2026-05-07' })!;
    expect(priceUsd).toBeUndefined();
    expect(feesBtcPerBlock.assumed).toBe(true);
    expect(feesBtcPerBlock.value).toBeCloseTo(
      (0.02261 + 0.02676 + 0.02178 + 0.02127 + 0.01919 + 0.01892) / 6,
      9,
    );
  });

  it.each([['2024-05-22'], ['2026-06-26'], ['2026-03'], ['yesterday']])('has none of %s', (day) => {
    expect(marketOn({ day })).toBeUndefined();
  });

  it('has one of every day on which a lease was signed', () => {
    const signed = deals.filter(({ status }) => status === 'signed');
    expect(signed.filter(({ date }) => marketOn({ day: date }) === undefined)).toEqual([]);
  });
});
