import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/common/errors.ts';
import type { EnergyCharge, Schedule } from '../../src/economics/index.ts';
import { readTariffFile } from '../../src/tariffs/file/index.ts';

const read = (content: unknown) =>
  readTariffFile({ name: 'rate', text: typeof content === 'string' ? content : JSON.stringify(content) });
const refusal = (content: unknown): string => {
  try {
    read(content);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'was read';
};
const twelve = <T>(one: T): T[] => new Array<T>(12).fill(one);
const day = new Array<number>(24).fill(0);

/** As the form of openei.org describes a rate. */
const urdb = {
  label: '539f6a23ec4f024411ec8bf9',
  utility: 'Town',
  name: 'Primary',
  approved: true,
  enddate: 1_383_199_200,
  servicetype: 'Delivery',
  peakkwcapacitymin: 400,
  energyratestructure: [
    [
      { rate: 0.06, adj: 0.008, unit: 'kWh', max: 1000 },
      { rate: 0.05, unit: 'kWh' },
    ],
    [{ rate: 0.07, unit: 'kWh', max: 1e38 }],
  ],
  energyweekdayschedule: twelve([...day.slice(0, 23), 1]),
  energyweekendschedule: twelve(day),
  flatdemandstructure: [[{ rate: 11.5 }], [{ rate: 10.5 }]],
  flatdemandmonths: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1],
  flatdemandunit: 'kW',
  demandwindow: 30,
  lookbackPercent: 35,
  lookbackRange: 11,
  lookbackMonths: twelve(0),
  fixedchargefirstmeter: 2.5,
  fixedchargeunits: '$/day',
  mincharge: 100,
  minchargeunits: '$/month',
  annualmincharge: 0,
  energyattrs: [],
};

describe('readTariffFile() of the Utility Rate Database', () => {
  it('reads every charge of a rate, and says what no bill follows from', () => {
    const { tariff, notes } = read({ items: [urdb] });
    expect(tariff).toEqual({
      name: 'Town, Primary',
      demandWindowMinutes: 30,
      charges: [
        {
          kind: 'energy',
          name: 'Energy',
          tiersCount: 'kWh',
          schedule: { weekday: urdb.energyweekdayschedule, weekend: urdb.energyweekendschedule },
          periods: [
            { name: 'P0', tiers: [{ usdPerUnit: 0.068, upTo: 1000 }, { usdPerUnit: 0.05 }] },
            { name: 'P1', tiers: [{ usdPerUnit: 0.07 }] },
          ],
        },
        {
          kind: 'demand',
          name: 'Demand',
          schedule: { months: urdb.flatdemandmonths },
          periods: [
            { name: 'P0', tiers: [{ usdPerUnit: 11.5 }] },
            { name: 'P1', tiers: [{ usdPerUnit: 10.5 }] },
          ],
          ratchet: { share: 0.35, lookBack: { monthsBack: 11 } },
        },
        { kind: 'fixed', name: 'Fixed', usd: 2.5, per: 'day' },
        { kind: 'minimum', name: 'Minimum', usd: 100, per: 'month' },
      ],
    });
    expect(notes).toEqual([
      'the rate ended on 2013-10-31',
      'it is for delivery alone: the rest of the power bill is not in it',
      'it is for sites from 400 kW',
    ]);
  });

  it.each<[string, object, string]>([
    ['reactive power', { demandreactivepowercharge: 2.7 }, 'demandreactivepowercharge: reactive power'],
    [
      'a ratchet without months',
      { demandratchetpercentage: twelve(0.35) },
      'demandratchetpercentage: does not say',
    ],
    [
      'coincident demand',
      { coincidentratestructure: [[{ rate: 5 }]] },
      'coincidentratestructure: when the system',
    ],
    ['a minimum of a year', { annualmincharge: 9 }, 'annualmincharge: a minimum of a year'],
    ['attributes', { energyattrs: [{ 'Fuel factor': '2 c' }] }, 'energyattrs: what it holds'],
    ['a field that nobody knows', { surcharge: 5 }, 'surcharge: no field of the URDB'],
    ['demand in kVA', { flatdemandunit: 'kVA' }, 'flatdemandunit: kVA cannot be computed, only kW'],
    [
      'hours of use by the day',
      { energyratestructure: [[{ rate: 0.1, unit: 'kWh/kW daily' }]] },
      'tiers in kWh/kW daily cannot be computed',
    ],
    [
      'cents',
      { energyratestructure: [[{ rate: 6.17 }], [{ rate: 7 }]] },
      'is 6.17 in cents (0.0617), or per MWh (0.00617)?',
    ],
    [
      'a tier without a price',
      { flatdemandstructure: [[{ max: 5 }], [{ rate: 1 }]] },
      'flatdemandstructure: a tier has neither rate nor adj',
    ],
    ['one schedule of two', { energyweekendschedule: undefined }, 'both are needed'],
    ['a ratchet that is 1% or 100%', { lookbackPercent: 1.5 }, 'is 1.5 a share of 1.5% or of 150%?'],
    ['two fixed charges', { fixedmonthlycharge: 9 }, 'the same thing twice'],
    [
      'a schedule of other periods',
      { flatdemandmonths: twelve(2) },
      'must be a whole number between 0 and 1, read 2',
    ],
    [
      'a last tier that ends',
      { flatdemandstructure: [[{ rate: 1, max: 500 }], [{ rate: 1 }]] },
      'so that the last tier has no end, read 500',
    ],
    ['a text for a number', { mincharge: '9' }, 'mincharge: Invalid input'],
  ])('refuses %s by name', (_, change, message) => {
    expect(refusal({ ...urdb, ...change })).toContain(message);
  });

  it('refuses what is no rate', () => {
    expect(refusal({ items: [urdb, urdb] })).toContain('items: it must hold one rate, read 2');
    expect(refusal('{')).toContain('is not JSON');
    expect(refusal('[1]')).toContain('it must be a rate of the URDB');
    expect(refusal(' ')).toBe('rate is empty.');
  });
});

