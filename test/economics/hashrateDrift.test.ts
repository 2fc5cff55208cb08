import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftOfPeriodMean, driftOfSpan } from '../../src/economics/hashrateDrift.ts';
import {
  BAND_80,
  estimateHalving,
  estimateNextRetarget,
  HASHRATE_DRIFT_PER_PERIOD,
} from '../../src/economics/index.ts';
import { retargetsMeasured, spansMeasured } from '../vectors/forecastsMeasured.ts';
import { periodStarts } from '../vectors/periodStarts.ts';

/** The same, step by step: what one step of the walk at each of `steps` places moves, squared and summed. */
function slowDrift({ done, window }: { done: number; window: number }): number {
  const steps = 20_000;
  const from = Math.min(0, done - window);
  const step = (1 - from) / steps;
  let sum = 0;
  for (let index = 0; index < steps; index++) {
    const at = from + (index + 0.5) * step;
    const ofPeriod = Math.min(1, 1 - at);
    const ofWindow = Math.min(Math.max((done - at) / window, 0), 1);
    sum += (ofPeriod - ofWindow) ** 2 * step;
  }
  return HASHRATE_DRIFT_PER_PERIOD * Math.sqrt(sum);
}

test.each([
  { done: 0, window: 1 },
  { done: 0, window: 0.25 },
  { done: 0.1, window: 0.25 },
  { done: 0.25, window: 0.25 },
  { done: 0.6, window: 0.6 },
])('driftOfPeriodMean() is the sum of the steps of a walk, at $done with a window of $window', (asked) => {
  expect(driftOfPeriodMean(asked)).toBeCloseTo(slowDrift(asked), 5);
});

test('driftOfPeriodMean() falls while a period passes', () => {
  const ofDone = (done: number) => driftOfPeriodMean({ done, window: Math.max(done, 0.25) });
  for (let blocks = 0; blocks < 2015; blocks++) {
    expect(ofDone((blocks + 1) / 2016)).toBeLessThan(ofDone(blocks / 2016));
  }
});

/** Share of outcomes in ±`half`, from the two half widths of a row whose shares were counted, by normal quantiles. */
function shareWithin({ half, row }: { half: number; row: (typeof retargetsMeasured)[number] }): number {
  const given = quantile(row.insidePercent / 100);
  const slope = (quantile(0.8) - given) / (row.neededPoints - row.givenPoints);
  return within(given + (half - row.givenPoints) * slope);
}

test('estimateNextRetarget() has a band that holds 75–85 % of the real periods, all positions pooled', () => {
  const shares = retargetsMeasured.flatMap((row) => {
    const half = BAND_80 * estimateAt(row.blocks).standardErrorPoints;
    return Array.from({ length: row.periods }, () => shareWithin({ half, row }));
  });
  expect(mean(shares)).toBeGreaterThan(0.75);
  expect(mean(shares)).toBeLessThan(0.85);
});

test.each(retargetsMeasured.filter(({ blocks }) => blocks < 1950))(
  'estimateNextRetarget() is no more than a third off what was needed at $blocks blocks',
  (row) => {
    const half = BAND_80 * estimateAt(row.blocks).standardErrorPoints;
    expect(half / row.neededPoints).toBeGreaterThan(0.67);
    expect(half / row.neededPoints).toBeLessThan(1.55);
  },
);

