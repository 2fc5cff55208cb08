import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  comparePivot,
  delayValue,
  historyVolatility,
  judgeOffer,
  monthOfTime,
  npv,
  type Offer,
  type PivotCase,
  projectedHalvings,
  sensitivities,
  verdictOf,
  yearlyVolatilityPercent,
} from '../../../src/economics/index.ts';
import { anyCase, caseOf, prairie, workedCase } from './fixtures.ts';

const offer: Offer = {
  criticalMw: 50,
  leaseForm: 'modified gross',
  rentUsdPerKwMonth: 140,
  termYears: 15,
  escalatorPercentPerYear: 3,
  capexUsdMPerCriticalMw: 9,
  buildMonths: 18,
};

describe('judgeOffer()', () => {
  test('on all of a site it is the comparison on the offer’s terms', () => {
    const judged = judgeOffer({ ...workedCase(), offer: { ...offer, criticalMw: 100 / 1.4 } });
    expect((judged.lease.npvUsd / 1e6).toFixed(2)).toBe('230.99');
    expect(judged.breakevenRentUsdPerKwMonth!.toFixed(2)).toBe('197.21');
    expect(judged.npvUsdPerGrossMw).toBeCloseTo(judged.lease.npvUsd / 100, 3);
    expect(judged.npvUsdPerCriticalMw).toBeCloseTo((judged.lease.npvUsd / 100) * 1.4, 3);
  });

  test('says rent per critical MW in year 1 and on average over the term', () => {
    const judged = judgeOffer({ ...workedCase(), offer });
    expect(judged.rentUsdPerMwYear).toBe(1_680_000);
    const average =
      Array.from({ length: 15 }, (_, year) => 1.68e6 * 1.03 ** year).reduce((a, b) => a + b) / 15;
    expect(judged.averageRentUsdPerMwYear).toBeCloseTo(average, 3);
    expect(judged.contractUsd).toBeCloseTo(average * 50 * 15, 3);
    expect(judged.yieldOnCostPercent).toBeCloseTo((1.68 * 0.85 * 100) / 9, 9);
  });

  test('at its breakeven rent neither it nor mining is worth more, whatever the offer', () => {
    const terms = fc.record({
      criticalMw: fc.double({ min: 5, max: 70, noNaN: true }),
      termYears: fc.integer({ min: 5, max: 20 }),
      capexUsdMPerCriticalMw: fc.double({ min: 3, max: 12, noNaN: true }),
    });
    fc.assert(
      fc.property(terms, (given) => {
        const asked = { ...caseOf(), offer: { ...offer, ...given } };
        const rentUsdPerKwMonth = judgeOffer(asked).breakevenRentUsdPerKwMonth!;
        const { gainUsd } = judgeOffer({ ...asked, offer: { ...asked.offer, rentUsdPerKwMonth } });
        expect(Math.abs(gainUsd)).toBeLessThan(1);
      }),
      { numRuns: 25 },
    );
  });

  test('refuses more than the site can carry, with what it can', () => {
    expect(() => judgeOffer({ ...caseOf(), offer: { ...offer, criticalMw: 150 } })).toThrow(
      /^criticalMw must be between 0\.01 and 71\.4 MW, read 150: the site can lease 100 MW gross, at 1\.4 gross/,
    );
  });
});

