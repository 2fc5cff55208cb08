import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterHalving,
  afterRetarget,
  applyScenario,
  hashprice,
  OutOfRangeError,
  siteEconomics,
  whatIf,
  withHashprice,
} from '../../src/economics/index.ts';
import { anyHashprice, market, rockdale } from './fixtures.ts';

const price = hashprice(market);

test('afterRetarget() divides hashprice by the change of difficulty', () => {
  const after = afterRetarget({ hashprice: price, changePercent: 25 });
  expect(after.usdPerPhDay).toBeCloseTo(price.usdPerPhDay / 1.25, 10);
  expect(after.difficulty).toBe(market.difficulty * 1.25);
  expect(() => afterRetarget({ hashprice: price, changePercent: 400 })).toThrow(
    'changePercent must be between',
  );
});

test('afterHalving() halves the subsidy and leaves fees, difficulty and price', () => {
  expect(afterHalving({ hashprice: price })).toEqual(hashprice({ ...market, subsidyBtc: 1.5625 }));
});

describe('withHashprice()', () => {
  test('keeps the price and implies the difficulty', () => {
    fc.assert(
      fc.property(anyHashprice, fc.double({ min: 1, max: 1000, noNaN: true }), (now, usdPerPhDay) => {
        const typed = withHashprice({ hashprice: now, usdPerPhDay });
        expect(Math.abs(typed.usdPerPhDay / usdPerPhDay - 1)).toBeLessThan(1e-12);
        expect(typed.priceUsd).toBe(now.priceUsd);
        const work = (typed.difficulty * typed.usdPerPhDay) / (now.difficulty * now.usdPerPhDay);
        expect(Math.abs(work - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  test.each([0, -20, Number.NaN])('refuses a hashprice of %d', (usdPerPhDay) => {
    expect(() => withHashprice({ hashprice: price, usdPerPhDay })).toThrow('usdPerPhDay must be between');
  });
});

describe('whatIf()', () => {
  test('overrides the site and the market, and shows before and after', () => {
    const changes = { site: { powerPriceUsdPerMwh: 60 }, market: { priceUsd: 90_000 } };
    const { before, after, site, hashprice: changed } = whatIf({ site: rockdale, market, changes });
    expect(before).toEqual(siteEconomics({ site: rockdale, hashprice: price }));
    expect(site.powerPriceUsdPerMwh).toBe(60);
    expect(changed.priceUsd).toBe(90_000);
    expect(after).toEqual(siteEconomics({ site, hashprice: changed }));
  });

  test('leaves everything as it is without changes, and what is undefined', () => {
    const changes = { site: { pue: undefined as never }, market: { priceUsd: undefined as never } };
    for (const given of [{}, changes]) {
      const { before, after } = whatIf({ site: rockdale, market, changes: given });
      expect(after).toEqual(before);
    }
  });

  test('puts a hashprice named directly after the other changes', () => {
    const changes = { market: { priceUsd: 90_000 }, hashpriceUsdPerPhDay: 30 };
    const { hashprice: changed } = applyScenario({ site: rockdale, market, changes });
    expect(changed.usdPerPhDay).toBeCloseTo(30, 12);
    expect(changed.priceUsd).toBe(90_000);
  });

  test('refuses a change out of range by name', () => {
    expect(() => whatIf({ site: rockdale, market, changes: { site: { pue: 0.5 } } })).toThrow(
      new OutOfRangeError('pue must be between 1 and 3, read 0.5'),
    );
  });
});
