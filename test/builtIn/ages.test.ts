import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ageInMonths, agesOf } from '../../src/builtIn/ages.ts';
import { type BuiltInFigure, builtInFigures } from '../../src/builtIn/figures.ts';
import { assumptionNames, deals, machines } from '../../src/economics/index.ts';

const figure = (of: Partial<BuiltInFigure>): BuiltInFigure => ({
  group: 'market',
  what: 'price',
  date: '2026-01-31',
  source: 'somewhere',
  ...of,
});
const at = (day: string) => Date.parse(day);

describe('ageInMonths()', () => {
  it.each([
    ['a day', {}, '2026-01-31', 0],
    ['a day', {}, '2026-07-15', 5],
    ['a day', {}, '2026-09-01', 6],
    ['a month, from its end', { date: '2026-01' }, '2026-03-15', 1],
    ['a year, from its end', { date: '2024' }, '2026-01-15', 12],
    ['what was looked up later', { date: '2024-10', readOn: '2026-11' }, '2026-12-15', 0],
    ['what is of a day to come', { date: '2027-01-01' }, '2026-12-15', 0],
  ])('counts %s', (_, of, now, months) => {
    expect(ageInMonths({ figure: figure(of), now: at(now) })).toBe(months);
  });
});

describe('agesOf()', () => {
  it('warns of a figure of more than six months', () => {
    const old = agesOf({ figures: [figure({})], now: at('2026-09-15') });
    expect(old).toEqual({
      oldCount: 1,
      lines: [
        'WARNING    7 months  market  price  (2026-01-31; somewhere)',
        '1 built-in figures, 1 older than 6 months.',
      ],
    });
    expect(agesOf({ figures: [figure({})], now: at('2026-07-15') }).oldCount).toBe(0);
  });
});

it('builtInFigures hold every assumption, deal and machine, each with a date and a source', () => {
  expect(builtInFigures.length).toBeGreaterThan(assumptionNames.length + deals.length + machines.length);
  for (const { date, source, what } of builtInFigures) {
    expect([what, /^\d{4}(?:-\d\d){0,2}$/.test(date)]).toEqual([what, true]);
    expect(source).not.toBe('');
  }
});

it('npm run data:check lists all of them', () => {
  const script = join(import.meta.dirname, '../../src/builtIn/check.ts');
  const printed = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim().split('\n');
  expect(printed).toHaveLength(builtInFigures.length + 1);
});
