import { describe, expect, it } from 'vitest';
import {
  atMeter,
  hasRisingSteps,
  meterPrices,
  onGrid,
  planPrice,
  type Tariff,
  volumetricUsdPerMwh,
} from '../../../src/economics/index.ts';
import { chicago, demand, energy, flat, grid, tariffOf, utc } from './tariffs.ts';

const june = grid({ from: '2025-06-01T00:00Z', to: '2025-07-01T00:00Z' });
const HOUR_MS = 3_600_000;

describe('volumetricUsdPerMwh()', () => {
  it('is what one more MWh costs: the tier reached, the index above a block, taxes on both', () => {
    const tiers = [{ usdPerUnit: 0.03, upTo: 2000 }, { usdPerUnit: 0.02 }];
    const block = {
      kind: 'block',
      name: 'Supply',
      blockMw: 1,
      blockUsdPerMwh: 40,
      adderUsdPerMwh: 5,
    } as const;
    const tariff = tariffOf(
      { kind: 'energy', name: 'Wires', periods: [{ name: 'all', tiers }] },
      { ...block, sellsBack: false },
      demand(100),
      { kind: 'percent', name: 'Tax', share: 0.1 },
    );
    const on = grid({ from: '2025-06-01T00:00Z', to: '2025-06-01T03:00Z' });
    const load = { kw: [500, 1500, 2000], indexUsdPerMwh: [900, 100, Number.NaN] };
    const prices = volumetricUsdPerMwh({ tariffs: [{ from: 0, tariff }], grid: on, localTime: utc, load });
    expect([...prices].map((usd) => Number(usd.toFixed(9)))).toEqual([27.5, 137.5, Number.NaN]);
  });

  it('is the mean of steps that rise, where that is below the step that is reached', () => {
    const tiers = [{ usdPerUnit: 0.02, upTo: 2000 }, { usdPerUnit: 0.11 }];
    const tariff = tariffOf({ kind: 'energy', name: 'Energy', periods: [{ name: 'all', tiers }] });
    const on = grid({ from: '2025-06-01T00:00Z', to: '2025-06-01T03:00Z' });
    const priceOf = (kw: number[]) =>
      volumetricUsdPerMwh({ tariffs: [{ from: 0, tariff }], grid: on, localTime: utc, load: { kw } })[0];
    // (2,000 × 0.02 + 1,000 × 0.11) ÷ 3,000
    expect(priceOf([1000, 1000, 1000])).toBeCloseTo(50, 9);
    expect(priceOf([500, 500, 500])).toBe(20);
    expect(priceOf([0, 0, 0])).toBe(20);
    expect([tariff, tariffOf(energy(0.04))].map(hasRisingSteps)).toEqual([true, false]);
  });
});

