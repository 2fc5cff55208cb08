import { describe, expect, test } from 'vitest';
import { estimateNextRetarget, HASHRATE_DRIFT_PER_PERIOD } from '../../src/economics/index.ts';

// Inputs and results of mempool.space's own tests (backend/src/__tests__/api/difficulty-adjustment.test.ts).
describe('estimateNextRetarget() as mempool.space computes it', () => {
  test('past the first quarter', () => {
    const estimate = estimateNextRetarget({
      height: 830_027,
      now: Date.parse('2024-02-11T22:43:01Z'),
      periodStartTime: Date.parse('2024-02-02T15:42:06Z'),
      block504Time: Date.parse('2024-02-08T14:43:05Z'),
      previousRetargetPercent: 7.333505241141637,
    });
    expect(estimate.progressPercent).toBeCloseTo(71.97420634920636, 9);
    expect(estimate.changePercent).toBeCloseTo(8.512745140778843, 9);
    expect(estimate).toMatchObject({
      remainingBlocks: 565,
      nextRetargetHeight: 830_592,
      millisecondsPerBlock: 553_311,
      periodMillisecondsPerBlock: 553_311,
      nextRetargetTime: 1_708_004_001_715,
      informative: true,
    });
  });

  test('in the first quarter, over the last 504 blocks', () => {
    const estimate = estimateNextRetarget({
      height: 750_134,
      now: Date.parse('2022-08-19T14:03:53Z'),
      periodStartTime: Date.parse('2022-08-18T11:07:00Z'),
      block504Time: Date.parse('2022-08-16T03:16:54Z'),
      previousRetargetPercent: 0.6280047707459726,
    });
    expect(estimate.changePercent).toBeCloseTo(1.0420538959004633, 9);
    expect(estimate).toMatchObject({
      remainingBlocks: 1834,
      nextRetargetHeight: 751_968,
      millisecondsPerBlock: 594_992,
      periodMillisecondsPerBlock: 533_038,
      informative: false,
    });
  });

  test('at the last block of a period, over the span that consensus will use', () => {
    const estimate = estimateNextRetarget({
      height: 788_255,
      now: Date.parse('2023-05-04T14:54:09Z'),
      tipTime: Date.parse('2023-05-04T14:54:26Z'),
      periodStartTime: Date.parse('2023-04-20T09:57:33Z'),
      previousRetargetPercent: 1.7220298879531821,
    });
    expect(estimate.changePercent).toBeCloseTo(-1.4512637555574193, 9);
    expect(estimate).toMatchObject({ remainingBlocks: 1, millisecondsPerBlock: 609_129 });
    expect(estimate.nextRetargetTime).toBe(1_683_212_658_129);
  });
});

const periodStartTime = Date.parse('2026-01-22T19:31:22Z');
const inPeriod = (blocks: number, elapsedMs: number) => ({
  height: 933_408 + blocks,
  now: periodStartTime + elapsedMs,
  periodStartTime,
  previousRetargetPercent: -3.280111,
});

test('estimateNextRetarget() stays within what consensus allows', () => {
  expect(estimateNextRetarget(inPeriod(1000, 1000)).changePercent).toBe(300);
  expect(estimateNextRetarget(inPeriod(10, 1e9)).changePercent).toBe(-75);
  const early = estimateNextRetarget(inPeriod(1, 1_200_000));
  expect(early.lowPercent).toBe(-75);
  expect(early.highPercent).toBeLessThanOrEqual(300);
});

test('estimateNextRetarget() takes a period that has just begun as one at the target pace', () => {
  for (const elapsedMs of [0, -3_600_000]) {
    const estimate = estimateNextRetarget(inPeriod(0, elapsedMs));
    expect(estimate).toMatchObject({
      changePercent: 0,
      millisecondsPerBlock: 600_000,
      remainingBlocks: 2016,
    });
    expect(estimate.informative).toBe(false);
  }
});

test('estimateNextRetarget() refuses a period that begins more than two hours from now', () => {
  expect(() => estimateNextRetarget(inPeriod(0, -7_200_001))).toThrow(
    /periodStartTime must be between .* read/,
  );
});

test('estimateNextRetarget() is informative from a quarter of the period on', () => {
  expect(estimateNextRetarget(inPeriod(503, 3e8)).informative).toBe(false);
  expect(estimateNextRetarget(inPeriod(504, 3e8)).informative).toBe(true);
});

test.each([
  ['past the first quarter', { ...inPeriod(1133, 793_000_000) }],
  ['over the last 504 blocks', { ...inPeriod(144, 90_000_000), block504Time: periodStartTime - 210_000_000 }],
])('estimateNextRetarget() gives the spacing that its change follows from, %s', (_, inputs) => {
  const { changePercent, estimateMillisecondsPerBlock } = estimateNextRetarget(inputs);
  expect(changePercent).toBeCloseTo((600_000 / estimateMillisecondsPerBlock - 1) * 100, 12);
});

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Blocks between two steps of the walk of hashrate, to save time. */
const STEP = 8;

/**
 * Share of 10,000 periods whose retarget fell into the band estimated `blocks` into them. Blocks come at exponential
 * intervals of 600 s over a hashrate that walks; the look is taken at a random moment, that is an exponential time
 * after the tip; the retarget is consensus's, over 2,015 intervals. No 504 blocks come before without `windowed`.
 */
function coverage({ blocks, windowed = false }: { blocks: number; windowed?: boolean }): number {
  const random = uniform(blocks + 1);
  let hashrate = 1;
  const interval = () => (-600_000 * Math.log(1 - random())) / hashrate;
  const walk = () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    hashrate *= Math.exp(normal * HASHRATE_DRIFT_PER_PERIOD * Math.sqrt(STEP / 2016));
  };
  const span = (count: number) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      if (i % STEP === 0) walk();
      sum += interval();
    }
    return sum;
  };
  let held = 0;
  for (let period = 0; period < 10_000; period++) {
    hashrate = 1;
    const block504Time = windowed ? periodStartTime - span(504 - blocks) : undefined;
    const toTipMs = span(blocks);
    const sinceTipMs = interval();
    const spanMs = toTipMs + span(2015 - blocks);
    const given = { ...inPeriod(blocks, toTipMs + sinceTipMs), previousRetargetPercent: 0 };
    const { lowPercent, highPercent } = estimateNextRetarget({ ...given, block504Time });
    const changePercent = (1_209_600_000 / spanMs - 1) * 100;
    if (changePercent >= lowPercent && changePercent <= highPercent) held++;
  }
  return held / 10_000;
}

describe('the 80 % band over 10,000 simulated periods', () => {
  test.each([504, 806, 1008, 1512, 1814])('holds 78–82 % of them at %i blocks', (blocks) => {
    const share = coverage({ blocks });
    expect(share).toBeGreaterThan(0.78);
    expect(share).toBeLessThan(0.82);
  });

  test.each([0, 144, 288, 432])('holds 78–82 %% at %i blocks with the window of 504', (blocks) => {
    const share = coverage({ blocks, windowed: true });
    expect(share).toBeGreaterThan(0.78);
    expect(share).toBeLessThan(0.82);
  });
});
