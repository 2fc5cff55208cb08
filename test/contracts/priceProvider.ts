import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/common/errors.ts';
import type { Slot } from '../../src/economics/index.ts';
import { SourceError } from '../../src/net/http.ts';
import type { PriceProvider } from '../../src/power/providers/index.ts';

/** A price as an upstream would have it: from when (UTC, Unix milliseconds), for how long, in its own unit. */
export interface Published {
  start: number;
  minutes: number;
  price: number;
}

export interface PriceProviderCase {
  provider: PriceProvider;
  /** The text in which the upstream publishes these, oldest first. */
  publish(prices: readonly Published[]): string;
  /** Beside currency and rate. */
  options?: object;
  currency: string;
  /** A day on which this zone's clock changes is a day of the upstream. */
  timeZone: string;
  /** What a slot that the upstream leaves out is. */
  missing: 'missing' | 'as the one before';
  /** Texts in another unit, or of another side of the hour, by what goes wrong. */
  wrong: Record<string, { text: string; options?: object; says: RegExp }>;
}

const HOUR_MS = 3_600_000;
/** Local midnight and the hours until the next, by zone: an ordinary day, one of 23 hours and one of 25. */
const days: Record<string, Record<string, [string, number]>> = {
  'America/Chicago': {
    ordinary: ['2026-07-14T05:00Z', 24],
    spring: ['2026-03-08T06:00Z', 23],
    autumn: ['2026-11-01T05:00Z', 25],
  },
  'Europe/Berlin': {
    ordinary: ['2026-07-13T22:00Z', 24],
    spring: ['2026-03-28T23:00Z', 23],
    autumn: ['2026-10-24T22:00Z', 25],
  },
};

/** What every provider of prices does with what its upstream publishes. */
export function priceProviderContract(given: PriceProviderCase): void {
  const { provider, publish, options = {}, currency, timeZone, missing, wrong } = given;
  const day = (name: string, minutes: number): Published[] => {
    const [start, hours] = days[timeZone]![name]!;
    return Array.from({ length: (hours * 60) / minutes }, (_, index) => ({
      start: Date.parse(start) + index * minutes * 60_000,
      minutes,
      price: [31.25, -12.5, 0, 187.4, 9.07][index % 5]!,
    }));
  };
  const slotsOf = (prices: readonly Published[]): Slot[] =>
    prices.flatMap(({ start, minutes, price }) =>
      Array.from({ length: minutes / 15 }, (_, index) => {
        const at = start + index * (HOUR_MS / 4);
        return { start: at, end: at + HOUR_MS / 4, value: price };
      }),
    );
  const read = (text: string, more: object = {}) =>
    provider.read({ text, options: { currency, ...options, ...more } });

  describe(`${provider.name} as a PriceProvider`, () => {
    it.each([
      ['ordinary', 15, 96],
      ['ordinary', 60, 96],
      ['spring', 15, 92],
      ['spring', 60, 92],
      ['autumn', 15, 100],
      ['autumn', 60, 100],
    ])(
      'reads the %s day in prices of %i minutes as %i quarter hours, negative ones too',
      (name, minutes, count) => {
        const prices = day(name, minutes);
        const slots = read(publish(prices));
        expect(slots).toHaveLength(count);
        expect(slots).toEqual(slotsOf(prices));
      },
    );

    it('never makes up a price', () => {
      const prices = day('ordinary', 15);
      const slots = read(publish(prices.toSpliced(40, 2)));
      const expected = slotsOf(prices);
      if (missing === 'missing') expected.splice(40, 2);
      else for (const at of [40, 41]) expected[at] = { ...expected[at]!, value: expected[39]!.value };
      expect(slots).toEqual(expected);
    });

    it('refuses two prices for one time', () => {
      const prices = day('ordinary', 15);
      const doubled = publish(prices.toSpliced(40, 0, { ...prices[40]!, price: 1 }));
      expect(() => read(doubled)).toThrow(SourceError);
      expect(() => read(doubled)).toThrow(/both give a price for|twice/);
    });

    it('refuses a price that no market asks', () => {
      const prices = day('ordinary', 60).with(3, { ...day('ordinary', 60)[3]!, price: 45_000_000 });
      expect(() => read(publish(prices))).toThrow(/is the unit right/);
    });

    it('takes another currency at a rate with its date, and not without', () => {
      const text = publish(day('ordinary', 60));
      const other = currency === 'USD' ? 'EUR' : 'USD';
      const rate = { from: currency, to: other, value: 2, date: '2026-11-28' };
      expect(() => read(text, { currency: other })).toThrow(/give a rate with its date/);
      expect(() => read(text, { currency: other, rate: { ...rate, to: 'GBP' } })).toThrow(SourceError);
      expect(() => read(text, { currency: other, rate: { ...rate, date: 'today' } })).toThrow(UserError);
      expect(read(text, { currency: other, rate }).map(({ value }) => value)).toEqual(
        read(text).map(({ value }) => value * 2),
      );
    });

    it.each(Object.entries(wrong))('refuses %s', (_, { text, options: more, says }) => {
      expect(() => read(text, more)).toThrow(SourceError);
      expect(() => read(text, more)).toThrow(says);
    });

    it('refuses an option that it does not know, by its name', () => {
      expect(() => read('', { resolution: 15 })).toThrow(UserError);
      expect(() => read('', { resolution: 15 })).toThrow(/resolution/);
    });

    it('refuses what is too long', () => {
      expect(() => read('x'.repeat(17_000_000))).toThrow(/longer than 16 million/);
    });

    it('refuses garbage, and any text that is cut off, with a SourceError alone', () => {
      const whole = publish(day('ordinary', 60));
      const garbage = [
        '',
        ' ',
        'null',
        '[]',
        '{}',
        '[[]]',
        '[null]',
        '{"a":1}',
        '<html>Bad gateway</html>',
        '<a><b></a>',
        'a,b\n1',
        '"',
        whole.repeat(2),
      ];
      for (const text of garbage) expect(() => read(text), text.slice(0, 40)).toThrow(SourceError);
      const all = read(whole);
      for (let length = 0; length < whole.length - 1; length += 37) {
        try {
          // A table's last number can be cut within its digits, which nothing in it tells.
          const before = read(whole.slice(0, length)).slice(0, -4);
          expect(before).toEqual(all.slice(0, before.length));
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }
    });
  });
}
