import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFleet } from '../../src/chat/parameters/fleet.ts';
import { fleetWords } from '../../src/chat/parameters/fleetWords.ts';
import { UserError } from '../../src/common/errors.ts';
import { customMachine, machineLabel, machines } from '../../src/economics/index.ts';
import { measuredFleet, readFleetFile, writeFleetFile } from '../../src/sites/fleet/index.ts';

const readFile = (text: string) => readFleetFile({ name: 'fleet.csv', text });
const models = (text: string) =>
  readFile(text).fleet.map(({ machine, count }) => [machineLabel({ machine }), count]);

const EXPORT = `Worker,Model,IP,Hashrate (TH/s),Power (W),Status
a.1,Antminer S19j Pro (Vnish 1.2.6),10.0.0.1,98.2,3100,online
a.2,Antminer S19j Pro,10.0.0.2,99.4,3068 W,Online
a.3,Antminer S19j Pro,10.0.0.3,0,0,online
a.4,WhatsMiner M50S VH30,10.0.0.4,126,"3,276",offline
`;

describe('readFleetFile()', () => {
  it('groups one row per miner by model, and counts those that do not run apart', () => {
    expect(readFile(EXPORT).miners).toEqual([
      expect.objectContaining({
        online: 2,
        offline: 1,
        measuredThPerS: expect.closeTo(98.8, 6),
        measuredW: 3084,
      }),
      expect.objectContaining({ online: 0, offline: 1 }),
    ]);
    expect(models(EXPORT)).toEqual([['S19j Pro', 2]]);
  });

  it('says what each column was read as, and which was not', () => {
    const { titles } = readFile(EXPORT);
    const columns = titles.map(({ column }) => column);
    expect(columns).toEqual([undefined, 'model', undefined, 'hashrateThPerS', 'powerW', 'status']);
    expect(titles.map(({ exact }) => exact)).toEqual([false, true, false, false, true, true]);
  });

  it.each([
    ['Antminer S19K Pro NoPic', 'S19k Pro'],
    ['Antminer S19j Pro (Vnish 1.2.6)', 'S19j Pro'],
    ['M30S++_VH50', 'M30S++'],
    ['WhatsMiner M50S VH30', 'M50S'],
    ['Antminer S19j Pro (100T)', 'S19j Pro 100T'],
    ['Antminer S21+ (235)', 'S21+ 235'],
    ['antminer_s21_xp', 'S21 XP'],
  ])('reads %j as firmware reports it', (name, label) => {
    expect(models(`model,count\n${name},3\n`)).toEqual([[label, 3]]);
  });

  it('asks what was meant by a name that is near', () => {
    expect(() => readFile('model,count\nAntminer S19 Pro Hyd.,3\n')).toThrow(/did you mean S19 Pro\+ Hyd/);
  });

  it.each([
    ['hashrate', '88T', { hashrateThPerS: 88 }],
    ['hashrate (PH/s)', '0.1', { hashrateThPerS: 100 }],
    ['power', '3250W', { powerW: 3250 }],
    ['power', '"3,068 W"', { powerW: 3068 }],
    ['power (kW)', '3.25', { powerW: 3250 }],
  ])('reads a %s of %s as it is typed in chat', (title, cell, expected) => {
    const [other, value] = 'powerW' in expected ? ['hashrateThPerS', '104'] : ['powerW', '3000'];
    const text = `model,count,${title},${other}\nX1,5,${cell},${value}\n`;
    expect(readFile(text).fleet[0]?.machine).toMatchObject(expected);
  });

  it('reads an efficiency of 29.5 J/TH', () => {
    expect(readFile('model,count,efficiency\nS19j Pro,5,29.5 J/TH\n').fleet[0]?.efficiencyJPerTh).toBe(29.5);
  });

  it.each([
    ['the separator of a spreadsheet', 'sep=;\nmodel;count\nS21 XP;10\n'],
    ['that separator in quotes', '"sep=;"\nmodel;count\nS21 XP;10\n'],
    ['bars', 'model|count\nS21 XP|10\n'],
    ['tabs', 'model\tcount\nS21 XP\t10\n'],
    ['empty rows before the titles', '\n\nmodel,count\nS21 XP,10\n'],
    ['a class with a count of 0', 'model,count\nS19,0\nS21 XP,10\n'],
  ])('reads a file with %s', (_, text) => {
    expect(models(text)).toEqual([['S21 XP', 10]]);
  });

  it('names the place of a count of 0', () => {
    expect(readFile('model,count\nS19,0\nS21 XP,10\n').empty).toEqual(['row 2']);
  });

  it.each([
    [
      'model,count,Count\nS21 XP,1000,3\n',
      /“count” and “Count” are both count|“Count” and “count” are both count/,
    ],
    ['[{"model": "S21 XP", "count": 1000, "count": 3}]', /item 1: "count" stands there twice/],
    ['[{"model": "S21 XP", "count": 1000, "Count": 3}]', /are both count/],
    ['model,hashrate,avg hashrate\nS21 XP,1,2\n', /are both hashrateThPerS/],
    ['model,count\nS21 XP,20.000\n', /row 2, count: .*20,000 or 20/],
    ['model,count,status\nS21 XP,20,online\n', /unknown column status/],
    ['model,count,powerW,efficiencyJPerTh\nS21 XP,20,3645,14\n', /row 2, powerW: says the same thing/],
    ['model,count,hashrateThPerS\nS21 XP,20,900\n', /S21 XP makes 270 TH\/s and the row says 900/],
    ['sep=;\nmodel;count\nS21 XP;ten\n', /row 2, count/],
    ['\n\nmodel,count\nS21 XP,ten\n', /row 4, count/],
    ['model,count\n"S21\nXP",1\nS19,ten\n', /row 3, count/],
    ['model,status\nS21 XP,purple\n', /row 2, status: .*online or offline/],
  ])('refuses %j by name and row', (text, message) => {
    expect(() => readFile(text)).toThrow(UserError);
    expect(() => readFile(text)).toThrow(message);
  });

  it.each([
    ['characters', 'x'.repeat(1_000_001), /1,000,001 characters are too many/],
    ['rows', `model,count\n${'\n'.repeat(60_000)}x`, /rows are too many/],
    ['columns', 'a,'.repeat(450_000), /at most 100 columns/],
  ])('refuses too many %s', (_, text, message) => {
    expect(() => readFile(text)).toThrow(message);
  });

  const columns = {
    count: ['10', '11'],
    efficiencyJPerTh: ['29', '30'],
    hashrateThPerS: ['100', '101'],
    powerW: ['3000', '3010'],
  };
  type Name = keyof typeof columns;
  it('reads two files that differ in one cell as two fleets, or refuses one', () => {
    const names = Object.keys(columns) as Name[];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.subarray(names),
        fc.constantFrom('S19j Pro', 'Mine 1'),
        (asked, beside, model) => {
          const given = [...new Set<Name>(['count', asked, ...beside])];
          const [one, other] = [0, 1].map((which) => {
            const cells = given.map((name) => columns[name][name === asked ? which : 0]);
            return outcome(`model,${given.join(',')}\n${model},${cells.join(',')}\n`);
          });
          if (one !== 'refused') expect(one).not.toBe(other);
        },
      ),
    );
  });
});

