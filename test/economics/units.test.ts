import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  convertHashprice,
  convertHashrate,
  convertPowerPrice,
  hashpriceUnits,
  hashrateUnits,
  OutOfRangeError,
  powerPriceUnits,
} from '../../src/economics/index.ts';

test('conversions agree with the definitions', () => {
  expect(convertHashrate({ value: 1, from: 'EH/s', to: 'TH/s' })).toBe(1_000_000);
  expect(convertPowerPrice({ value: 4.5, from: 'cents/kWh', to: 'USD/MWh' })).toBe(45);
  expect(convertPowerPrice({ value: -0.01, from: 'USD/kWh', to: 'USD/MWh' })).toBe(-10);
  expect(convertHashprice({ value: 0.05, from: 'USD/TH/day', to: 'USD/PH/day' })).toBe(50);
  expect(convertHashprice({ value: 50, from: 'USD/PH/day', to: 'USD/EH/day' })).toBe(50_000);
});

type Convert = (conversion: { value: number; from: string; to: string }) => number;

test.each([
  ['convertHashrate', convertHashrate as Convert, hashrateUnits],
  ['convertPowerPrice', convertPowerPrice as Convert, powerPriceUnits],
  ['convertHashprice', convertHashprice as Convert, hashpriceUnits],
])('%s() returns to the value it came from', (_name, convert, units) => {
  const unit = fc.constantFrom(...Object.keys(units));
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), unit, unit, (value, from, to) => {
      const there = convert({ value, from, to });
      expect(Math.abs(convert({ value: there, from: to, to: from }) / value - 1)).toBeLessThan(1e-12);
    }),
  );
});

test('conversions refuse a negative hashrate and a unit they do not know', () => {
  expect(() => convertHashrate({ value: -1, from: 'TH/s', to: 'PH/s' })).toThrow(
    new OutOfRangeError('hashrate must be between 0 and 1e+30 TH/s, read -1'),
  );
  expect(() => convertPowerPrice({ value: 1, from: 'EUR/MWh' as never, to: 'USD/MWh' })).toThrow(
    new OutOfRangeError('The unit of power price must be one of USD/MWh, USD/kWh, cents/kWh, read EUR/MWh'),
  );
});
