import { describe, expect, it } from 'vitest';
import * as parameters from '../../../src/chat/parameters/index.ts';

const lookup = { sites: [] };
const positional = { description: 'it', positional: true };

describe('month()', () => {
  it.each([
    ['2025-09', '2025-09'],
    ['2025-9', '2025-09'],
    ['Sep 2025', '2025-09'],
    ['september 2025', '2025-09'],
  ])('reads %s', (text, value) => {
    expect(parameters.month(positional).read(text, lookup)).toEqual({ value, rest: '' });
  });

  it('refuses a month that the calendar does not have', () => {
    expect(() => parameters.month(positional).read('2025-13', lookup)).toThrow(/A month must be between/);
    expect(parameters.month(positional).read('hut8', lookup)).toBeUndefined();
  });
});

describe('calendarYear()', () => {
  it.each([
    ['2025', '2025'],
    ['2026 lease', '2026'],
  ])('reads %s', (text, value) => {
    expect(parameters.calendarYear(positional).read(text, lookup)?.value).toBe(value);
  });

  it.each(['2025-09', '1999', '20,000', '2025 MW'])('leaves %s to others', (text) => {
    expect(parameters.calendarYear(positional).read(text, lookup)).toBeUndefined();
  });
});
