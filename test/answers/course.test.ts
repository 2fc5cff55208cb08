import { describe, expect, it } from 'vitest';
import { courseOf } from '../../src/answers/market/course.ts';

const history = ['2026-11-27', '2026-11-28', '2026-11-29'].map((day, at) => ({
  day,
  priceUsd: 90_000 + at,
  source: 'made',
  observedAt: 0,
}));
const courseAt = (time: string, days = 2) =>
  courseOf({ history, of: 'priceUsd', days, now: Date.parse(time), present: 91_000 }).map(([at, value]) => [
    new Date(at).toISOString().slice(0, 16),
    value,
  ]);

describe('courseOf()', () => {
  it('ends with the present, to the hour, so that an hour has one picture', () => {
    const course = [
      ['2026-11-28T00:00', 90_001],
      ['2026-11-29T00:00', 90_002],
      ['2026-11-29T10:00', 91_000],
    ];
    expect(courseAt('2026-11-29T10:00:00Z')).toEqual(course);
    expect(courseAt('2026-11-29T10:59:59Z')).toEqual(course);
  });

  it('has one point of a moment in the first hour of a day, the present', () => {
    expect(courseAt('2026-11-29T00:20:00Z')).toEqual([
      ['2026-11-27T00:00', 90_000],
      ['2026-11-28T00:00', 90_001],
      ['2026-11-29T00:00', 91_000],
    ]);
  });
});
