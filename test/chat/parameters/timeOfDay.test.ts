import { describe, expect, it } from 'vitest';
import {
  dayOfWeek,
  daysOfWeek,
  duration,
  siteNames,
  timeOfDay,
  timeZone,
} from '../../../src/chat/parameters/index.ts';
import { UserError } from '../../../src/common/errors.ts';

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
    ['22:00-07:00', 1320, ' 07:00'],
    ['10pm – 7am UTC', 1320, ' 7am UTC'],
  ])('reads “%s”', (text, value, rest) => {
    expect(read(text, lookup)).toEqual({ value, rest });
  });

  it.each(['8', '8 UTC', '', 'noon', '08:0', '08:000', '-8:00', '8:30am5', '8 pmx', '22:00-x'])(
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
    ['central', 'America/Chicago'],
    ['US Central Time', 'America/Chicago'],
    ['eastern standard time', 'America/New_York'],
    ['PT', 'America/Los_Angeles'],
  ])('reads “%s” as %s', (text, value) => {
    expect(read(text, lookup)?.value).toBe(value);
  });

  it.each(['BST', 'est', 'AST'])('refuses “%s” with the places that it can mean', (text) => {
    expect(() => read(text, lookup)).toThrow(/is the time of .+ or .+: write the place, such as \w+\/\w+\./);
  });

  it.each(['Chicago', 'America/Chigaco', 'central/park', 'VST', '+05:30', '5', ''])(
    'does not read “%s”',
    (text) => {
      expect(read(text, lookup)).toBeUndefined();
    },
  );

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

describe('daysOfWeek()', () => {
  const { read } = daysOfWeek({ description });

  it.each<[string, string[], string]>([
    ['sat', ['sat'], ''],
    ['sun,sat', ['sat', 'sun'], ''],
    ['"sat, sun"', ['sat', 'sun'], ''],
    ['Saturday and Sunday UTC', ['sat', 'sun'], ' UTC'],
    ['mon-fri', ['mon', 'tue', 'wed', 'thu', 'fri'], ''],
    ['weekdays', ['mon', 'tue', 'wed', 'thu', 'fri'], ''],
    ['Friday – Monday', ['mon', 'fri', 'sat', 'sun'], ''],
    ['weekends 08:00', ['sat', 'sun'], ' 08:00'],
    ['wed, weekend, wed', ['wed', 'sat', 'sun'], ''],
  ])('reads “%s”', (text, value, rest) => {
    expect(read(text, lookup)).toEqual({ value, rest });
  });

  it.each(['', 'someday', 'saturnday', 'mon-someday', 'm', '"sat, someday"'])(
    'does not read “%s”',
    (text) => {
      expect(read(text, lookup)).toBeUndefined();
    },
  );
});

describe('duration()', () => {
  const { read } = duration({ description });

  it.each<[string, number, string]>([
    ['30m', 30, ''],
    ['1h30m', 90, ''],
    ['1 h 30 min', 90, ''],
    ['1 hour and 30 minutes x', 90, ' x'],
    ['2d6h', 54 * 60, ''],
    ['1w 2d 3h 4m', 7 * 1440 + 2 * 1440 + 184, ''],
    ['1h 5%', 60, ' 5%'],
    ['30m 1h', 30, ' 1h'],
  ])('reads “%s”', (text, minutes, rest) => {
    expect(read(text, lookup)).toEqual({ value: minutes * 60_000, rest });
  });

  it.each(['', '30', '1h30', '30mw', 'h'])('does not read “%s”', (text) => {
    expect(read(text, lookup)).toBeUndefined();
  });
});
