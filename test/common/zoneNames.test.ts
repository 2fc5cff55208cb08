import { expect, it } from 'vitest';
import { isTimeZone } from '../../src/common/timeZone.ts';
import { zoneNamed } from '../../src/common/zoneNames.ts';

it.each([
  ['central', 'America/Chicago'],
  ['CT', 'America/Chicago'],
  ['EDT', 'America/New_York'],
  ['Pacific', 'America/Los_Angeles'],
  ['gmt', 'UTC'],
  ['CEST', 'Europe/Berlin'],
  ['AEDT', 'Australia/Sydney'],
  ['SAST', 'Africa/Johannesburg'],
  ['america/chicago', 'America/Chicago'],
  ['Etc/GMT+5', 'Etc/GMT+5'],
])('zoneNamed() knows %s as %s', (name, zone) => {
  expect(zoneNamed(name)).toEqual({ zone });
});

it.each([
  ['BST', ['Europe/London', 'Asia/Dhaka']],
  ['est', ['America/New_York', 'America/Panama', 'Australia/Sydney']],
  ['BDT', ['Asia/Dhaka', 'Asia/Brunei']],
  ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
])('zoneNamed() tells the places that %s can mean', (name, places) => {
  expect(zoneNamed(name)).toEqual({ places });
  expect(places.every(isTimeZone)).toBe(true);
});

it('zoneNamed() takes no three letters for the place that Intl has for them', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const known = letters
    .flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
    .filter((name) => isTimeZone(name) && zoneNamed(name) === undefined);
  expect(known).toContain('VST');
  expect(zoneNamed('+05:30')).toBeUndefined();
  expect(zoneNamed('')).toBeUndefined();
});