function outcome(text: string): string {
  try {
    return JSON.stringify(readFile(text).fleet);
  } catch {
    return 'refused';
  }
}

describe('measuredFleet()', () => {
  it('has the running miners at their mean hashrate and draw', () => {
    const [item] = measuredFleet(readFile(EXPORT).miners!)!;
    expect(item).toMatchObject({ count: 2, efficiencyJPerTh: 31.21, machine: { hashrateThPerS: 98.8 } });
  });

  it('has none where nothing was measured', () => {
    expect(measuredFleet(readFile('model\nS21 XP\nS21 XP\n').miners!)).toBeUndefined();
  });
});

describe('fleetWords()', () => {
  it('writes a fleet that reads back the same', () => {
    const own = customMachine({ hashrateThPerS: 234, powerW: 3510 });
    const item = fc.record({
      machine: fc.constantFrom(...machines, own),
      count: fc.integer({ min: 1, max: 1_000_000 }),
      efficiencyJPerTh: fc.constantFrom(14, 29.52),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), (fleet) => {
        expect(readFleet(fleetWords({ fleet, pue: 1 }))).toEqual({ value: fleet, rest: '' });
      }),
    );
  });

  it('writes what was measured so that it reads back the same', () => {
    const fleet = measuredFleet(readFile(EXPORT).miners!)!;
    expect(readFleet(fleetWords({ fleet, pue: 1 }))?.value).toEqual(fleet);
  });
});

describe('writeFleetFile()', () => {
  it.each([19_230.769, 20.125, 0.5, 26_128.23])('writes a count of %d that reads back the same', (count) => {
    const fleet = [{ machine: machines[0]!, count }];
    expect(readFile(writeFleetFile({ fleet, format: 'csv' })).fleet).toEqual(fleet);
  });
});