describe('the band of a span of blocks, replayed at every start of a period since 2018', () => {
  const forecasts = replayed();

  test('is replayed as it was measured', () => {
    const [row] = spansMeasured.filter(({ since, periods }) => since === 2021 && periods === 26);
    const errors = forecasts
      .filter(({ year, periods }) => year >= 2021 && periods === 26)
      .map(({ error }) => Math.abs(error) * 100)
      .sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length * 0.8)]).toBeCloseTo(row!.neededPercent, 0);
  });

  test('holds 75–85 % of all', () => {
    expect(forecasts).toHaveLength(1520);
    const held = share({ forecasts, drift: HASHRATE_DRIFT_PER_PERIOD });
    expect(held).toBeGreaterThan(0.75);
    expect(held).toBeLessThan(0.85);
  });

  test('holds 75–85 % of what each year says, fitted to the other years', () => {
    const years = [...new Set(forecasts.map(({ year }) => year))];
    const held = years.flatMap((year) => {
      const drift = fitted(forecasts.filter((one) => one.year !== year));
      const out = forecasts.filter((one) => one.year === year);
      return out.map((one) => (share({ forecasts: [one], drift }) === 1 ? 1 : 0));
    });
    expect(mean(held)).toBeGreaterThan(0.75);
    expect(mean(held)).toBeLessThan(0.85);
  });

  test('is fitted to about the same drift as the retarget', () => {
    expect(Math.abs(fitted(forecasts) - HASHRATE_DRIFT_PER_PERIOD)).toBeLessThan(0.015);
  });
});

test('estimateHalving() is never surer than the luck of the blocks left', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6_929_999 }), (height) => {
      const { blocksLeft, standardErrorPercent } = estimateHalving({ height, now: 1_769_903_851_000 });
      expect(standardErrorPercent).toBeGreaterThan(100 / Math.sqrt(blocksLeft));
    }),
  );
});

interface Forecast {
  year: number;
  periods: number;
  /** Share of the span foretold. */
  error: number;
}

/** At each start the next period at the target pace, which is what the last retarget set, then three years' spacing. */
function replayed(): Forecast[] {
  return periodStarts.flatMap(({ height, timeSeconds }, index) => {
    const year = new Date(timeSeconds * 1000).getUTCFullYear();
    if (year < 2018) return [];
    const first = periodStarts.find((one) => one.timeSeconds >= timeSeconds - 3 * 365.25 * 86_400)!;
    const spacing = (timeSeconds - first.timeSeconds) / (height - first.height);
    return [1, 2, 4, 13, 26, 52, 78, 104].flatMap((periods) => {
      const end = periodStarts[index + periods];
      if (end === undefined) return [];
      const foretold = 2016 * (600 + (periods - 1) * spacing);
      return [{ year, periods, error: (end.timeSeconds - timeSeconds) / foretold - 1 }];
    });
  });
}

/** The share of forecasts that the band of estimateHalving() would hold with another drift. */
function share({ forecasts, drift }: { forecasts: readonly Forecast[]; drift: number }): number {
  const held = forecasts.filter(({ periods, error }) => {
    const walk = (driftOfSpan({ periods }) * drift) / HASHRATE_DRIFT_PER_PERIOD;
    return Math.abs(error) <= BAND_80 * Math.hypot(walk, 1 / Math.sqrt(periods * 2016));
  });
  return held.length / forecasts.length;
}

/** The least drift, in steps of 0.001, with which 80 % are held. */
function fitted(forecasts: readonly Forecast[]): number {
  let drift = 0.01;
  while (share({ forecasts, drift }) < 0.8) drift += 0.001;
  return drift;
}

function estimateAt(blocks: number) {
  const periodStartTime = Date.parse('2026-01-22T19:31:22Z');
  const now = periodStartTime + blocks * 600_000;
  return estimateNextRetarget({
    height: 933_408 + blocks,
    now,
    periodStartTime,
    previousRetargetPercent: 0,
    block504Time: now - 504 * 600_000,
  });
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** The share of a normal distribution within ±`z`, by the trapezoid rule. */
function within(z: number): number {
  const steps = 2000;
  const height = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = 0;
  for (let index = 0; index < steps; index++) {
    sum += (height((z * index) / steps) + height((z * (index + 1)) / steps)) * (z / steps);
  }
  return sum;
}

/** The `z` whose ±`z` holds a share, by halving. */
function quantile(share: number): number {
  let [low, high] = [0, 6];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (within(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