describe('delayValue()', () => {
  const { waiting, idle, npvUsd } = delayValue({ ...workedCase(), months: 12 });

  test('a project that waits a year loses a year of discount', () => {
    expect((npvUsd / 1e6).toFixed(2)).toBe('230.99');
    expect(waiting.npvUsd).toBeCloseTo(npvUsd / 1.1, 3);
    expect(waiting.lostUsdPerMonth).toBeCloseTo((npvUsd - npvUsd / 1.1) / 12, 3);
  });

  test('halls that stand empty lose the discount on the rent, and the capex keeps its', () => {
    const { converted } = comparePivot(workedCase()).colocation;
    const capexUsd = npv({ flowsUsd: converted[0]!.capexUsd, discountPercent: 10 });
    expect(idle.npvUsd).toBeCloseTo((npvUsd + capexUsd) / 1.1 - capexUsd, 3);
    expect(idle.lostUsd).toBeGreaterThan(waiting.lostUsd);
  });

  test('mining meanwhile is worth its first months', () => {
    const { miningMeanwhileUsd } = delayValue({ ...workedCase(), months: 12 });
    const perMonth = (1e5 / 13.5) * 40 * (730 / 24) - 100 * 730 * 45;
    const annuity = Array.from({ length: 12 }, (_, month) => 1.1 ** (-(month + 1) / 12));
    expect(miningMeanwhileUsd / annuity.reduce((sum, one) => sum + one * perMonth, 0)).toBeCloseTo(1, 6);
  });

  test('a tenant that leaves costs the months until the next, its search, and the terms that were signed', () => {
    const gone = delayValue({ ...workedCase(), months: 12, tenant: 'leaves' });
    expect(gone.npvUsd).toBe(npvUsd);
    // By hand: 18 months of building, 9 empty at $1M per critical MW, then market rent to month 198 from month 28 on.
    const criticalMw = 100 / 1.4;
    const flowsUsd = Array.from({ length: 198 }, (_, month) => {
      if (month < 18) return (-9e6 * criticalMw) / 18;
      if (month < 27) return (-1e6 * criticalMw) / 9;
      return criticalMw * 140_000 * 0.85 * 1.03 ** Math.floor((month - 27) / 12);
    });
    const second = npv({ flowsUsd, discountPercent: 10 });
    expect(gone.waiting.npvUsd / (second / 1.1)).toBeCloseTo(1, 9);
    expect(gone.waiting.lostUsd).toBeGreaterThan(waiting.lostUsd);
    expect(gone.idle.lostUsd).toBeGreaterThan(idle.lostUsd);
    const nobody = 'nobody' as 'leaves';
    expect(() => delayValue({ ...workedCase(), months: 12, tenant: nobody })).toThrow(
      /^tenant must be one of waits, leaves, read "nobody"/,
    );
  });

  test('refuses a delay that is none', () => {
    expect(() => delayValue({ ...caseOf(), months: 0 })).toThrow(/months must be a whole number between 1/);
  });
});

describe('sensitivities()', () => {
  const { gainUsd, inputs } = sensitivities(caseOf());

  test('ranks inputs by their swing and leaves out those without effect', () => {
    const swings = inputs.map(({ swingUsd }) => swingUsd);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
    expect(inputs.map(({ input }) => input)).not.toContain('btcVolatilityPercent');
    expect(inputs.map(({ input }) => input)).not.toContain('gpuPriceUsdPerHour');
    expect(inputs.slice(0, 5).map(({ input }) => input)).toContain('rentUsdPerKwMonth');
  });

  test('each end is the gain with that input at its P10 or P90', () => {
    const rent = inputs.find(({ input }) => input === 'rentUsdPerKwMonth')!;
    const { colocation } = comparePivot(caseOf({}, { rentUsdPerKwMonth: rent.high.value }));
    expect(rent.high.gainUsd / colocation.gainUsd).toBeCloseTo(1, 12);
    expect(inputs.find(({ input }) => input === 'noiMarginTripleNetPercent')!.high.value).toBe(100);
    expect(gainUsd / comparePivot(caseOf()).colocation.gainUsd).toBeCloseTo(1, 12);
  });

  test('agrees with the slow form, in which every case is compared anew', () => {
    fc.assert(
      fc.property(anyCase, (asked) => {
        const found = sensitivities(asked);
        const slow = (changes: Partial<PivotCase>) =>
          comparePivot({ ...asked, ...changes }).colocation.gainUsd;
        expect(found.gainUsd).toBe(slow({}));
        for (const { input, low, high } of found.inputs) {
          if (!(input in asked.assumptions)) continue;
          for (const { value, gainUsd: moved } of [low, high])
            expect(moved, input).toBe(slow({ assumptions: { ...asked.assumptions, [input]: value } }));
        }
      }),
      { numRuns: 3 },
    );
  });

  test('says which input would turn the verdict around', () => {
    const close = comparePivot(caseOf()).breakevens.price! * 1.05;
    const found = sensitivities(caseOf({}, { rentUsdPerKwMonth: close })).inputs;
    expect(found.find(({ input }) => input === 'rentUsdPerKwMonth')!.overturns).toBe(true);
    expect(found.find(({ input }) => input === 'rampMonths')!.overturns).toBe(false);
  });
});

