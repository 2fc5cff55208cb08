import { describe, expect, test } from 'vitest';
import {
  compareInformation,
  hashprice,
  lastPriceSeenPlan,
  missedPeakUsd,
  OutOfRangeError,
  schedule,
  scorePlan,
  siteDispatch,
  siteEconomics,
  strikePrice,
  thresholdPlan,
  watchPeak,
  worthAvoidingUsdPerMwh,
} from '../../../src/economics/index.ts';
import { market, rockdale } from '../fixtures.ts';
import { ercot, slots } from './prices.ts';

const terms = { usdPerPhDay: 45, poolFee: 0.02, pue: 1.03, addersUsdPerMwh: 8 };
const oldStrike = strikePrice({ ...terms, efficiencyJPerTh: 29.5 });

describe('strikePrice()', () => {
  test('is the breakeven at the meter less adders, computed apart', () => {
    expect(strikePrice({ ...terms, addersUsdPerMwh: 0, efficiencyJPerTh: 13.5 })).toBeCloseTo(132.14671, 6);
    expect(oldStrike).toBeCloseTo(60.473918 - 8, 6);
  });

  test('is the breakeven of a class of a site where the pool pays fees too', () => {
    const price = hashprice(market);
    for (const economics of siteEconomics({ site: rockdale, hashprice: price }).classes) {
      const alone = strikePrice({
        usdPerPhDay: price.usdPerPhDay,
        efficiencyJPerTh: economics.efficiencyJPerTh,
        poolFee: rockdale.poolFee,
        pue: rockdale.pue,
        addersUsdPerMwh: rockdale.otherOperatingUsdPerMwh!,
      });
      expect(economics.breakevenPowerPriceUsdPerMwh).toBeCloseTo(alone, 9);
    }
  });
});

// Expected values of the 72 hours were computed by another program, with another algorithm for the schedules.
describe('72 hours of ERCOT, 29.5 J/TH', () => {
  test.each([
    ['hours', ercot.realTime, 1753.86941089, 7 / 9],
    ['quarter hours', ercot.quarters, 1793.04332895, 19 / 24],
  ])('scorePlan() of thresholdPlan() of %s', (_, prices, marginUsd, onShare) => {
    const plan = thresholdPlan({ prices, strikeUsdPerMwh: oldStrike });
    const score = scorePlan({ plan, strikeUsdPerMwh: oldStrike });
    expect(score).toMatchObject({ hours: 72, onShare, shareOfBound: 1 });
    expect(score.marginUsdPerMw).toBeCloseTo(marginUsd, 6);
    expect(score.alwaysOnUsdPerMw).toBeCloseTo(1263.00209972, 6);
    expect(score.savedUsdPerMw).toBeCloseTo(marginUsd - 1263.00209972, 6);
  });

  test.each([
    ['hours', ercot.realTime, 1648.92191089],
    ['quarter hours', ercot.quarters, 1674.02734943],
  ])('schedule() of %s, two hours off at least, 40 USD a restart', (_, prices, marginUsd) => {
    const rules = { minimumOffHours: 2, restartUsdPerMw: 40 };
    const plan = schedule({ prices, strikeUsdPerMwh: oldStrike, rules });
    expect(scorePlan({ plan, strikeUsdPerMwh: oldStrike, rules }).marginUsdPerMw).toBeCloseTo(marginUsd, 6);
  });

  test('compareInformation() pays what came for what was decided on less', () => {
    const levels = compareInformation({ ...ercot, strikeUsdPerMwh: oldStrike });
    expect(levels.perfectForesight.marginUsdPerMw).toBeCloseTo(1753.86941089, 6);
    expect(levels.dayAhead.marginUsdPerMw).toBeCloseTo(1364.91426362, 6);
    expect(levels.lastPriceSeen.marginUsdPerMw).toBeCloseTo(1563.65441089, 6);
    expect(levels.lastPriceSeen.restarts).toBe(4);
    expect(levels.dayAhead.shareOfBound).toBeCloseTo((1364.91426362 - 1263.00209972) / 490.86731117, 6);
  });
});

test('lastPriceSeenPlan() starts on, stops a slot late, and stays off as long as it must', () => {
  const plan = (minimumOffHours: number) =>
    lastPriceSeenPlan({
      prices: slots({ values: [200, 20, 20, 20, 20] }),
      strikeUsdPerMwh: 100,
      minimumOffHours,
    });
  expect([...plan(0).on]).toEqual([1, 0, 1, 1, 1]);
  expect([...plan(3).on]).toEqual([1, 0, 0, 0, 1]);
});

