import { expect, it } from 'vitest';
import { wallClock } from '../../src/common/wallClock.ts';

const at = (time: string) => Date.parse(time);

it.each([
  ['America/Chicago', '2026-07-14T05:00Z', ['2026-07-14T10:00Z']],
  ['America/Chicago', '2026-03-08T02:30Z', []],
  ['America/Chicago', '2026-11-01T01:30Z', ['2026-11-01T06:30Z', '2026-11-01T07:30Z']],
  ['Europe/Berlin', '2026-10-25T02:00Z', ['2026-10-25T00:00Z', '2026-10-25T01:00Z']],
  ['Australia/Lord_Howe', '2026-04-05T01:30Z', ['2026-04-04T14:30Z', '2026-04-04T15:00Z']],
  ['Asia/Kolkata', '2026-04-05T01:30Z', ['2026-04-04T20:00Z']],
])('wallClock() of %s finds %s as often as it is shown', (timeZone, wall, times) => {
  const timesAt = wallClock({ timeZone, from: at('2026-01-01T00:00Z'), to: at('2026-12-31T00:00Z') });
  expect(timesAt(at(wall))).toEqual(times.map(at));
});
