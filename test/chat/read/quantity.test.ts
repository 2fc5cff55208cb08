import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChange } from '../../../src/chat/parameters/change.ts';
import { readHashprice, readPowerPrice, readUsd, readUsdPerMonth } from '../../../src/chat/read/price.ts';
import {
  readCount,
  readEfficiency,
  readHashrate,
  readMegawatts,
  readNumber,
  readPercent,
  readWatts,
} from '../../../src/chat/read/quantity.ts';
import type { Reader } from '../../../src/chat/read/scan.ts';
import { UserError } from '../../../src/common/errors.ts';

const what = 'The input';
const readers = {
  powerPrice: readPowerPrice({ what, range: { min: -500, max: 1000 } }),
  megawatts: readMegawatts({ what, range: { min: 0.001, max: 100_000 } }),
  bareMegawatts: readMegawatts({ what, range: { min: 0.001, max: 100_000 }, bare: true }),
  watts: readWatts({ what, range: { min: 10, max: 1_000_000 } }),
  hashprice: readHashprice({ what, range: { min: 0.1, max: 1_000_000 } }),
  hashrate: readHashrate({ what, range: { min: 0.001, max: 1e12 } }),
  efficiency: readEfficiency({ what, range: { min: 5, max: 200 } }),
  usd: readUsd({ what, range: { min: 0, max: 1e12 } }),
  demandCharge: readUsd({ what, range: { min: 0, max: 1000 }, per: 'kW-month' }),
  usdPerMonth: readUsdPerMonth({ what, range: { min: 0, max: 1e12 } }),
  fee: readPercent({ what, range: { min: 0, max: 0.5 } }),
  uptime: readPercent({ what, range: { min: 0.01, max: 1 }, bareFraction: true }),
  count: readCount({ what, range: { min: 1, max: 10_000_000 } }),
  number: readNumber({ what, range: { min: 1, max: 3 }, unit: '' }),
  change: readChange({ what, to: readUsd({ what, range: { min: 100, max: 1e8 } }) }),
} satisfies Record<string, Reader<unknown>>;

const accepted: [keyof typeof readers, string, unknown][] = [
  ['powerPrice', '$45/MWh', 45],
  ['powerPrice', '45 $/MWh', 45],
  ['powerPrice', '45 USD/MWh', 45],
  ['powerPrice', 'USD 45 per MWh', 45],
  ['powerPrice', '45/mwh', 45],
  ['powerPrice', '45', 45],
  ['powerPrice', '$45', 45],
  ['powerPrice', '4.5c', 45],
  ['powerPrice', '4.5¢', 45],
  ['powerPrice', '4.5 c/kWh', 45],
  ['powerPrice', '4.5 cents per kWh', 45],
  ['powerPrice', '5.7c', 57],
  ['powerPrice', '12c', 120],
  ['powerPrice', '$0.045/kWh', 45],
  ['powerPrice', '0.045', 45],
  ['powerPrice', '.045', 45],
  ['powerPrice', '0', 0],
  ['powerPrice', '-$12/MWh', -12],
  ['powerPrice', '−12 $/MWh', -12],
  ['powerPrice', '$-12/MWh', -12],
  ['powerPrice', '-1.2c', -12],
  ['megawatts', '50 MW', 50],
  ['megawatts', '250kW', 0.25],
  ['megawatts', '1.2 GW', 1200],
  ['megawatts', '1,200 megawatts', 1200],
  ['megawatts', '20\u202f000 kW', 20],
  ['bareMegawatts', '120', 120],
  ['watts', '3510W', 3510],
  ['watts', '3.51 kW', 3510],
  ['hashprice', '$45', 45],
  ['hashprice', '45', 45],
  ['hashprice', '45 $/PH/day', 45],
  ['hashprice', '$45/PH/s/day', 45],
  ['hashprice', '0.045 $/TH/day', 45],
  ['hashprice', '45000 USD/EH/day', 45],
  ['hashrate', '234TH', 234],
  ['hashrate', '234 T', 234],
  ['hashrate', '900 PH/s', 900_000],
  ['hashrate', '1.2 EH', 1_200_000],
  ['efficiency', '31 J/TH', 31],
  ['efficiency', '17.5', 17.5],
  ['usd', '90k', 90_000],
  ['usd', '$90,000', 90_000],
  ['usd', '90000', 90_000],
  ['usd', '1.2m', 1_200_000],
  ['usd', '$1.2bn', 1.2e9],
  ['usd', 'US$250k', 250_000],
  ['usd', '1 million', 1_000_000],
  ['usd', '250k usd', 250_000],
  ['demandCharge', '$12/kW-month', 12],
  ['demandCharge', '12', 12],
  ['demandCharge', '$12/kW-mo', 12],
  ['demandCharge', '12 USD/kW/month', 12],
  ['usdPerMonth', '$250k/month', 250_000],
  ['usdPerMonth', '250k', 250_000],
  ['usdPerMonth', '3m a year', 250_000],
  ['usdPerMonth', '1.250m', 1_250_000],
  ['megawatts', '20.125 MW', 20.125],
  ['powerPrice', '$45.125/MWh', 45.125],
  ['fee', '2%', 0.02],
  ['fee', '2', 0.02],
  ['fee', '0.5%', 0.005],
  ['fee', '0', 0],
  ['uptime', '97%', 0.97],
  ['uptime', '97', 0.97],
  ['uptime', '0.97', 0.97],
  ['count', '20,000', 20_000],
  ['count', '20_000', 20_000],
  ['count', '20k', 20_000],
  ['count', '3', 3],
  ['count', '3x', 3],
  ['number', '1.05', 1.05],
  ['change', '90k', { to: 90_000 }],
  ['change', '-20%', { byFactor: 0.8 }],
  ['change', '−20%', { byFactor: 0.8 }],
  ['change', '+5%', { byFactor: 1.05 }],
  ['change', 'x0.8', { byFactor: 0.8 }],
  ['change', '×2', { byFactor: 2 }],
];

