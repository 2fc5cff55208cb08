import { describe, expect, it } from 'vitest';
import type { Bill, Charge } from '../../../src/economics/index.ts';
import { billed, chicago, energy, flat, grid, tariffOf } from './tariffs.ts';

const linesOf = ({ lines }: Bill) => lines.map(({ component, usd }) => [component, usd]);

/** Another price from 17:00 to 18:00 on weekdays. */
const evening: Charge = {
  kind: 'energy',
  name: 'Energy',
  periods: [...flat(0.01), { name: 'evening', tiers: [{ usdPerUnit: 1 }] }],
  schedule: {
    weekday: Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => (hour === 17 ? 1 : 0))),
    weekend: Array.from({ length: 12 }, () => new Array<number>(24).fill(0)),
  },
};

describe('local time', () => {
  it.each([
    ['23 hours in March', '2025-03-09T06:00Z', '2025-03-10T05:00Z', 92],
    ['25 hours in November', '2025-11-02T05:00Z', '2025-11-03T06:00Z', 100],
  ])('has a day of %s', (_, from, to, quarters) => {
    const on = grid({ from, to, minutes: 15 });
    expect(on.count).toBe(quarters);
    const hourly: Charge = {
      kind: 'energy',
      name: 'Energy',
      periods: Array.from({ length: 24 }, (_, hour) => ({ name: `${hour}`, tiers: [{ usdPerUnit: 1 }] })),
      schedule: {
        weekday: Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => hour)),
        weekend: Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => hour)),
      },
    };
    const [bill] = billed({ tariff: tariffOf(hourly), kw: () => 1, on, localTime: chicago });
    const hours = Object.fromEntries(bill!.lines.map(({ component, quantity }) => [component, quantity]));
    expect(bill).toMatchObject({ energyKwh: quarters / 4, hours: quarters / 4 });
    expect([hours['Energy, 1'], hours['Energy, 2']]).toEqual(quarters === 92 ? [1, undefined] : [2, 1]);
  });

  it('moves the weekdays of a leap year and lengthens its February', () => {
    const february = (year: number) =>
      grid({ from: `${year}-02-01T06:00Z`, to: `${year}-03-01T06:00Z`, minutes: 15 });
    const tariff = tariffOf(evening, { kind: 'fixed', name: 'Meter', usd: 2, per: 'day' });
    const of = (year: number) => billed({ tariff, kw: () => 4, on: february(year), localTime: chicago })[0]!;
    // 29 February 2024 was a Thursday: 21 weekdays against 20.
    expect(linesOf(of(2024))).toEqual([
      ['Energy, all hours', 27],
      ['Energy, evening', 84],
      ['Meter', 58],
    ]);
    expect(linesOf(of(2025))).toEqual([
      ['Energy, all hours', 26.08],
      ['Energy, evening', 80],
      ['Meter', 56],
    ]);
  });

  it('covers its months whole', () => {
    const on = grid({ from: '2025-03-01T06:00Z', to: '2025-04-01T05:00Z', minutes: 15 });
    const [bill, none] = billed({ tariff: tariffOf(energy(0.1)), kw: () => 10, on, localTime: chicago });
    expect(bill).toMatchObject({
      month: '2025-03',
      hours: 743,
      monthHours: 743,
      loadFactor: 1,
      usdPerMwh: 100,
    });
    expect(none).toBeUndefined();
  });
});
