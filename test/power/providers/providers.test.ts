import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/common/errors.ts';
import { SourceError } from '../../../src/net/http.ts';
import { energyCharts } from '../../../src/power/providers/energyCharts.ts';
import { entsoe } from '../../../src/power/providers/entsoe.ts';
import { ercot } from '../../../src/power/providers/ercot.ts';
import { generic } from '../../../src/power/providers/generic.ts';
import { priceProviders } from '../../../src/power/providers/index.ts';
import {
  type PriceProviderCase,
  type Published,
  priceProviderContract,
} from '../../contracts/priceProvider.ts';
import { energyChartsJson, entsoeXml, ercotCsv, wallCsv } from './publish.ts';

const at = (time: string) => Date.parse(time);
const hours = (values: readonly number[], start = at('2026-07-14T05:00Z'), minutes = 60): Published[] =>
  values.map((price, index) => ({ start: start + index * minutes * 60_000, minutes, price }));
const ordinary = hours([30, 40, 50]);
const wall = {
  start: 'interval start',
  price: 'price',
  unit: '$/MWh',
  decimal: ',',
  timeZone: 'America/Chicago',
};

const cases: PriceProviderCase[] = [
  {
    provider: generic,
    publish: wallCsv,
    options: wall,
    currency: 'USD',
    timeZone: 'America/Chicago',
    missing: 'missing',
    wrong: {
      'dollars per kWh said to be per MWh': {
        text: wallCsv(hours([0.03, 0.045])),
        says: /no price reaches 0.045 USD\/MWh: are they per kWh/,
      },
      'prices per MWh said to be per kWh': {
        text: wallCsv(ordinary),
        options: { unit: '$/kWh' },
        says: /comes to 30000 USD\/MWh|is the unit right/,
      },
      'cents said to be dollars': {
        text: wallCsv(hours([3.1, 4.5])),
        options: { unit: '$/kWh' },
        says: /half of the prices reach 4.50e\+3 USD\/MWh: are they cents/,
      },
      'decimal commas that were not said': {
        text: wallCsv(hours([30.5, 40.5])),
        options: { decimal: '.' },
        says: /row 2: read "30,5".*comma/,
      },
      'wall times of nowhere': {
        text: wallCsv(ordinary),
        options: { timeZone: undefined },
        says: /no offset to UTC/,
      },
      'a time that the clock skips': {
        text: 'interval start;price\n2026-03-08 01:00;30\n2026-03-08 02:00;31',
        says: /row 3: the clock of America\/Chicago skips 2026-03-08 02:00/,
      },
      'a price alone, of which nobody says how long it holds': {
        text: wallCsv(hours([30])),
        says: /how long/,
      },
      'slots of ten minutes': {
        text: wallCsv(hours([30, 31], at('2026-07-14T05:00Z'), 10)),
        says: /lasts 10 minutes/,
      },
    },
  },
  {
    provider: ercot,
    publish: (prices) => ercotCsv(prices),
    currency: 'USD',
    timeZone: 'America/Chicago',
    missing: 'missing',
    wrong: {
      'hours that are told by their beginning': {
        text: ercotCsv(ordinary).replace(',01:00,', ',00:00,'),
        says: /row 2: read "00:00", 1 to 24 \(hours are told by their end\)/,
      },
      'several points at once': {
        text: `${ercotCsv(ordinary)}\r\n${ercotCsv(ordinary, 'HB_WEST').split('\r\n').slice(1).join('\r\n')}`,
        says: /2 of “Settlement Point Name”, say which: HB_SOUTH, HB_WEST/,
      },
      'a point that is not in it': {
        text: ercotCsv(ordinary),
        options: { settlementPoint: 'HB_NORTH' },
        says: /never HB_NORTH, it holds: HB_SOUTH/,
      },
      'a repeated hour in July': {
        text: ercotCsv(ordinary).replace(',N,', ',Y,'),
        says: /flagged as repeated, the clock of America\/Chicago shows it once/,
      },
      'a table without prices': {
        text: 'Delivery Date,Delivery Hour\n07/14/2026,1',
        says: /no column “Settlement Point Price”/,
      },
    },
  },
  {
    provider: energyCharts,
    publish: (prices) => energyChartsJson(prices),
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    missing: 'missing',
    wrong: {
      'another unit': { text: energyChartsJson(ordinary, 'EUR / GWh'), says: /its unit is “EUR \/ GWh”/ },
      'lists of two lengths': {
        text: energyChartsJson(ordinary).replace(',50]', ']'),
        says: /3 times and 2 prices/,
      },
    },
  },
  {
    provider: entsoe,
    publish: (prices) => entsoeXml([{ prices }]),
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    missing: 'as the one before',
    wrong: {
      'its own refusal': {
        text: '<Acknowledgement_MarketDocument><Reason><code>999</code><text>No matching data found</text></Reason></Acknowledgement_MarketDocument>',
        says: /ENTSO-E answers “No matching data found”/,
      },
      'another unit': {
        text: entsoeXml([{ prices: ordinary }]).replace('>MWH<', '>KVA<'),
        says: /EUR per KVA/,
      },
      'another document': { text: entsoeXml([{ prices: ordinary }]).replace('A44', 'A65'), says: /A65/ },
      'series in two currencies': {
        text: entsoeXml([{ prices: ordinary }, { prices: ordinary, sequence: 2, currency: 'PLN' }]),
        says: /several units/,
      },
      'a document type, which could name files': {
        text: `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>${entsoeXml([{ prices: ordinary }])}`,
        says: /no plain XML/,
      },
      'a remark that never ends': { text: `<!--${'-x'.repeat(4_000_000)}`, says: /no plain XML/ },
      'a nest of elements': { text: '<a>'.repeat(10_000), says: /nested deeper/ },
      'positions beyond the period': {
        text: entsoeXml([{ prices: ordinary }]).replace('<position>3<', '<position>4<'),
        says: /position 4 is not within 1 to 3/,
      },
    },
  },
];

