import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bill,
  billsOf,
  type Charge,
  type DemandCharge,
  type EnergyCharge,
  type Period,
  type Schedule,
  volumetricUsdPerMwh,
} from '../../../src/economics/index.ts';
import { chicago, grid, tariffOf } from './tariffs.ts';

/** The last days of October and the first of November 2025 in Texas: two months and a clock change. */
const hours = grid({ from: '2025-10-30T05:00Z', to: '2025-11-04T06:00Z' });
const quarters = { ...hours, intervalMinutes: 15, count: hours.count * 4 };
const RUNS = { numRuns: 60 };

const loads = fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), {
  minLength: hours.count,
  maxLength: hours.count,
});
/** A line that comes to no cent is left out: whole kilowatts never do. */
const whole = loads.map((kw) => kw.map(Math.round));
const rate = fc.double({ min: 0, max: 5, noNaN: true });
const row = fc.array(fc.nat({ max: 1 }), { minLength: 24, maxLength: 24 });
const schedule = fc
  .tuple(row, row)
  .map(([weekday, weekend]): Schedule => ({ weekday: twelve(weekday), weekend: twelve(weekend) }));
const twelve = <T>(one: T): T[] => new Array<T>(12).fill(one);
const period = (name: string) =>
  fc
    .tuple(rate, fc.double({ min: 0, max: 1e5, noNaN: true }), rate)
    .map(
      ([first, upTo, rest]): Period => ({ name, tiers: [{ usdPerUnit: first, upTo }, { usdPerUnit: rest }] }),
    );
const periods = fc.tuple(period('low'), period('high'));
const energies = fc
  .record({ schedule, periods, tiersCount: fc.constantFrom('kWh', 'kWh/kW') })
  .map(({ periods, ...it }): EnergyCharge => {
    // Hours of use end within the hours there are.
    const shorter = it.tiersCount === 'kWh' ? 1 : 1000;
    const scaled = periods.map(({ name, tiers: [first, rest] }) => ({
      name,
      tiers: [{ ...first!, upTo: first!.upTo! / shorter }, rest!],
    }));
    return { kind: 'energy', name: 'Energy', ...it, periods: scaled };
  });
const demands = fc
  .record({ schedule, periods })
  .map((it): DemandCharge => ({ kind: 'demand', name: 'Demand', ...it }));

const bills = (charges: Charge[], kw: ArrayLike<number>, on = hours): Bill[] =>
  billsOf({
    tariffs: [{ from: 0, tariff: tariffOf(...charges) }],
    grid: on,
    localTime: chicago,
    load: { kw },
  });
const total = (of: readonly Bill[]): number => of.reduce((usd, { totalUsd }) => usd + totalUsd, 0);
/** Each line may be half a cent off. */
const CENTS = 0.05;

