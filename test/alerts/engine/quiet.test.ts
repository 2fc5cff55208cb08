import { expect, it } from 'vitest';
import { describeQuiet, isQuiet, type QuietHours } from '../../../src/alerts/engine/quiet.ts';

const night: QuietHours = { from: 22 * 60, to: 7 * 60, days: [], timeZone: 'America/Chicago' };

it.each([
  ['2026-04-21T02:59:00Z', false],
  ['2026-04-21T03:00:00Z', true],
  ['2026-04-21T11:59:00Z', true],
  ['2026-04-21T12:00:00Z', false],
  // Winter time is an hour later.
  ['2026-01-21T03:30:00Z', false],
  ['2026-01-21T12:30:00Z', true],
])('isQuiet() at %s, from 22:00 to 07:00 in Chicago, is %s', (time, quiet) => {
  expect(isQuiet({ hours: night, now: Date.parse(time) })).toBe(quiet);
});

it('isQuiet() holds all day on the days that are named', () => {
  const hours: QuietHours = { from: 0, to: 0, days: ['sat', 'sun'], timeZone: 'UTC' };
  expect(isQuiet({ hours, now: Date.parse('2026-04-18T12:00:00Z') })).toBe(true);
  expect(isQuiet({ hours, now: Date.parse('2026-04-20T12:00:00Z') })).toBe(false);
  expect(describeQuiet(hours)).toBe('on sat, sun (UTC)');
});