describe('scorePlan()', () => {
  const prices = slots({ values: [20, 200, 200, 20] });
  const plan = thresholdPlan({ prices, strikeUsdPerMwh: 100 });

  test('leaves out what came without a plan and what was planned and never came', () => {
    const came = [...prices.slice(1), ...slots({ start: prices[3]!.end, values: [500] })];
    expect(scorePlan({ plan, prices: came, strikeUsdPerMwh: 100 })).toMatchObject({
      hours: 3,
      marginUsdPerMw: 80,
    });
  });

  test('says when stopping lost money, and knows no share where there was nothing to save', () => {
    const came = prices.map((slot) => ({ ...slot, value: 40 }));
    const score = scorePlan({ plan, prices: came, strikeUsdPerMwh: 100 });
    expect(score).toMatchObject({ savedUsdPerMw: -120, boundUsdPerMw: 0 });
    expect(score).not.toHaveProperty('shareOfBound');
  });

  test('lets the load rise evenly after a restart', () => {
    const rules = { rampHours: 1.5, restartUsdPerMw: 7 };
    const two = slots({ values: [200, 20, 20] });
    const on = Uint8Array.from([0, 1, 1]);
    const { marginUsdPerMw } = scorePlan({ plan: { prices: two, on }, strikeUsdPerMwh: 100, rules });
    // A mean of 1/3 in the first hour, of (5/6 × ½ + ½) in the second.
    expect(marginUsdPerMw).toBeCloseTo(80 / 3 + 80 * (11 / 12) - 7, 9);
  });

  test('refuses prices of another day, slots that overlap and a price that no market has', () => {
    const other = slots({ start: Date.parse('2026-08-01'), values: [1] });
    const overlapping = [prices[0]!, { ...prices[1]!, start: prices[0]!.start }];
    for (const came of [other, overlapping, slots({ values: [30_000] }), []])
      expect(() => scorePlan({ plan, prices: came, strikeUsdPerMwh: 100 })).toThrow(OutOfRangeError);
  });
});

describe('siteDispatch()', () => {
  const prices = slots({ values: [20, 200, -30, 90] });
  const classOf = (loadMw: number, strikeUsdPerMwh: number) => ({
    loadMw,
    strikeUsdPerMwh,
    plan: thresholdPlan({ prices, strikeUsdPerMwh }),
  });
  const efficient = classOf(10, 130);
  const old = classOf(5, 60);

  test('sells what is not used of a block at the index, and buys what is used above it', () => {
    const site = siteDispatch({ classes: [old, efficient], block: { blockMw: 10, blockUsdPerMwh: 40 } });
    expect(site).toMatchObject({
      usedMwh: 40,
      usedMwhByClass: [10, 30],
      creditUsd: 2000,
      netPowerUsd: 1600 + 5 * 20 - 2000 + 5 * -30,
    });
    expect(site.profitUsd).toBe(10 * 60 + 30 * 130 - site.netPowerUsd);
  });

  test('sheds no MW that is sold as reserve', () => {
    const reserve = { reserveMw: 12, usdPerMwHour: 3 };
    const site = siteDispatch({ classes: [old, efficient], reserve, rules: { restartUsdPerMw: 100 } });
    // At 200 all ten MW of the efficient class hold it and two of the old, at 90 two of the old.
    expect(site).toMatchObject({ usedMwhByClass: [14, 40], reserveUsd: 144, restartUsd: 300 });
    const stopped = {
      ...old,
      plan: thresholdPlan({ prices: slots({ values: [20, 200] }), strikeUsdPerMwh: 100 }),
    };
    const ending = { classes: [stopped], rules: { restartUsdPerMw: 100 } };
    expect(siteDispatch(ending).restartUsd).toBe(0);
    expect(siteDispatch({ ...ending, rules: { ...ending.rules, paidAtEnd: true } }).restartUsd).toBe(500);
    expect(() => siteDispatch({ classes: [old], reserve })).toThrow(/reserveMw must be between 0 and 5 MW/);
  });
});

describe('coincident peaks', () => {
  test('worthAvoidingUsdPerMwh() is the worked example of 2013', () => {
    const given = { rateUsdPerMwYear: 25_000, peaks: 4, triesPerPeak: 4, hoursPerTry: 2.5 };
    expect(worthAvoidingUsdPerMwh(given)).toBe(625);
  });

  test('missedPeakUsd() is a quarter of the year where four count', () => {
    expect(missedPeakUsd({ rateUsdPerMwYear: 60_000, peaks: 4, loadMw: 20 })).toBe(300_000);
  });

  test('watchPeak() names the slot of the day and its share of the month’s high', () => {
    const forecastMw = slots({ values: [60_000, 76_000, 76_000, 70_000] });
    const watched = watchPeak({ forecastMw, monthHighMw: 80_000 });
    expect(watched).toEqual({ slot: forecastMw[1], shareOfMonthHigh: 0.95 });
  });
});
