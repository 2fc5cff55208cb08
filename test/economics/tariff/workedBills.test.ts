import { describe, expect, it } from 'vitest';
import { billsOf, type Period, type Schedule } from '../../../src/economics/index.ts';
import { billed, demand, energy, grid, sum, tariffOf, utc } from './tariffs.ts';

/** Published bills, and one computed by an independent program, with tariffs typed as the sources describe them. */
describe('billsOf() comes to the published bill of', () => {
  const month = (start: number) => new Date(start).getUTCMonth();
  const firstHour = (start: number) =>
    new Date(start).getUTCDate() === 1 && new Date(start).getUTCHours() === 0;
  const byMonth = (usdPerKw: readonly number[]): { schedule: Schedule; periods: Period[] } => ({
    schedule: { months: usdPerKw.map((_, at) => at) },
    periods: usdPerKw.map((usdPerUnit, at) => ({ name: `month ${at + 1}`, tiers: [{ usdPerUnit }] })),
  });

  it('a ratchet of 35% over the other eleven months (REopt.jl test/runtests.jl, URDB 539f6a23ec4f024411ec8bf9)', () => {
    const [cold, warm] = [10.5, 11.5];
    const prices = [cold, cold, cold, cold, warm, warm, warm, warm, warm, warm, cold, cold];
    const ratchet = { share: 0.35, lookBack: { months: new Array<boolean>(12).fill(true) } };
    const tariff = tariffOf({ kind: 'demand', name: 'Demand', ...byMonth(prices), ratchet });
    const kw = (start: number) => (month(start) === 0 && firstHour(start) ? 100 : 1);
    expect(sum(billed({ tariff, kw, yearRepeats: true }))).toBeCloseTo(5302.5, 6);
  });

  it('a ratchet of 75% over the six months before, round the year (REopt.jl test/runtests.jl)', () => {
    const prices = [10, 10, 20, 50, 20, 10, 20, 20, 20, 20, 20, 5];
    const ratchet = { share: 0.75, lookBack: { monthsBack: 6 } };
    const tariff = tariffOf({ kind: 'demand', name: 'Demand', ...byMonth(prices), ratchet });
    const peaks = [200, 100, 100, 400, 100, 500, 100, 100, 100, 100, 100, 300];
    const kw = (start: number) => (firstHour(start) ? peaks[month(start)]! : 0);
    const bills = billed({ tariff, kw, yearRepeats: true });
    const kilowatts = bills.map(({ lines }) => lines[0]!.quantity);
    expect(kilowatts).toEqual([225, 225, 225, 400, 300, 500, 375, 375, 375, 375, 375, 375]);
    expect(sum(bills)).toBeCloseTo(79_375, 6);
    expect(bills[0]!.lines[0]!.setBy).toBe('ratchet');
  });

  it('coincident peaks at two prices, the highest of each group once (REopt.jl test/runtests.jl)', () => {
    const hour = (at: string) => ({ start: Date.parse(at), end: Date.parse(at) + 3_600_000 });
    const group = { kind: 'coincident', per: 'month', of: 'highest', months: ['2025-07'] } as const;
    const dear = [hour('2025-07-01T16:00Z'), hour('2025-07-02T16:00Z'), hour('2025-07-03T16:00Z')];
    const cheap = [hour('2025-07-08T16:00Z'), hour('2025-07-09T16:00Z')];
    const tariff = tariffOf(
      { ...group, name: 'Three hours', usdPerKw: 10, peaks: dear },
      { ...group, name: 'Two hours', usdPerKw: 5, peaks: cheap },
    );
    expect(billed({ tariff, kw: () => 1 }).reduce((usd, { totalUsd }) => usd + totalUsd, 0)).toBe(15);
  });

  it('a demand tier that is free (REopt.jl test/runtests.jl)', () => {
    const tiers = [{ usdPerUnit: 0, upTo: 50 }, { usdPerUnit: 12 }];
    const tariff = tariffOf({ kind: 'demand', name: 'Demand', periods: [{ name: 'all', tiers }] });
    expect(sum(billed({ tariff, kw: () => 1_000_000 / 8760 }))).toBeCloseTo(9238.36, 2);
  });

  /** REopt.jl test/scenarios/multi_tier_urdb_response.json, Apache-2.0. */
  it('tiers of energy and of demand for a flat MW (REopt.jl, the bill by an independent program)', () => {
    const summer = (period: number, other: number) => ({
      months: Array.from({ length: 12 }, (_, at) => (at >= 4 && at <= 9 ? period : other)),
    });
    const tariff = tariffOf(
      {
        kind: 'energy',
        name: 'Energy',
        schedule: summer(0, 1),
        periods: [
          { name: 'summer', tiers: [{ usdPerUnit: 0.078891, upTo: 20_000 }, { usdPerUnit: 0.06 }] },
          { name: 'winter', tiers: [{ usdPerUnit: 0.061731 }] },
        ],
      },
      {
        kind: 'demand',
        name: 'Demand',
        periods: [{ name: 'all', tiers: [{ usdPerUnit: 24.368, upTo: 100 }, { usdPerUnit: 17.031 }] }],
      },
      { kind: 'fixed', name: 'Customer', usd: 3.298, per: 'day' },
    );
    const bills = billed({ tariff, kw: () => 1000 });
    const june = bills[5]!.lines.map(({ component, usd }) => [component, usd]);
    expect(june).toEqual([
      ['Energy, summer, tier 1', 1577.82],
      ['Energy, summer, tier 2', 42_000],
      ['Demand, tier 1', 2436.8],
      ['Demand, tier 2', 15_327.9],
      ['Customer', 98.94],
    ]);
    expect(sum(bills, 'demand')).toBeCloseTo(213_176.4, 2);
    expect(sum(bills, 'energy')).toBeCloseTo(535_386.38, 2);
    expect(sum(bills, 'fixed')).toBeCloseTo(1203.77, 2);
  });

  it('PSE&G’s commercial rate in June (civilengineeringhandbook 18.5.1)', () => {
    const tariff = tariffOf(
      { kind: 'fixed', name: 'Service', usd: 3.74, per: 'month' },
      { ...energy(0.09444), name: 'Supply' },
      { ...energy(-0.017192), name: 'Credit' },
      demand(262.34 / 30),
    );
    const june = grid({ from: '2025-06-01T00:00Z', to: '2025-07-01T00:00Z' });
    const rest = (17_588 - 30) / 719;
    const [bill] = billed({ tariff, on: june, kw: (start) => (start === june.start ? 30 : rest) });
    expect(bill).toMatchObject({ totalUsd: 1624.72, peakKw: 30, demandUsd: 262.34, missing: [] });
    expect(bill?.energyKwh).toBeCloseTo(17_588, 6);
  });

  it.each([
    [0.97, 40_275],
    [0.9, 42_075],
  ])('hours of use at a power factor of %d (crppd.com, large power)', (powerFactor, usd) => {
    const tiers = [{ usdPerUnit: 0.077, upTo: 200 }, { usdPerUnit: 0.051, upTo: 400 }, { usdPerUnit: 0.044 }];
    const tariff = {
      ...tariffOf({ kind: 'fixed', name: 'Base', usd: 275, per: 'month' }, demand(10), {
        kind: 'energy',
        name: 'Energy',
        tiersCount: 'kWh/kW',
        periods: [{ name: 'all', tiers }],
      }),
      powerFactor: { least: 0.95, raise: { sharePerPoint: 0.02 } },
    };
    const june = grid({ from: '2025-06-01T00:00Z', to: '2025-07-01T00:00Z' });
    const kw = Float64Array.from({ length: 720 }, (_, at) => (at === 0 ? 1000 : 499_000 / 719));
    const asked = { tariffs: [{ from: 0, tariff }], grid: june, localTime: utc };
    expect(billsOf({ ...asked, load: { kw, powerFactor } })[0]).toMatchObject({ totalUsd: usd, missing: [] });
    expect(billsOf({ ...asked, load: { kw } })[0]).toMatchObject({
      totalUsd: 40_275,
      missing: ['the power factor of the load: taken as good enough'],
    });
  });
});
