import { describe, expect, it } from 'vitest';
import { difficultyFromBits, hashprice } from '../../src/economics/index.ts';
import { reference, referenceMonths } from '../../src/market/reference.ts';
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