const refused: [keyof typeof readers, string, RegExp][] = [
  ['powerPrice', '5', /5c per kWh or \$5 per MWh: write 5c or \$5\/MWh/u],
  ['powerPrice', '-4.5', /−4\.5c per kWh or −\$4\.5 per MWh/u],
  ['powerPrice', '4,5c', /comma is unclear: write 4\.5/u],
  ['powerPrice', '0,045', /comma is unclear/u],
  ['powerPrice', '2000', /between −500 and 1,000 \$\/MWh, read “2000”/u],
  ['powerPrice', `1${'0'.repeat(400)}`, /between −500 and 1,000/u],
  ['megawatts', '0 MW', /between 0\.001 and 100,000 MW, read “0 MW”/u],
  ['hashprice', '0.045', /\$0\.045\/TH\/day or \$0\.045\/PH\/day/u],
  ['usd', '-5', /between 0 and/u],
  ['fee', '0.5', /0\.5% or 50%/u],
  ['fee', '60%', /between 0% and 50%, read “60%”/u],
  ['uptime', '1', /1% or 100%/u],
  ['uptime', '101%', /between 1% and 100%/u],
  ['count', '2.5', /whole number, read “2\.5”/u],
  ['count', '0', /between 1 and/u],
  ['count', '20.000', /20,000 or 20: write 20,000 or 20/u],
  ['count', '1.234.567', /write groups with commas, 1,234,567/u],
  ['usd', '$250.000', /250,000 or 250/u],
  ['usdPerMonth', '150.000/month', /150,000 or 150/u],
  ['number', '0.5', /between 1 and 3, read “0\.5”/u],
  ['change', '20%', /write \+20% or −20%/u],
  ['change', '+5k', /percent, such as \+5%/u],
  ['change', '-100%', /between 0\.001 and 1,000/u],
  ['change', '50', /between 100 and/u],
];

const other: [keyof typeof readers, string][] = [
  ['powerPrice', '45 MW'],
  ['powerPrice', '20%'],
  ['powerPrice', '100 TH'],
  ['powerPrice', 'rockdale'],
  ['powerPrice', '$4.5c'],
  ['powerPrice', '45/kW'],
  ['megawatts', '50'],
  ['megawatts', '50 MWh'],
  ['hashprice', '45 MW'],
  ['hashrate', '50 MW'],
  ['hashrate', '45 TH/day'],
  ['usd', '90kW'],
  ['usd', '5%'],
  ['count', '100 MW'],
  ['count', '$3'],
  ['count', '12c'],
  ['number', 'x'],
  ['number', '-'],
  ['number', ''],
];

describe('quantities', () => {
  it.each(accepted)('%s reads %j as %j', (kind, text, value) => {
    expect(readers[kind](text)).toEqual({ value, rest: '' });
    expect(readers[kind](`${text} next`)).toEqual({ value, rest: ' next' });
  });

  it.each(refused)('%s refuses %j and says why', (kind, text, message) => {
    expect(() => readers[kind](text)).toThrow(UserError);
    expect(() => readers[kind](text)).toThrow(message);
  });

  it.each(other)('%s leaves %j to others', (kind, text) => {
    expect(readers[kind](text)).toBeUndefined();
  });

  it('read any text, or leave it, or throw UserError, and never yield what is not a number', () => {
    const pieces = [
      '$',
      '-',
      '−',
      '1',
      '0',
      '9',
      ',',
      '.',
      ' ',
      'k',
      'm',
      'MW',
      '/kWh',
      'c',
      '%',
      'x',
      '+',
      'TH',
      '/',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(readers)), text, (read: Reader<unknown>, text) => {
        for (const number of numbersIn(readOrRefuse(read, text))) expect(Number.isFinite(number)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it('keeps the whole of the value it leaves behind', () => {
    fc.assert(
      fc.property(fc.double({ min: -499, max: 999, noNaN: true }), fc.string(), (price, after) => {
        const text = `${price.toFixed(2)} $/MWh`;
        expect(readers.powerPrice(`${text} ${after}`)).toEqual({
          value: Number(price.toFixed(2)) + 0,
          rest: ` ${after}`,
        });
      }),
    );
  });
});

function readOrRefuse(read: Reader<unknown>, text: string): unknown {
  try {
    const found = read(text);
    if (found) expect(text.endsWith(found.rest)).toBe(true);
    return found?.value;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return undefined;
  }
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
