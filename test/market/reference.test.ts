import { describe, expect, it } from 'vitest';
import { difficultyFromBits, hashprice } from '../../src/economics/index.ts';
import { newerFacts, reference, referenceMonths } from '../../src/market/reference.ts';
import { refuseChain, refuseFees, refusePrice } from '../../src/market/truth/plausible.ts';

describe('reference', () => {
  it('passes the checks that sources have to pass', () => {
    expect(refusePrice(reference.priceUsd)).toBeUndefined();
    expect(refuseFees(reference.fees)).toBeUndefined();
    expect(refuseChain(reference.chain, { now: reference.observedAt })).toBeUndefined();
  });

  it('has the difficulty of its compact bits', () => {
    expect(reference.chain.difficulty).toBeCloseTo(difficultyFromBits({ bits: 0x1701fca1 }), 1);
  });
});

describe('newerFacts', () => {
  it('are newer than the reference, which stays the day of which all is known', () => {
    expect(new Date(reference.observedAt).toISOString().slice(0, 10)).toBe('2026-01-31');
    for (const { observedAt } of newerFacts) expect(observedAt).toBeGreaterThan(reference.observedAt);
  });

  it('have the difficulty that the published retarget leaves', () => {
    const [difficulty] = newerFacts.filter(({ what }) => what === 'difficulty');
    // +7.15 % on the 124,932,866,006,548.16 of block 953,568.
    expect(difficulty!.value / 124_932_866_006_548.16).toBeCloseTo(1.0715, 4);
  });
});

describe('referenceMonths', () => {
  it.each(referenceMonths)('$month has the hashprice of its means', (month) => {
    const paid = hashprice({ ...month, subsidyBtc: 3.125 });
    // Means of products against products of means: they differ by the moves within the month.
    expect(paid.btcPerPhDay / month.hashpriceBtcPerPhDay).toBeCloseTo(1, 2);
    expect(paid.usdPerPhDay / month.hashpriceUsdPerPhDay).toBeCloseTo(1, 2);
  });

  it('are in order', () => {
    const months = referenceMonths.map(({ month }) => month);
    expect(months).toEqual(months.toSorted());
  });
});
