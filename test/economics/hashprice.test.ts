import { describe, expect, test } from 'vitest';
import {
  hashprice,
  networkHashrateFromDifficulty,
  networkHashrateFromWork,
  OutOfRangeError,
  revenueUsdPerMwh,
} from '../../src/economics/index.ts';

const market = { subsidyBtc: 3.125, feesBtcPerBlock: 0.02, difficulty: 1.4e14, priceUsd: 80_000 };

describe('hashprice() against published numbers', () => {
  test('Luxor BTC hashprice of 27 October 2025 at block 921,154', () => {
    const { btcPerPhDay } = hashprice({
      subsidyBtc: 3.125,
      feesBtcPerBlock: 266_130_732 / 144 / 1e8,
      difficulty: 146_716_052_770_107.47,
      priceUsd: 114_000,
    });
    expect(Math.abs(btcPerPhDay / 0.00043101 - 1)).toBeLessThan(2e-3);
  });

  // F2Pool's table of miners, March 2020: PPS, so the subsidy of 12.5 BTC only.
  test.each([
    ['S19 Pro', 110, 0.00167102],
    ['S19', 95, 0.00144315],
    ['M30S', 88, 0.00133682],
  ])('F2Pool, BTC per day of an %s', (_model, thPerS, btcPerDay) => {
    const { btcPerPhDay } = hashprice({
      subsidyBtc: 12.5,
      feesBtcPerBlock: 0,
      difficulty: 16_552_923_967_337,
      priceUsd: 6000,
    });
    expect(Math.abs((btcPerPhDay * thPerS) / 1000 / btcPerDay - 1)).toBeLessThan(1e-5);
  });

  // Means over every block of the month, August 2025 from the 11th.
  const months = [
    { month: '2025-08', price: 114_611, difficulty: 1.2955e14, fees: 0.02261, btc: 0.00048878, usd: 56.02 },
    { month: '2025-09', price: 113_213, difficulty: 1.3775e14, fees: 0.02676, btc: 0.0004608, usd: 52.16 },
    { month: '2025-10', price: 114_117, difficulty: 1.4928e14, fees: 0.02178, btc: 0.00042426, usd: 48.41 },
    { month: '2025-11', price: 96_336, difficulty: 1.5333e14, fees: 0.02127, btc: 0.00041292, usd: 39.74 },
    { month: '2025-12', price: 88_954, difficulty: 1.4857e14, fees: 0.01919, btc: 0.00042577, usd: 37.87 },
    { month: '2026-01', price: 90_496, difficulty: 1.4547e14, fees: 0.01892, btc: 0.00043494, usd: 39.34 },
  ];
  const ofMonth = ({ price, difficulty, fees }: (typeof months)[number]) =>
    hashprice({ subsidyBtc: 3.125, feesBtcPerBlock: fees, difficulty, priceUsd: price });

  test.each(months)('the mean of $month follows from the means of its inputs', (month) => {
    expect(Math.abs(ofMonth(month).btcPerPhDay / month.btc - 1)).toBeLessThan(2e-3);
    expect(Math.abs(ofMonth(month).usdPerPhDay / month.usd - 1)).toBeLessThan(5e-3);
  });

  test('September 2025 pays 6.9 % less than August (Jefferies: more than 7 %)', () => {
    const [august, september] = months.slice(0, 2).map((month) => ofMonth(month).usdPerPhDay);
    expect(Math.abs((september! / august! - 1) * 100 + 6.9)).toBeLessThan(0.3);
  });
});

test('hashprice() says the same in every unit and splits the reward', () => {
  const price = hashprice(market);
  expect(price.usdPerPhDay).toBeCloseTo(price.btcPerPhDay * 80_000, 12);
  expect(price.usdPerEhDay).toBeCloseTo(price.usdPerPhDay * 1000, 9);
  expect(price.satsPerThDay).toBeCloseTo((price.btcPerPhDay * 1e8) / 1000, 12);
  expect(price.subsidyShare + price.feeShare).toBeCloseTo(1, 15);
  expect(price.feeShare).toBeCloseTo(0.02 / 3.145, 15);
  expect(price).toMatchObject(market);
});

test('hashprice() refuses a block that pays nothing', () => {
  expect(() => hashprice({ ...market, subsidyBtc: 0, feesBtcPerBlock: 0 })).toThrow(
    new OutOfRangeError('subsidyBtc + feesBtcPerBlock must be between 1e-8 and 1050 BTC, read 0'),
  );
  expect(hashprice({ ...market, subsidyBtc: 0 }).feeShare).toBe(1);
});

test.each([
  ['priceUsd', -5],
  ['difficulty', 0],
  ['feesBtcPerBlock', Number.NaN],
  ['subsidyBtc', 51],
])('hashprice() refuses %s of %d by name', (field, value) => {
  expect(() => hashprice({ ...market, [field]: value })).toThrow(`${field} must be between`);
});

test('revenueUsdPerMwh() of 17 J/TH at 39.53 USD/PH/day is 97 USD', () => {
  expect(Math.abs(revenueUsdPerMwh({ usdPerPhDay: 39.53, efficiencyJPerTh: 17 }) - 97)).toBeLessThan(0.3);
});

test('networkHashrateFromDifficulty() is difficulty × 2^32 / 600', () => {
  expect(networkHashrateFromDifficulty({ difficulty: 1.4547e14 })).toBeCloseTo(
    (1.4547e14 * 2 ** 32) / 600 / 1e18,
    9,
  );
  expect(networkHashrateFromDifficulty({ difficulty: 1 }) * 1e18).toBeCloseTo(7_158_278.83, 1);
});

test('networkHashrateFromWork() adds the work of blocks across a retarget', () => {
  const difficulties = [...Array(100).fill(1.4e14), ...Array(44).fill(1.5e14)];
  const expected = ((100 * 1.4e14 + 44 * 1.5e14) * 2 ** 32) / 86_400 / 1e18;
  expect(networkHashrateFromWork({ difficulties, windowSeconds: 86_400 })).toBeCloseTo(expected, 9);
});

test('networkHashrateFromWork() refuses a window without blocks or without length', () => {
  expect(() => networkHashrateFromWork({ difficulties: [], windowSeconds: 600 })).toThrow(
    'difficulties.length',
  );
  expect(() => networkHashrateFromWork({ difficulties: [1], windowSeconds: 0 })).toThrow(
    'windowSeconds must be',
  );
});
