import { describe, expect, it } from 'vitest';
import * as parameters from '../../../src/chat/leaseParameters/index.ts';

const lookup = { sites: [] };
const named = { description: 'it' };
const positional = { description: 'it', positional: true };
const yearOne = (usdPerKwMonth: number) => ({ basis: 'year 1', usdPerKwMonth });

describe('rent()', () => {
  it.each([
    ['$140/kW-mo', yearOne(140)],
    ['$140/kW-month', yearOne(140)],
    ['140 $/kW-month', yearOne(140)],
    ['$140', yearOne(140)],
    ['$1.68M/MW-year', yearOne(140)],
    ['1.68m/MW-yr', yearOne(140)],
    ['year 1 $128/kW-mo', yearOne(128)],
    ['first year $128/kW-mo', yearOne(128)],
    ['$128/kW-mo in year 1', yearOne(128)],
    ['average $154/kW-mo', { basis: 'average', usdPerKwMonth: 154 }],
    ['avg 154', { basis: 'average', usdPerKwMonth: 154 }],
    ['$154/kW-mo average', { basis: 'average', usdPerKwMonth: 154 }],
    ['average $154/kW-mo over 10y', { basis: 'average', usdPerKwMonth: 154, termYears: 10 }],
    ['$3.7B over 10y', { basis: 'total', usd: 3.7e9, termYears: 10 }],
    ['$3.7B over 10 years', { basis: 'total', usd: 3.7e9, termYears: 10 }],
    ['$3.7B total over 10y', { basis: 'total', usd: 3.7e9, termYears: 10 }],
    ['$3.7B over 10y in total', { basis: 'total', usd: 3.7e9, termYears: 10 }],
    ['total $3.7B', { basis: 'total', usd: 3.7e9 }],
    ['3.7 billion total', { basis: 'total', usd: 3.7e9 }],
  ])('reads %s as what it is', (text, value) => {
    expect(parameters.rent(positional).read(text, lookup)).toEqual({ value, rest: '' });
  });

  it('leaves what follows it', () => {
    expect(parameters.rent(positional).read('$140/kW-mo 3% nnn', lookup)?.rest).toBe(' 3% nnn');
    expect(parameters.rent(positional).read('average $154/kW-mo nnn', lookup)?.rest).toBe(' nnn');
    expect(parameters.rent(positional).read('$3.7B over 10y 3%', lookup)?.rest).toBe(' 3%');
  });

  it('takes a bare number only where it is named', () => {
    expect(parameters.rent(named).read('140', lookup)?.value).toEqual(yearOne(140));
    expect(parameters.rent(positional).read('140', lookup)).toBeUndefined();
  });

  it.each([
    ['average $154/kW-mo in year 1'],
    ['$3.7B over 10y average'],
    ['total $140/kW-mo'],
    ['year 1 $3.7B over 10y'],
    ['$154/kW-mo over 10y'],
  ])('asks which rent is meant by %s', (text) => {
    expect(() => parameters.rent(positional).read(text, lookup)).toThrow(
      /could be several rents: write year 1 \$128\/kW-mo, average \$154\/kW-mo or \$3.7B over 10y/,
    );
  });

  it.each([
    ['$14,000/kW-month', /did you mean \$140\?.*two zeros too many/],
    ['$1,680/kW-month', /did you mean \$140\?.*per year/],
    ['$150,000/kW-month', /did you mean \$150\?.*per MW/],
    ['$9,000,000/kW-month', /A rent must be between 1 and 1,000 \$\/kW-month, read “\$9,000,000\/kW-month”/],
    ['$0.5/kW-month', /A rent must be between 1 and 1,000/],
    ['$3.7B over 90y', /The term must be between 1 and 40 years/],
  ])('refuses %s with the range and what was meant', (text, message) => {
    expect(() => parameters.rent(positional).read(text, lookup)).toThrow(message);
  });
});