describe('meterPrices() and atMeter()', () => {
  const on = grid({ from: '2025-07-01T05:00Z', to: '2025-08-01T05:00Z' });
  /** A stretch of a load of 1 MW in Chicago. */
  const pricesOf = (asked: {
    tariffs: { from: number; tariff: Tariff }[];
    from: string;
    to: string;
    on?: typeof on;
  }) => {
    const { tariffs, from, to, on: of = on } = asked;
    const load = { kw: new Float64Array(of.count).fill(1000) };
    const stretch = { from: Date.parse(from), to: Date.parse(to) };
    return meterPrices({ tariffs, grid: of, localTime: chicago, load, ...stretch });
  };
  const told = (prices: ReturnType<typeof pricesOf>) =>
    prices.map(({ start, end, usdPerMwh, ofIndex }) => [
      new Date(start).toISOString().slice(5, 16),
      (end - start) / HOUR_MS,
      Number(usdPerMwh.toFixed(9)),
      Number(ofIndex.toFixed(9)),
    ]);
  const supply = { kind: 'block', name: 'Supply', blockMw: 0, blockUsdPerMwh: 0, adderUsdPerMwh: 5 } as const;

  it('are the periods of a day by the clock of the site', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour >= 17 && hour < 20 ? 1 : 0));
    const schedule = { weekday: Array(12).fill(hours), weekend: Array(12).fill(Array(24).fill(0)) };
    const tariff = tariffOf(
      { kind: 'energy', name: 'Energy', schedule, periods: [...flat(0.03), ...flat(0.09)] },
      demand(10),
    );
    const monday = { from: '2025-07-14T05:00Z', to: '2025-07-15T05:00Z' };
    expect(told(pricesOf({ tariffs: [{ from: 0, tariff }], ...monday }))).toEqual([
      ['07-14T05:00', 17, 30, 0],
      ['07-14T22:00', 3, 90, 0],
      ['07-15T01:00', 4, 30, 0],
    ]);
  });

  it('hold index and adder with losses and taxes on both, and follow the index as far as it is known', () => {
    const tariff = {
      ...tariffOf({ ...supply, sellsBack: true }, { kind: 'percent', name: 'Tax', share: 0.08 }),
      losses: { energyShare: 0.03, demandShare: 0 },
    };
    const day = { from: '2025-07-14T05:00Z', to: '2025-07-15T05:00Z' };
    const prices = pricesOf({ tariffs: [{ from: 0, tariff }], ...day });
    // 5 × 1.03 × 1.08 and 1.03 × 1.08
    expect(told(prices)).toEqual([['07-14T05:00', 24, 5.562, 1.1124]]);
    const start = Date.parse(day.from);
    const index = [
      { start: start - HOUR_MS, end: start + HOUR_MS, value: 100 },
      { start: start + 2 * HOUR_MS, end: start + 3 * HOUR_MS, value: -10 },
    ];
    expect(
      atMeter({ prices, index }).map(({ value, ...slot }) => ({ ...slot, value: Number(value.toFixed(9)) })),
    ).toEqual([
      { start, end: start + HOUR_MS, value: 116.802 },
      { start: start + 2 * HOUR_MS, end: start + 3 * HOUR_MS, value: -5.562 },
    ]);
  });

  it.each([
    ['2025-03-09T06:00Z', '2025-03-10T05:00Z', 92],
    ['2025-11-02T05:00Z', '2025-11-03T06:00Z', 100],
  ])('are of a day of a clock change as long as it is: from %s to %s %i quarter hours', (from, to, count) => {
    const year = grid({ from: '2025-01-01T06:00Z', to: '2026-01-01T06:00Z' });
    const prices = pricesOf({ tariffs: [{ from: 0, tariff: tariffOf(energy(0.04)) }], from, to, on: year });
    const slots = atMeter({ prices, index: [] });
    expect(slots).toHaveLength(count);
    expect(new Set(slots.map(({ value }) => value))).toEqual(new Set([40]));
  });

  it('change in mid-month with the tariff', () => {
    const tariffs = [
      { from: 0, tariff: tariffOf(energy(0.04)) },
      { from: Date.parse('2025-07-15T05:00Z'), tariff: tariffOf(energy(0.06)) },
    ];
    const days = { from: '2025-07-14T05:00Z', to: '2025-07-16T05:00Z' };
    expect(told(pricesOf({ tariffs, ...days }))).toEqual([
      ['07-14T05:00', 24, 40, 0],
      ['07-15T05:00', 24, 60, 0],
    ]);
  });

  it('are refused where they turn on the load, in a block that does not sell back', () => {
    const tariff = tariffOf({ ...supply, blockMw: 1, sellsBack: false });
    const day = { from: '2025-07-14T05:00Z', to: '2025-07-15T05:00Z' };
    expect(() => pricesOf({ tariffs: [{ from: 0, tariff }], ...day })).toThrow(/does not sell back/u);
  });
});

describe('planPrice()', () => {
  it('tells the bill from what one more MWh costs, of the months asked for', () => {
    const on = grid({ from: '2025-01-01T00:00Z', to: '2025-03-01T00:00Z' });
    const tariff = tariffOf(energy(0.04), demand(10));
    // January draws 10 kW, February 20.
    const kw = Float64Array.from({ length: on.count }, (_, at) => (at < 744 ? 10 : 20));
    const asked = { tariffs: [{ from: 0, tariff }], grid: on, localTime: utc, load: { kw } };
    const plan = planPrice({ ...asked, since: '2025-02' });
    expect(plan?.volumetricUsdPerMwh).toBeCloseTo(40, 9);
    expect(plan?.allInUsdPerMwh).toBeCloseTo(40 + (10 * 20) / (0.02 * 672), 3);
    const idle = { ...asked, load: { kw: new Float64Array(on.count) } };
    expect(planPrice({ ...idle, since: '2025-01' })).toBeUndefined();
  });

  it('has no price of one more MWh where an index price is not known', () => {
    const supply = { blockMw: 0, blockUsdPerMwh: 0, adderUsdPerMwh: 5, sellsBack: true };
    const tariff = tariffOf(energy(0.04), { kind: 'block', name: 'Supply', ...supply });
    const on = { ...june, count: 2 };
    const load = { kw: [1000, 1000], indexUsdPerMwh: [30, Number.NaN] };
    const asked = { tariffs: [{ from: 0, tariff }], grid: on, localTime: utc, load, since: '2025-06' };
    expect(planPrice(asked)).toMatchObject({
      allInUsdPerMwh: 45,
      volumetricUsdPerMwh: undefined,
      missing: ['the index prices of the whole month, by which Supply charges in part'],
    });
  });
});

describe('onGrid()', () => {
  it('gives each interval the mean of its slots, and none where they leave a gap', () => {
    const at = (hour: number) => june.start + hour * HOUR_MS;
    const slots = [
      { start: at(0), end: at(0.25), value: 10 },
      { start: at(0.25), end: at(1), value: 50 },
      { start: at(1), end: at(3), value: 7 },
      { start: at(3.5), end: at(4), value: 9 },
    ];
    expect([...onGrid({ slots, grid: { ...june, count: 4 } })]).toEqual([40, 7, 7, Number.NaN]);
  });
});
