import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstMoment, localDay } from '../../src/common/localTime.ts';
import { wallTime } from '../../src/common/wallTime.ts';
import { daysCovered, nextSlot, type Schedule, showSchedule, slotsFrom } from '../../src/digest/schedule.ts';
import { expectedSlots, FROM, MINUTE_MS, slowClock, TO, zones } from './slowClock.ts';

const times = [0, 150, 1439];

describe.each(zones)('nextSlot() in %s over five years', (timeZone) => {
  const clock = slowClock(timeZone);

  it.each(times)(
    'is one per local day, when a clock watched minute by minute first shows minute %s',
    (minuteOfDay) => {
      const schedule: Schedule = { days: 'daily', minuteOfDay, timeZone };
      const found = [];
      for (let after = FROM - 1; ; ) {
        const slot = nextSlot({ schedule, after });
        if (slot.dueAt >= TO) break;
        found.push(slot);
        after = slot.dueAt;
      }
      expect(found).toEqual(expectedSlots({ clock, minuteOfDay }));
    },
  );
});

describe('firstMoment()', () => {
  const cases: [string, string, string, string][] = [
    ['is the first moment after a gap', 'America/Chicago', '2026-03-08 02:30', '2026-03-08T08:00:00Z'],
    [
      'is the first of two where the clock is set back',
      'America/Chicago',
      '2026-11-01 01:30',
      '2026-11-01T06:30:00Z',
    ],
    ['is 01:00 where the day begins with it', 'Africa/Cairo', '2026-04-24 00:00', '2026-04-23T22:00:00Z'],
    [
      'is the first 23:30 where midnight is set back',
      'Asia/Beirut',
      '2026-10-24 23:30',
      '2026-10-24T20:30:00Z',
    ],
    ['knows half an hour', 'Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:30:00Z'],
    [
      'is the next day where the day ends in a gap',
      'America/Nuuk',
      '2025-03-29 23:30',
      '2025-03-30T01:00:00Z',
    ],
  ];

  it.each(cases)('%s: %s, %s', (_, timeZone, wall, expected) => {
    const [day = '', time = ''] = wall.split(' ');
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const moment = firstMoment({ day, minuteOfDay: hour * 60 + minute, timeZone });
    expect(new Date(moment).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  it('shows the time that was asked for, or the first after it, in every zone there is', () => {
    const named = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const time = fc.integer({ min: Date.parse('1975-01-01'), max: Date.parse('2050-01-01') });
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(named, time, minute, (timeZone, near, minuteOfDay) => {
        const day = new Date(near).toISOString().slice(0, 10);
        const target = Date.parse(day) + minuteOfDay * MINUTE_MS;
        const moment = firstMoment({ day, minuteOfDay, timeZone });
        expect(wallTime({ time: moment, timeZone })).toBeGreaterThanOrEqual(target);
        expect(wallTime({ time: moment - 1, timeZone })).toBeLessThan(target);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('wallTime()', () => {
  it('keeps fractions of a second, before 1970 as well', () => {
    for (const time of [Date.parse('2026-04-20T12:00:00.123Z'), -1, -1001])
      expect(wallTime({ time, timeZone: 'UTC' })).toBe(time);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localDay({ time: 0, timeZone: 'America/Chigaco' })).toThrow(RangeError);
  });
});

describe('slotsFrom()', () => {
  const first = (schedule: Schedule, from: string, most: number) => {
    const days: string[] = [];
    for (const { day } of slotsFrom({ schedule, from })) if (days.push(day) === most) break;
    return days;
  };
  const at8 = { minuteOfDay: 480, timeZone: 'America/Chicago' };

  it('of weekdays leaves out Saturday and Sunday', () => {
    const days = first({ days: 'weekdays', ...at8 }, '2026-04-23', 4);
    expect(days).toEqual(['2026-04-23', '2026-04-24', '2026-04-27', '2026-04-28']);
  });

  it('of one day of the week is a week apart', () => {
    expect(first({ days: 'mon', ...at8 }, '2026-04-21', 3)).toEqual([
      '2026-04-27',
      '2026-05-04',
      '2026-05-11',
    ]);
  });

  it('leaves out the day that Samoa left out when it changed sides of the date line', () => {
    const schedule: Schedule = { days: 'daily', minuteOfDay: 480, timeZone: 'Pacific/Apia' };
    expect(first(schedule, '2011-12-28', 4)).toEqual([
      '2011-12-28',
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
    ]);
  });
});

describe('daysCovered()', () => {
  it.each([
    ['daily', '2026-04-20', 1],
    ['weekdays', '2026-04-20', 3],
    ['weekdays', '2026-04-21', 1],
    ['mon', '2026-04-20', 7],
  ] as const)('of %s on %s is %s', (days, day, count) => {
    expect(daysCovered({ schedule: { days, minuteOfDay: 480, timeZone: 'UTC' }, day })).toBe(count);
  });
});

describe('showSchedule()', () => {
  it.each([
    ['daily', 'daily at 08:05 America/Chicago'],
    ['weekdays', 'weekdays at 08:05 America/Chicago'],
    ['sun', 'every Sunday at 08:05 America/Chicago'],
  ] as const)('of %s is “%s”', (days, shown) => {
    expect(showSchedule({ days, minuteOfDay: 485, timeZone: 'America/Chicago' })).toBe(shown);
  });
});
