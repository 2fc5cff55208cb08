import { describe, expect, it } from 'vitest';
import * as parameters from '../../../src/chat/leaseParameters/index.ts';

const lookup = { sites: [] };
const positional = { description: 'it', positional: true };

describe('leaseMegawatts()', () => {
  const read = (text: string) => parameters.leaseMegawatts(positional).read(text, lookup);

  it.each([
    ['150 MW critical', { megawatts: 150, basis: 'critical' }],
    ['150 MW IT', { megawatts: 150, basis: 'critical' }],
    ['210 MW gross', { megawatts: 210, basis: 'gross' }],
    ['1.2 GW utility', { megawatts: 1200, basis: 'gross' }],
  ])('reads %s', (text, value) => {
    expect(read(text)).toEqual({ value, rest: '' });
  });

  it('asks which when it is not said', () => {
    expect(() => read('300 MW')).toThrow('Is 300 MW gross or critical?');
    expect(read('$140')).toBeUndefined();
  });
});

describe('meterMegawatts()', () => {
  const read = (text: string) => parameters.meterMegawatts(positional).read(text, lookup);

  it.each([
    ['50 MW', 50],
    ['300 MW gross', 300],
    ['1.2 GW', 1200],
  ])('reads %s', (text, value) => {
    expect(read(text)).toEqual({ value, rest: '' });
  });

  it('refuses critical megawatts with what they are at the meter', () => {
    expect(() => read('300 MW critical')).toThrow(/300 MW critical are about 420 MW gross/);
  });
});
