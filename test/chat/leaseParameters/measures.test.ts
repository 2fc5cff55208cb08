import { describe, expect, it } from 'vitest';
import * as parameters from '../../../src/chat/leaseParameters/index.ts';

const lookup = { sites: [] };
const named = { description: 'it' };
const positional = { description: 'it', positional: true };

describe('months(), years() and percentage()', () => {
  it.each([
    ['18 months', 18],
    ['18mo', 18],
    ['1.5 years', 18],
  ])('months() reads %s', (text, value) => {
    expect(parameters.months(positional).read(text, lookup)).toEqual({ value, rest: '' });
  });

  it('months() refuses half a month and a delay of centuries', () => {
    expect(() => parameters.months(positional).read('1.3 months', lookup)).toThrow(/must be whole/);
    expect(() => parameters.months(positional).read('900 months', lookup)).toThrow(
      /between 1 and 240 months/,
    );
  });

  it('years() leaves months to months()', () => {
    expect(parameters.years(positional).read('15y', lookup)).toEqual({ value: 15, rest: '' });
    expect(parameters.years(positional).read('18 months', lookup)).toBeUndefined();
    expect(() => parameters.years(named).read('0', lookup)).toThrow(/between 1 and 40 years, read “0”/);
  });

  it('percentage() asks whether a bare fraction is one of percent', () => {
    const read = (text: string) => parameters.percentage(named).read(text, lookup)?.value;
    expect(() => read('0.21')).toThrow('Is 0.21 meant as 0.21% or as 21%? Write 0.21% or 21%.');
    expect([read('0.21%'), read('21'), read('0')]).toEqual([0.21, 21, 0]);
  });

  it('percentage() is a number of percent', () => {
    expect(parameters.percentage(positional).read('3%', lookup)).toEqual({ value: 3, rest: '' });
    expect(parameters.percentage(positional).read('3% a year', lookup)).toEqual({ value: 3, rest: '' });
    expect(parameters.percentage(positional).read('3', lookup)).toBeUndefined();
    expect(() => parameters.percentage({ ...named, what: 'Utilisation' }).read('130%', lookup)).toThrow(
      'Utilisation must be between 0 and 100 %, read “130%”.',
    );
  });
});

describe('capexPerMw() and leaseForm()', () => {
  it.each([
    ['9M/MW', 9],
    ['$9M per MW', 9],
    ['9', 9],
    ['$12.5m/MW', 12.5],
  ])('capexPerMw() reads %s', (text, value) => {
    expect(parameters.capexPerMw(named).read(text, lookup)).toEqual({ value, rest: '' });
  });

  it('capexPerMw() refuses what nobody pays', () => {
    expect(() => parameters.capexPerMw(named).read('$900M/MW', lookup)).toThrow(
      /between 0 and 100 million \$ per critical MW/,
    );
  });

  it.each([
    ['nnn', 'triple-net'],
    ['NNN', 'triple-net'],
    ['triple net', 'triple-net'],
    ['modified-gross', 'modified gross'],
  ])('leaseForm() reads %s', (text, value) => {
    expect(parameters.leaseForm(positional).read(text, lookup)).toEqual({ value, rest: '' });
  });
});
