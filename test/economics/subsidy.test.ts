import { expect, test } from 'vitest';
import {
  estimateHalving,
  halvingSchedule,
  nextHalving,
  subsidyBtc,
  subsidySats,
} from '../../src/economics/index.ts';

// Subsidies of the eras as block explorers list them.
test.each([
  [0, 5_000_000_000n],
  [209_999, 5_000_000_000n],
  [210_000, 2_500_000_000n],
  [840_000, 312_500_000n],
  [1_050_000, 156_250_000n],
  [2_100_000, 4_882_812n],
  [6_929_999, 1n],
  [6_930_000, 0n],
  [13_440_000, 0n],
])('subsidySats() of block %i is %i', (height, sats) => {
  expect(subsidySats({ height })).toBe(sats);
});

test('subsidyBtc() is the same in BTC', () => {
  expect(subsidyBtc({ height: 934_541 })).toBe(3.125);
});

test('halvingSchedule() adds up to the 20,999,999.9769 BTC that will ever exist', () => {
  const schedule = halvingSchedule();
  const total = schedule.reduce((sum, era) => sum + era.subsidySats * 210_000n, 0n);
  expect(total).toBe(2_099_999_997_690_000n);
  expect(schedule.at(-1)).toEqual({ height: 6_930_000, subsidySats: 0n });
});

test('nextHalving() counts from the tip', () => {
  expect(nextHalving({ height: 934_541 })).toEqual({
    height: 1_050_000,
    blocksLeft: 115_459,
    subsidyBtcBefore: 3.125,
    subsidyBtcAfter: 1.5625,
  });
  expect(nextHalving({ height: 1_049_999 }).blocksLeft).toBe(1);
  expect(nextHalving({ height: 1_050_000 }).blocksLeft).toBe(210_000);
});

test('nextHalving() refuses a chain that has none left', () => {
  expect(() => nextHalving({ height: 6_930_000 })).toThrow(
    'height must be a whole number between 0 and 6929999 blocks, read 6930000',
  );
});

const now = Date.parse('2026-01-31T23:57:31Z');

test('estimateHalving() takes the long-run spacing with a band of 80 %', () => {
  const estimate = estimateHalving({ height: 934_541, now });
  expect(estimate.time).toBe(now + 115_459 * 591_000);
  const halfMs = 1.28 * 115_459 * 591_000 * (estimate.standardErrorPercent / 100);
  expect(estimate.time - estimate.earliestTime).toBeCloseTo(halfMs, 0);
  expect(estimate.latestTime - estimate.time).toBeCloseTo(halfMs, 0);
  expect(estimate).toMatchObject({ height: 1_050_000, blocksLeft: 115_459, subsidyBtcAfter: 1.5625 });
  expect(new Date(estimate.time).toISOString().slice(0, 7)).toBe('2028-03');
});

test('estimateHalving() takes the current pace to the end of the period only', () => {
  const given = { height: 934_541, now, longRunSecondsPerBlock: 590.3, currentSecondsPerBlock: 700 };
  const blocksToRetarget = 935_424 - 934_541;
  const seconds = blocksToRetarget * 700 + (115_459 - blocksToRetarget) * 590.3;
  expect(estimateHalving(given).daysLeft).toBeCloseTo(seconds / 86_400, 9);
});

test('estimateHalving() stops at the halving when it comes before the next retarget', () => {
  const estimate = estimateHalving({ height: 1_049_990, now, currentSecondsPerBlock: 500 });
  expect(estimate.time).toBe(now + 10 * 500_000);
});

test('estimateHalving() holds the halving of April 2024 within its band two years before', () => {
  // Header times of blocks 731,808 (2022-04-14T08:45:39Z) and 840,000 (2024-04-20T00:09:27Z).
  const estimate = estimateHalving({ height: 731_808, now: 1_649_925_939_000 });
  const halved = 1_713_571_767_000;
  expect(estimate.earliestTime).toBeLessThan(halved);
  expect(estimate.latestTime).toBeGreaterThan(halved);
});

test('estimateHalving() has no band that begins in the past', () => {
  const estimate = estimateHalving({ height: 1_049_999, now });
  expect(estimate.earliestTime).toBe(now);
  expect(estimate.latestTime).toBeGreaterThan(estimate.time);
});

test('estimateHalving() refuses seconds where milliseconds belong', () => {
  expect(() => estimateHalving({ height: 1, now: 1_769_903_851 })).toThrow(
    'now must be between 1231006505000',
  );
});