for (const one of cases) priceProviderContract(one);

it('priceProviders holds nothing that the contract was not asked of', () => {
  expect(cases.map(({ provider }) => provider.name)).toEqual(priceProviders.map(({ name }) => name));
});

describe('generic', () => {
  const rows = [
    { s: '2026-07-14T00:00:00-05:00', e: '2026-07-14T00:30:00-05:00', p: '4.5' },
    { s: '2026-07-14T01:00:00-05:00', e: '2026-07-14T02:00:00-05:00', p: null },
    { s: '2026-07-14T02:00:00-05:00', e: '2026-07-14T03:00:00-05:00', p: -1 },
  ];
  const json = JSON.stringify({ data: { list: rows } });
  const options = { rows: 'data.list', price: 'p', unit: 'c/kWh' };

  it('reads JSON at a path, with both times, in cents', () => {
    const slots = generic.read({ text: json, options: { ...options, start: 's', end: 'e' } });
    expect(slots.map(({ value }) => value)).toEqual([45, 45, -10, -10, -10, -10]);
    expect([slots[0]!.start, slots[2]!.start]).toEqual([at('2026-07-14T05:00Z'), at('2026-07-14T07:00Z')]);
  });

  it('reads times that are ends, newest first, over the hour that a clock shows twice', () => {
    const ends =
      'ending,price\n2026-11-01 02:00,5\n2026-11-01 01:00,4\n2026-11-01 01:00,3\n2026-11-01 00:00,2';
    const slots = generic.read({
      text: ends,
      options: { end: 'ending', price: 'price', unit: 'USD/MWh', timeZone: 'America/Chicago' },
    });
    expect(slots.map(({ value }) => value)).toEqual([2, 3, 4, 5].flatMap((value) => Array(4).fill(value)));
    expect(slots[0]!.start).toBe(at('2026-11-01T04:00Z'));
  });

  it('does not take a start for an end, nor guess which of the two a time is', () => {
    const asked = (more: object) => () => generic.read({ text: json, options: { ...options, ...more } });
    expect(asked({})).toThrow(/Say whether the time of a price is its start or its end/);
    expect(asked({ start: 'HourEnding' })).toThrow(UserError);
    expect(asked({ end: 'interval_start' })).toThrow(/named as a start/);
  });

  it('believes an unusual unit once somebody has confirmed it', () => {
    const text = wallCsv(hours([0.03, 0.045]));
    const slots = generic.read({ text, options: { ...wall, unitConfirmed: true } });
    expect(slots[0]!.value).toBe(0.03);
  });

  it('goes over from hours to quarter hours', () => {
    const day = [
      ...hours([10, 20], at('2025-09-30T20:00Z')),
      ...hours([1, 2, 3, 4], at('2025-09-30T22:00Z'), 15),
    ];
    expect(generic.read({ text: wallCsv(day), options: wall })).toHaveLength(12);
  });
});

describe('ercot', () => {
  it('tells the second 01:00 of November by its flag, in any order of rows', () => {
    const prices = hours([1, 2, 3, 4], at('2026-11-01T05:00Z'));
    const [header, ...rows] = ercotCsv(prices).split('\r\n');
    const slots = ercot.read({ text: [header, ...[2, 0, 3, 1].map((row) => rows[row])].join('\n') });
    expect(slots.map(({ value }) => value)).toEqual([1, 2, 3, 4].flatMap((value) => Array(4).fill(value)));
  });

  it('reads the lists of its API and plain objects as it reads the table', () => {
    const [header = '', ...rows] = ercotCsv(ordinary).split('\r\n');
    const fields = header.split(',').map((name) => name.replaceAll(' ', ''));
    const data = rows.map((row) => row.split(',').map((cell, index) => (index === 5 ? Number(cell) : cell)));
    const objects = data.map((row) => Object.fromEntries(fields.map((name, index) => [name, row[index]])));
    const expected = ercot.read({ text: ercotCsv(ordinary) });
    const api = { fields: fields.map((name) => ({ name })), data };
    for (const text of [JSON.stringify(api), JSON.stringify(objects)])
      expect(ercot.read({ text })).toEqual(expected);
  });
});

describe('energyCharts', () => {
  it('leaves out a price that is not there yet', () => {
    const text = energyChartsJson(ordinary).replace(',40,', ',null,');
    expect(energyCharts.read({ text, options: { currency: 'EUR' } })).toHaveLength(8);
  });
});

describe('entsoe', () => {
  it('takes the series of lowest classification sequence, for each quarter hour', () => {
    const text = entsoeXml([
      { prices: hours([7, 7, 7, 7, 8, 8, 8, 8], ordinary[0]!.start, 15), sequence: 2 },
      { prices: hours([1]), sequence: 1 },
    ]);
    const slots = entsoe.read({ text, options: { currency: 'EUR' } });
    expect(slots.map(({ value }) => value)).toEqual([1, 1, 1, 1, 8, 8, 8, 8]);
  });

  it('refuses two series for one time of which none comes first', () => {
    const text = entsoeXml([{ prices: ordinary }, { prices: ordinary }]);
    expect(() => entsoe.read({ text, options: { currency: 'EUR' } })).toThrow(SourceError);
  });
});