describe('a bill', () => {
  it('adds up to the cent', () => {
    const tax: Charge = { kind: 'percent', name: 'Tax', share: 0.0725 };
    fc.assert(
      fc.property(energies, demands, loads, (energy, demand, kw) => {
        for (const { lines, totalUsd } of bills([energy, demand, tax], kw)) {
          const cents = lines.reduce((sum, { usd }) => sum + Math.round(usd * 100), 0);
          expect(Math.round(totalUsd * 100)).toBe(cents);
          for (const { usd, quantity, usdPerUnit } of lines)
            expect(Math.abs(usd - quantity * usdPerUnit)).toBeLessThanOrEqual(0.005 + 1e-6);
        }
      }),
      RUNS,
    );
  });

  it('has at most the sum of two meters’ own demands for the two together', () => {
    const flat = demands.map((it) => ({
      ...it,
      periods: it.periods.map(({ name }) => ({ name, tiers: [{ usdPerUnit: 3 }] })),
    }));
    fc.assert(
      fc.property(flat, loads, loads, (demand, one, other) => {
        const together = one.map((kw, at) => kw + other[at]!);
        const apart = total(bills([demand], one)) + total(bills([demand], other));
        expect(total(bills([demand], together))).toBeLessThanOrEqual(apart + CENTS);
      }),
      RUNS,
    );
  });

  it('has exactly their sum on coincident peaks', () => {
    const coincident = fc
      .record({
        at: fc.uniqueArray(fc.nat({ max: quarters.count - 1 }), { minLength: 1, maxLength: 5 }),
      })
      .map(({ at }): Charge => {
        const peaks = at.map((quarter) => {
          const start = hours.start + quarter * 900_000;
          return { start, end: start + 900_000 };
        });
        return {
          kind: 'coincident',
          name: 'CP',
          per: 'month',
          of: 'mean',
          usdPerKw: 3,
          peaks,
          months: ['2025-11'],
        };
      });
    fc.assert(
      fc.property(coincident, whole, whole, (charge, one, other) => {
        const kw = (load: number[]) => bills([charge], load)[1]!.lines[0]?.quantity ?? 0;
        expect(kw(one.map((load, at) => load + other[at]!))).toBeCloseTo(kw(one) + kw(other), 6);
      }),
      RUNS,
    );
  });

  /** Hours of use may: a higher peak widens the first step, which may be the cheaper one. */
  it('never falls where the load rises, no price is negative and tiers count energy', () => {
    const counted = energies.filter(({ tiersCount }) => tiersCount === 'kWh');
    fc.assert(
      fc.property(counted, demands, loads, loads, (energy, demand, kw, more) => {
        const raised = kw.map((load, at) => load + more[at]!);
        const before = total(bills([energy, demand], kw));
        expect(total(bills([energy, demand], raised))).toBeGreaterThanOrEqual(before - CENTS);
      }),
      RUNS,
    );
  });

  it('has the same energy charge where each hour is split in quarters', () => {
    fc.assert(
      fc.property(energies, loads, (energy, kw) => {
        const split = kw.flatMap((load) => [load, load, load, load]);
        const [whole, parts] = [bills([energy], kw), bills([energy], split, quarters)];
        for (const [at, bill] of whole.entries()) expect(parts[at]?.totalUsd).toBeCloseTo(bill.totalUsd, 1);
      }),
      RUNS,
    );
  });

  /** The price by volume decides what runs: were it more, standing still would be paid for with money that nobody saves. */
  it('is saved by stopping all of it at the price by volume, and never more', () => {
    const tax: Charge = { kind: 'percent', name: 'Tax', share: 0.0725 };
    fc.assert(
      fc.property(energies, loads, (energy, kw) => {
        const tariffs = [{ from: 0, tariff: tariffOf(energy, tax) }];
        const asked = { tariffs, grid: hours, localTime: chicago, load: { kw } };
        const usd = volumetricUsdPerMwh(asked).reduce((sum, price, at) => sum + (price * kw[at]!) / 1000, 0);
        expect(usd).toBeLessThanOrEqual(total(billsOf(asked)) + CENTS);
      }),
      RUNS,
    );
  });

  it('is never lowered by a ratchet', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(demands, share, loads, fc.nat({ max: 10_000 }), (demand, held, kw, peak) => {
        const ratchet = { share: held, lookBack: { monthsBack: 11 } };
        const flat = { kind: 'demand', name: 'Flat', periods: demand.periods.slice(0, 1) } as const;
        const asked = { grid: hours, localTime: chicago, load: { kw, earlierPeaksKw: { '2025-04': peak } } };
        const of = (...charges: Charge[]) =>
          total(billsOf({ tariffs: [{ from: 0, tariff: tariffOf(...charges) }], ...asked }));
        const held2 = of({ ...demand, ratchet }, { ...flat, ratchet });
        expect(held2).toBeGreaterThanOrEqual(of(demand, flat) - 1e-9);
      }),
      RUNS,
    );
  });
});
