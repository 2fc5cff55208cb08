import { describe, expect, it } from 'vitest';
import { type Bill, billsOf, type Charge, OutOfRangeError } from '../../../src/economics/index.ts';
import { billed, demand, energy, flat, grid, tariffOf, utc } from './tariffs.ts';

const june = grid({ from: '2025-06-01T00:00Z', to: '2025-07-01T00:00Z' });
const linesOf = ({ lines }: Bill) => lines.map(({ component, usd }) => [component, usd]);

describe('billsOf()', () => {
  it('begins tiers anew each month', () => {
    const tiers = [{ usdPerUnit: 1, upTo: 700 }, { usdPerUnit: 0.1 }];
    const charge: Charge = { kind: 'energy', name: 'Energy', periods: [{ name: 'all', tiers }] };
    const on = grid({ from: '2025-01-01T00:00Z', to: '2025-03-01T00:00Z' });
    const bills = billed({ tariff: tariffOf(charge), kw: () => 1, on });
    expect(bills.map(linesOf)).toEqual([
      [
        ['Energy, tier 1', 700],
        ['Energy, tier 2', 4.4],
      ],
      [['Energy, tier 1', 672]],
    ]);
  });

  it('shares a month out by days where the tariff changes in it', () => {
    const before = tariffOf(energy(0.1), demand(30), {
      kind: 'fixed',
      name: 'Meter',
      usd: 300,
      per: 'month',
    });
    const after = tariffOf({ ...energy(0.2), name: 'New energy' }, { ...demand(60), name: 'New demand' });
    const kw = Float64Array.from({ length: 720 }, (_, at) => (at === 0 ? 10 : 1));
    const bills = billsOf({
      tariffs: [
        { from: 0, tariff: before },
        { from: Date.parse('2025-06-11T00:00Z'), tariff: after },
      ],
      grid: june,
      localTime: utc,
      load: { kw },
    });
    expect(bills.map(linesOf)).toEqual([
      [
        ['Energy', 24.9],
        ['Demand', 100],
        ['Meter', 100],
        ['New energy', 96],
        ['New demand', 400],
      ],
    ]);
    expect(bills[0]?.totalUsd).toBe(720.9);
  });

  it('bills a block, the rest at the index, and what it sells back as a credit of its own', () => {
    const block = {
      kind: 'block',
      name: 'Supply',
      blockMw: 1,
      blockUsdPerMwh: 40,
      adderUsdPerMwh: 5,
    } as const;
    const on = grid({ from: '2025-06-01T00:00Z', to: '2025-06-01T04:00Z' });
    const load = { kw: [1000, 1500, 0, 600], indexUsdPerMwh: [30, 100, 900, -20] };
    const bill = (sellsBack: boolean, ...more: Charge[]) =>
      billsOf({
        tariffs: [{ from: 0, tariff: tariffOf({ ...block, sellsBack }, ...more) }],
        grid: on,
        localTime: utc,
        load,
      })[0]!;
    expect(linesOf(bill(true))).toEqual([
      ['Supply, block of 1 MW', 160],
      ['Supply, at the index', 50],
      ['Supply, sold back, a credit', -892],
      ['Supply, adder', 15.5],
    ]);
    // By the formula: block × price + (used − block) × index + used × adder.
    expect(bill(true).totalUsd).toBe(160 + 0.5 * 100 - 900 + 0.4 * 20 + 3.1 * 5);
    expect(bill(false).totalUsd).toBe(160 + 50 + 15.5);
    // Without what is sold back its tax is of more.
    const taxed = bill(true, { kind: 'percent', name: 'Tax', share: 0.1 });
    expect(taxed).toMatchObject({ beforeSoldBackUsd: 248.05, soldBackSavesUsd: 89.2 });
    expect(bill(false)).toMatchObject({ beforeSoldBackUsd: 225.5, soldBackSavesUsd: 0 });
    // What is stated in the place of the 892 that were computed is taxed by itself.
    const tax = { kind: 'percent', name: 'Tax', share: 0.1 } as const;
    const tariff = tariffOf({ ...block, sellsBack: true }, tax);
    const stated = { ...load, statedSoldBackUsd: { '2025-06': 100 } };
    expect(
      billsOf({ tariffs: [{ from: 0, tariff }], grid: on, localTime: utc, load: stated })[0],
    ).toMatchObject({
      totalUsd: taxed.totalUsd,
      soldBackSavesUsd: 10,
    });
  });

  it('leaves out what it does not know, and names it', () => {
    const peak = { start: Date.parse('2024-07-01T21:00Z'), end: Date.parse('2024-07-01T21:15Z') };
    const tariff = tariffOf(
      { kind: 'block', name: 'Supply', blockMw: 1, blockUsdPerMwh: 40, adderUsdPerMwh: 5, sellsBack: true },
      {
        kind: 'demand',
        name: 'Demand',
        periods: flat(2),
        ratchet: { share: 0.8, lookBack: { monthsBack: 11 } },
      },
      {
        kind: 'coincident',
        name: '4CP',
        usdPerKw: 5,
        per: 'month',
        of: 'mean',
        peaks: [peak],
        months: ['2025-06'],
      },
      { kind: 'hosting', name: 'Host', share: 0.2, of: 'revenue', passesPowerThrough: true },
    );
    const asked = { tariffs: [{ from: 0, tariff }], grid: june, localTime: utc };
    const kw = new Float64Array(720).fill(10);
    const [bill] = billsOf({ ...asked, load: { kw } });
    const block = [
      ['Supply, block of 1 MW', 28_800],
      ['Supply, adder', 36],
    ];
    expect(linesOf(bill!)).toEqual([...block, ['Demand', 20]]);
    expect(bill?.missing).toEqual([
      'the index prices of the whole month, by which Supply charges in part',
      'the peaks of 2024-07 to 2025-05, which count above 12.5 kW by the ratchet of Demand',
      'the load at 2024-07-01T21:00 UTC, by which 4CP charges',
      'the revenue of 2025-06, of which Host takes 20%',
    ]);
    const earlierPeaksKw = { '2024-08': 50 };
    const [known] = billsOf({ ...asked, load: { kw, earlierPeaksKw, revenueUsd: { '2025-06': 1000 } } });
    expect(linesOf(known!)).toEqual([...block, ['Demand', 80], ['Host: share of revenue', 200]]);
    expect(known?.missing).toContain(
      'the peaks of 2024-07 and 2024-09 to 2025-05, which count above 50 kW by the ratchet of Demand',
    );
  });

  it('charges the mean of last year’s four peaks in each month of this year', () => {
    const peaks = ['2024-06-30', '2024-07-01', '2024-08-20', '2024-09-20'].map((day, at) => ({
      start: Date.parse(`${day}T21:${at % 2 === 0 ? '00' : '15'}Z`),
      end: Date.parse(`${day}T21:${at % 2 === 0 ? '15' : '30'}Z`),
    }));
    const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, '0')}`);
    const fourCp: Charge = {
      kind: 'coincident',
      name: '4CP',
      usdPerKw: 60,
      per: 'year',
      of: 'mean',
      peaks,
      months,
    };
    const on = grid({ from: '2024-06-01T00:00Z', to: '2025-03-01T00:00Z', minutes: 15 });
    const stopped = new Set([peaks[0]!.start, peaks[3]!.start]);
    const kw = (start: number) => (stopped.has(start) ? 0 : 1000);
    const bills = billed({ tariff: tariffOf(fourCp), kw, on });
    const charged = bills.map(({ month, totalUsd }) => [month, totalUsd]);
    expect(bills[6]?.missing).toEqual(['the peaks by which 4CP charges 2024-12']);
    expect(charged.slice(6)).toEqual([
      ['2024-12', 0],
      ['2025-01', 2500],
      ['2025-02', 2500],
    ]);
    const floor = billed({ tariff: tariffOf({ ...fourCp, minimumKw: 800 }), kw, on }).at(-1)!;
    expect(floor.lines[0]).toMatchObject({ quantity: 800, usd: 4000, setBy: 'minimum' });
  });

  it('averages demand over the window of the clock that the tariff names', () => {
    const on = grid({ from: '2025-06-01T00:15Z', to: '2025-06-01T01:15Z', minutes: 15 });
    const loads = [40, 100, 20, 90];
    const kw = (start: number) => loads[(start - on.start) / 900_000]!;
    const peak = (demandWindowMinutes: number, peakKw?: number) =>
      billed({ tariff: { ...tariffOf(demand(1)), demandWindowMinutes }, kw, on, peakKw })[0]!;
    // 00:00 to 00:30 is known from 00:15 on.
    expect([15, 30, 60].map((minutes) => peak(minutes).totalUsd)).toEqual([100, 90, 90]);
    expect(peak(5).missing).toEqual(['the peaks over 5 minutes, higher than those over the 15 of the load']);
    expect(peak(5, 120)).toMatchObject({ missing: [], totalUsd: 120 });
  });

  it('adds losses, riders, taxes and a minimum in the order of the tariff', () => {
    const tariff = {
      ...tariffOf(
        energy(0.1),
        demand(10),
        { kind: 'percent', name: 'Rider', share: -0.1, of: ['Demand'] },
        { kind: 'percent', name: 'Tax', share: 0.08 },
        { kind: 'minimum', name: 'Minimum', usd: 1000, per: 'month' },
      ),
      losses: { energyShare: 0.05, demandShare: 0.02 },
    };
    const [bill] = billed({ tariff, kw: () => 10, on: june });
    expect(linesOf(bill!)).toEqual([
      ['Energy', 756],
      ['Demand', 102],
      ['Rider', -10.2],
      ['Tax', 67.82],
      ['Minimum', 84.38],
    ]);
    expect(bill).toMatchObject({ totalUsd: 1000, energyKwh: 7200, peakKw: 10, demandUsd: 102 });
  });

  it.each([
    ['revenue', true, 1000 + 300],
    ['revenue', false, 300],
    ['profit', true, 1000],
    ['profit', false, 0],
  ] as const)('takes a host’s share of %s, power passed through %s', (of, passesPowerThrough, usd) => {
    const share = { kind: 'hosting', name: 'Host', share: 0.5, of, passesPowerThrough } as const;
    const [bill] = billsOf({
      tariffs: [
        { from: 0, tariff: tariffOf({ kind: 'fixed', name: 'Power', usd: 1000, per: 'month' }, share) },
      ],
      grid: june,
      localTime: utc,
      load: { kw: new Float64Array(720), revenueUsd: { '2025-06': 600 } },
    });
    expect(bill).toMatchObject({ totalUsd: usd, usdPerMwh: undefined, loadFactor: undefined });
  });

  it('takes a host’s share of the revenue by the energy that was used under its tariff', () => {
    const hosted = (share: number) =>
      tariffOf({ kind: 'hosting', name: 'Host', share, of: 'revenue', passesPowerThrough: true });
    const half = Date.parse('2025-06-16T00:00Z');
    const [bill] = billsOf({
      tariffs: [
        { from: 0, tariff: hosted(0.5) },
        { from: half, tariff: hosted(0.1) },
      ],
      grid: june,
      localTime: utc,
      load: {
        kw: Float64Array.from({ length: 720 }, (_, at) => (at < 360 ? 9 : 1)),
        revenueUsd: { '2025-06': 1000 },
      },
    });
    expect(bill?.lines.map(({ usd }) => usd)).toEqual([450, 10]);
  });

  it.each<[string, Charge[], string]>([
    ['no charge', [], 'charges must be between 1 and 60 charges, read 0'],
    [
      'a price per MWh',
      [energy(45)],
      'charges[0].periods[0].tiers[0].usdPerUnit must be between -5 and 5 USD/kWh, read 45',
    ],
    [
      'a last tier that ends',
      [{ kind: 'demand', name: 'D', periods: [{ name: 'all', tiers: [{ usdPerUnit: 1, upTo: 5 }] }] }],
      'charges[0].periods[0].tiers[0].upTo must be left out, so that the last tier has no end, read 5',
    ],
    [
      'a tax on what stands below it',
      [{ kind: 'percent', name: 'Tax', share: 0.1, of: ['Energy'] }, energy(0.1)],
      'charges[0].of must name charges above it, read "Energy"',
    ],
    [
      'a period that is not there',
      [{ ...energy(0.1), schedule: { months: new Array(12).fill(1) } } as Charge],
      'charges[0].schedule period must be a whole number between 0 and 0, read 1',
    ],
  ])('refuses %s', (_, charges, message) => {
    expect(() => billed({ tariff: tariffOf(...charges), kw: () => 1 })).toThrow(new OutOfRangeError(message));
  });

  it.each([
    [[1, Number.NaN], 'kw[1] must be between 0 and 1000000000 kW, read NaN'],
    [[-1, 1], 'kw[0] must be between 0 and 1000000000 kW, read -1'],
    [[1], 'kw must have the 2 intervals of its grid, read 1'],
  ])('refuses a load of %j', (kw, message) => {
    const on = grid({ from: '2025-06-01T00:00Z', to: '2025-06-01T02:00Z' });
    const asked = { tariffs: [{ from: 0, tariff: tariffOf(energy(0.1)) }], grid: on, localTime: utc };
    expect(() => billsOf({ ...asked, load: { kw } })).toThrow(new OutOfRangeError(message));
  });

  it('refuses a negative interval that the mean of a demand window would hide', () => {
    const on = grid({ from: '2025-06-01T00:00Z', to: '2025-06-01T01:00Z', minutes: 15 });
    const tariff = { ...tariffOf(demand(5)), demandWindowMinutes: 30 };
    const asked = { tariffs: [{ from: 0, tariff }], grid: on, localTime: utc };
    expect(() => billsOf({ ...asked, load: { kw: [5, 5, 9, -1] } })).toThrow(
      new OutOfRangeError('kw[3] must be between 0 and 1000000000 kW, read -1'),
    );
  });

  it('refuses tariffs that are not in the order of their beginnings', () => {
    const tariffs = [3e12, 2e12].map((from) => ({ from, tariff: tariffOf(energy(0.1)) }));
    expect(() => billsOf({ tariffs, grid: june, localTime: utc, load: { kw: [] } })).toThrow(
      'tariffs[1].from must be between 3000000000000 and 100000000000000 Unix milliseconds, read 2000000000000',
    );
  });
});
