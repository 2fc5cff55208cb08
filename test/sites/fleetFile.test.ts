import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/common/errors.ts';
import { customMachine, type FleetItem, findMachine, machines } from '../../src/economics/index.ts';
import { readFleetFile, writeFleetFile } from '../../src/sites/fleet/index.ts';

function machineCalled(name: string) {
  const known = findMachine({ name });
  if ('found' in known) return known.found;
  throw new Error(`no machine ${name}`);
}

const readFile = (text: string) => readFleetFile({ name: 'fleet.csv', text });
const read = (text: string) => readFile(text).fleet;

describe('readFleetFile()', () => {
  it('reads CSV with loose names, any order of columns, empty cells and grouped counts', () => {
    expect(read('count,Model,Efficiency_J_per_TH\n"20,000",s21xp,\n500,S19j Pro,31.5\n')).toEqual([
      { machine: machineCalled('s21xp'), count: 20_000 },
      { machine: machineCalled('s19jpro'), count: 500, efficiencyJPerTh: 31.5 },
    ]);
  });

  it('reads what a spreadsheet saves: a byte order mark, semicolons, CRLF, empty rows', () => {
    expect(read('\uFEFFmodel;count\r\nS21 XP;10\r\n;\r\n')).toEqual([
      { machine: machineCalled('s21xp'), count: 10 },
    ]);
  });

  it('reads JSON and custom machines', () => {
    const [item] = read('[{"model": "Prototype", "count": 3, "hashrateThPerS": 400, "powerW": 5200}]');
    expect(item).toMatchObject({ count: 3, machine: { custom: true, hashrateThPerS: 400, powerW: 5200 } });
  });

  it('refuses a bad file whole, naming row and column of each fault', () => {
    const text = 'model,count,efficiencyJPerTh\nS21 XP,10,\nS21 XPP,-5,\nS19,ten,9999\n,7,\n';
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(
      /fleet\.csv was refused whole.*row 3, count: .*read “-5”.*row 3, model: “S21 XPP”.*row 4, count: .*row 4, efficiencyJPerTh: .*row 5, model: is missing/s,
    );
  });

  it.each([
    ['an empty file', ''],
    ['a header alone', 'model,count\n'],
    ['an unknown column', 'model,count,colour\nS21,1,red\n'],
    ['no header', 'S21 XP,10\n'],
    ['an open quote', 'model,count\n"S21,10\n'],
    ['broken JSON', '[{"model": '],
    ['JSON of another shape', '{"fleet": 3}'],
    ['an unknown field', '[{"model": "S21", "count": 1, "colour": "red"}]'],
    ['a count of zero', 'model,count\nS21,0\n'],
    ['a count in hexadecimal', 'model,count\nS21,0x10\n'],
    ['a power that is no machine', 'model,count,hashrateThPerS,powerW\nX,1,200,1\n'],
  ])('refuses %s', (_, text) => {
    expect(() => read(text)).toThrow(UserError);
  });

  it('reads or refuses any text, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        try {
          read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writeFleetFile()', () => {
  const item = fc.record({
    machine: fc.constantFrom(...machines),
    count: fc.integer({ min: 1, max: 1_000_000 }),
  });

  it.each(['csv', 'json'] as const)('writes %s that reads back the same', (format) => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), (fleet) => {
        expect(read(writeFleetFile({ fleet, format }))).toEqual(fleet);
      }),
    );
  });

  it.each(['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\tx'])('writes a model called %j as text', (name) => {
    const fleet: FleetItem[] = [
      { machine: customMachine({ name, hashrateThPerS: 200, powerW: 3500 }), count: 1 },
    ];
    const [, line] = writeFleetFile({ fleet, format: 'csv' }).split('\n');
    expect(line).toMatch(/^"?'/);
    expect(read(writeFleetFile({ fleet, format: 'csv' }))[0]?.machine.model).toBe(name);
  });
});
