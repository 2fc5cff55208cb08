import { describe, expect, it } from 'vitest';
import { dayOfWeek, siteNames, timeOfDay, timeZone } from '../../src/chat/parameters.ts';
import { UserError } from '../../src/errors.ts';

const description = 'A test';
const lookup = { sites: ['Rockdale', 'Fargo North', 'Fargo', 'A and B'] };

describe('timeOfDay()', () => {
  const { read } = timeOfDay({ description });

  it.each<[string, number, string]>([
    ['08:00', 480, ''],
    ['8:00 America/Chicago', 480, ' America/Chicago'],
    ['00:00', 0, ''],
    ['23:59', 1439, ''],
    ['8.30', 510, ''],
    ['08h15', 495, ''],
    ['8am', 480, ''],
    ['8 AM Europe/Oslo', 480, ' Europe/Oslo'],
    ['8:30 p.m. x', 1230, ' x'],
    ['12am', 0, ''],
    ['12:30pm', 750, ''],
    ['"8:00"', 480, ''],
  ])('reads “%s”', (text, value, rest) => {
    expect(read(text, lookup)).toEqual({ value, rest });
  });

  it.each(['8', '8 UTC', '', 'noon', '08:0', '08:000', '-8:00', '8:30am5', '8 pmx'])(
    'does not read “%s”',
    (text) => {
      expect(read(text, lookup)).toBeUndefined();
    },
  );

  it.each(['24:00', '25:00', '08:60', '13pm', '0am', '99:99'])(
    'refuses “%s” with what it accepts',
    (text) => {
      expect(() => read(text, lookup)).toThrow(UserError);
      expect(() => read(text, lookup)).toThrow(`read “${text}”`);
    },
  );
});

describe('timeZone()', () => {
  const { read, nearMisses } = timeZone({ description });

  it.each<[string, string]>([
    ['America/Chicago', 'America/Chicago'],
    ['america/chicago', 'America/Chicago'],
    ['utc', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ])('reads “%s” as %s', (text, value) => {
    expect(read(text, lookup)?.value).toBe(value);
  });

  it.each(['Chicago', 'America/Chigaco', '+05:30', '5', ''])('does not read “%s”', (text) => {
    expect(read(text, lookup)).toBeUndefined();
  });

  it.each(['Chicago', 'America/Chigaco', 'chicgao'])('takes “%s” for Chicago', (text) => {
    expect(nearMisses?.(text, lookup)).toContain('America/Chicago');
  });
});

describe('siteNames()', () => {
  const { read, nearMisses } = siteNames({ description });

  it.each<[string, string[], string]>([
    ['rockdale', ['Rockdale'], ''],
    ['rockdale, fargo', ['Rockdale', 'Fargo'], ''],
    ['fargo north rockdale', ['Fargo North', 'Rockdale'], ''],
    ['rockdale and fargo, and fargo north', ['Rockdale', 'Fargo', 'Fargo North'], ''],
    ['a and b and fargo', ['A and B', 'Fargo'], ''],
    ['fargo fargo', ['Fargo'], ''],
    ['"rockdale; fargo"', ['Rockdale', 'Fargo'], ''],
    ['rockdale, odessa', ['Rockdale'], ', odessa'],
  ])('reads “%s”', (text, value, rest) => {
    expect(read(text, lookup)).toEqual({ value, rest });
  });

  it('does not read what is no site, and says what may have been meant', () => {
    expect(read('odessa', lookup)).toBeUndefined();
    expect(nearMisses?.('rokdale', lookup)).toEqual(['Rockdale']);
  });
});

describe('dayOfWeek()', () => {
  const { read, nearMisses } = dayOfWeek({ description });

  it.each<[string, string, string]>([
    ['mon', 'mon', ''],
    ['Monday 08:00', 'mon', ' 08:00'],
    ['SUN,', 'sun', ','],
    ['thursday', 'thu', ''],
  ])('reads “%s” as %s', (text, value, rest) => {
    expect(read(text, lookup)).toEqual({ value, rest });
  });

  it.each(['', 'm', 'mond', 'someday', '1'])('does not read “%s”', (text) => {
    expect(read(text, lookup)).toBeUndefined();
  });

  it('says what may have been meant', () => {
    expect(nearMisses?.('wendesday', lookup)).toEqual(['wednesday']);
  });
});