const CSV = `charge,name,period,months,days,hours,upTo,price,unit,ratchet
energy,,peak,Jun-Sep,weekdays,14-20,,9.5,c/kWh,
energy,,rest,,,,1000000,45,$/MWh,
energy,,rest,,,,,40,$/MWh,
demand,Wires,,,,,,4.25,$/kW-month,80% of 11 months
demand,On-peak,peak,6-9,weekdays,14-20,,12,$/kW,
fixed,Customer,,,,,,"1,250",$/month,
tax,Tax,,,,,,6.25,%,
`;

describe('readTariffFile() of CSV', () => {
  it('reads charges by their rows, each price with its unit', () => {
    const { tariff } = read(CSV);
    const [energy, wires, onPeak, ...rest] = tariff.charges;
    expect(energy).toMatchObject({
      periods: [
        { name: 'peak', tiers: [{ usdPerUnit: 0.095 }] },
        { name: 'rest', tiers: [{ usdPerUnit: 0.045, upTo: 1e6 }, { usdPerUnit: 0.04 }] },
      ],
    });
    const { weekday, weekend } = (energy as EnergyCharge).schedule as Extract<Schedule, { weekday: unknown }>;
    expect(weekday.map((hours) => hours.filter((period) => period === 0).length).join(' ')).toBe(
      '0 0 0 0 0 6 6 6 6 0 0 0',
    );
    expect([weekday[5]![13], weekday[5]![14], weekday[5]![19], weekday[5]![20], weekend[5]![14]]).toEqual([
      1, 0, 0, 1, 1,
    ]);
    expect(wires).toMatchObject({ kind: 'demand', ratchet: { share: 0.8, lookBack: { monthsBack: 11 } } });
    expect(onPeak).toMatchObject({
      periods: [{ name: 'peak' }, { name: 'free hours', tiers: [{ usdPerUnit: 0 }] }],
    });
    expect(rest).toEqual([
      { kind: 'fixed', name: 'Customer', usd: 1250, per: 'month' },
      { kind: 'percent', name: 'Tax', share: 0.0625 },
    ]);
  });

  it('reads back what the desk writes as JSON', () => {
    const { tariff } = read(CSV);
    expect(read(tariff)).toEqual({ tariff, notes: [] });
    expect(refusal({ ...tariff, colour: 'red' })).toContain('colour');
  });

  it.each([
    ['a price without unit', 'energy,45,', 'row 2, price: it needs a unit: $/kwh'],
    [
      'dollars that are cents',
      'energy,4.5,$/kWh',
      'row 2, price: 4.5 $/kwh is $4500/MWh: is it in c/kWh or $/MWh?',
    ],
    ['a decimal comma', 'energy,"0,045",$/kWh', 'row 2, price: I read “0,045”, where the comma is unclear'],
    ['demand in kVA', 'demand,12,$/kVA', 'row 2, price: it needs a unit: $/kw'],
    ['a charge that is not known', 'reactive,12,$/kVAR', 'row 2, charge: I read “reactive”'],
  ])('refuses %s', (_, row, message) => {
    expect(refusal(`charge,price,unit\n${row}\n`)).toContain(message);
  });

  it('refuses hours without a price, hours with two, and columns that it does not know', () => {
    const rows = (...lines: string[]) => `charge,period,days,hours,price,unit\n${lines.join('\n')}\n`;
    expect(refusal(rows('energy,peak,,14-20,9,c/kWh'))).toContain(
      'Energy has no price on weekdays of month 1 at 0:00',
    );
    expect(
      refusal(rows('energy,a,,,4,c/kWh', 'energy,b,,8-20,9,c/kWh', 'energy,c,,19-22,9,c/kWh')),
    ).toContain('row 4: c and another period both hold in month 1 at 19:00');
    expect(refusal('charge,price,unit,colour\nenergy,4,c/kWh,red\n')).toContain('unknown column colour');
  });
});