describe('what is judged', () => {
  const cloudy = caseOf({}, { gpuPriceUsdPerHour: 4 });

  test('is the best conversion, and breakevens and sensitivities are about it', () => {
    const { judged, gpuCloud, breakevens } = comparePivot(cloudy);
    expect(judged).toEqual(gpuCloud);
    const atPrice = comparePivot(caseOf({}, { gpuPriceUsdPerHour: breakevens.price! }));
    expect(Math.abs(atPrice.gpuCloud.gainUsd)).toBeLessThan(1);
    const division = { use: judged.use, convertedMw: judged.convertedMw };
    const found = sensitivities({ ...cloudy, judged: division });
    expect(found.gainUsd / judged.gainUsd).toBeCloseTo(1, 12);
    const inputs = found.inputs.slice(0, 6).map(({ input }) => input);
    expect(inputs).toContain('gpuPriceUsdPerHour');
  });

  test('is the only use that is asked about, where there is one', () => {
    const { judged, colocation } = comparePivot({ ...cloudy, only: 'colocation' });
    expect(judged).toBe(colocation);
  });

  test('is too close to call where its gain is above 0 on 30 to 70 of 100 paths, a split too', () => {
    const compared = comparePivot(caseOf());
    const doubts = (positivePercent: number) => verdictOf({ compared, positivePercent }).doubts;
    expect([29.9, 30, 70, 70.1].map((percent) => doubts(percent).includes('paths disagree'))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('months, halvings and volatility', () => {
  test('addMonths() and monthOfTime() count through the years', () => {
    expect(addMonths({ month: '2026-11', months: 3 })).toBe('2027-02');
    expect(addMonths({ month: '2026-01', months: -1 })).toBe('2025-12');
    expect(monthOfTime({ time: Date.parse('2026-02-28T23:59:59Z') })).toBe('2026-02');
  });

  test('projectedHalvings() puts each 210,000 blocks after the one before', () => {
    const nextTime = Date.parse('2028-04-10');
    const times = projectedHalvings({ height: 934_541, nextTime, secondsPerBlock: 591, years: 10 });
    expect(times.slice(0, 2)).toEqual([nextTime, nextTime + 210_000 * 591_000]);
    expect(times.at(-1)!).toBeGreaterThan(nextTime + 10 * 365 * 86_400_000);
  });

  test('yearlyVolatilityPercent() finds the volatility that prices were made with, and none in too few', () => {
    const move = 0.5 / Math.sqrt(365);
    const pricesUsd = Array.from({ length: 400 }, (_, day) => 80_000 * Math.exp(day % 2 ? move : 0));
    expect(yearlyVolatilityPercent({ pricesUsd })).toBeCloseTo(50 * Math.sqrt(400 / 399), 2);
    expect(yearlyVolatilityPercent({ pricesUsd: pricesUsd.slice(0, 90) })).toBeUndefined();
  });

  test('historyVolatility() refuses holes and what is not plausible, and says which', () => {
    const days = (percent: number) => {
      const move = percent / 100 / Math.sqrt(365);
      return Array.from({ length: 400 }, (_, day) => ({
        day: 20_000 + day,
        priceUsd: 80_000 * Math.exp(day % 2 ? move : 0),
      }));
    };
    expect(historyVolatility({ days: days(50) })).toEqual({ percent: expect.closeTo(50, 0) });
    expect(historyVolatility({ days: days(5.8) })).toMatchObject({ refused: 'implausible' });
    expect(historyVolatility({ days: days(130) })).toMatchObject({ refused: 'implausible' });
    const holed = days(50).filter((_, at) => at < 150 || at > 160);
    expect(historyVolatility({ days: holed })).toEqual({ refused: 'holes', missingDays: 11 });
    const unknown = days(50).map((one, at) => (at === 7 ? { ...one, priceUsd: undefined } : one));
    expect(historyVolatility({ days: unknown })).toEqual({ refused: 'holes', missingDays: 1 });
    expect(historyVolatility({ days: days(50).slice(0, 40) })).toEqual({ refused: 'too short' });
  });

  test('a site that says its gross megawatts needs no interconnect', () => {
    const { interconnectMw, ...site } = prairie;
    const { grossMw } = comparePivot(caseOf({ site })).leasable;
    expect(grossMw).toBeCloseTo((12_000 * 3068 + 15_000 * 3645) * 1.04e-6, 9);
  });
});
