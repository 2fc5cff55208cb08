import { describe, expect, it } from 'vitest';
import { onGrid, planPrice, volumetricUsdPerMwh } from '../../../src/economics/index.ts';
import { demand, energy, grid, tariffOf, utc } from './tariffs.ts';

const june = grid({ from: '2025-06-01T00:00Z', to: '2025-07-01T00:00Z' });
const HOUR_MS = 3_600_000;

describe('volumetricUsdPerMwh()', () => {
  it('is what one more MWh costs: the tier reached, the index above a block, taxes on both', () => {
    const tiers = [{ usdPerUnit: 0.01, upTo: 2000 }, { usdPerUnit: 0.02 }];
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
      allInUsdPerMwh: 40,
      volumetricUsdPerMwh: undefined,
      missing: ['Supply: index prices of the whole month, so nothing is charged for it here'],
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
