import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/common/errors.ts';
import { type MeterHints, readMetered } from '../../src/tariffs/intervals/read.ts';

const read = (text: string, hints: MeterHints = {}) =>
  readMetered({ name: 'meter.csv', text, timeZone: 'America/Chicago', hints });
const refusal = (text: string, hints?: MeterHints): string => {
  try {
    read(text, hints);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'was read';
};
const file = (title: string, rows: readonly string[]) => `time,${title}\n${rows.join('\n')}\n`;

/** Wall-clock times of a local day, or of a stretch of it, each with 100. */
function rows(asked: { day: string; from: number; to: number; step?: number }): string[] {
  const { day, from, to, step = 15 } = asked;
  const start = Date.parse(`${day}T00:00Z`);
  return Array.from({ length: (to - from) / step }, (_, at) => {
    const time = new Date(start + (from + at * step) * 60_000).toISOString();
    return `${time.slice(0, 10)} ${time.slice(11, 16)},100`;
  });
}
const DAY = 1440;
const july = rows({ day: '2026-07-01', from: 0, to: DAY });

describe('readMetered()', () => {
  const american = rows({ day: '2026-07-13', from: 0, to: DAY }).map((row) =>
    row.replace(/\S+ (\d+):(\d+)/u, (_, hour, minute) => {
      const half = Number(hour) < 12 ? 'AM' : 'PM';
      return `7/13/2026 ${Number(hour) % 12 || 12}:${minute} ${half}`;
    }),
  );

  it.each([
    ['beginnings', july, '2026-07-01', 'beginnings'],
    ['ends', rows({ day: '2026-07-01', from: 15, to: DAY + 15 }), '2026-07-01', 'ends'],
    ['offsets to UTC', july.map((row) => row.replace(',', '-05:00,')), '2026-07-01', 'beginnings'],
    ['American times', american, '2026-07-13', 'beginnings'],
  ])('reads a whole day of %s', (_, lines, day, times) => {
    const { start, intervalMinutes, kw, readAs } = read(file('usage (kWh)', lines));
    expect({ start, intervalMinutes, length: kw.length, kw: kw[0] }).toEqual({
      start: Date.parse(`${day}T05:00Z`),
      intervalMinutes: 15,
      length: 96,
      kw: 400,
    });
    expect(readAs).toEqual([`kWh in intervals of 15 minutes, times are their ${times}`]);
  });

  it('tells the two hours of autumn apart by their order, and counts 100 quarters', () => {
    const day = [
      ...rows({ day: '2026-11-01', from: 0, to: 120 }),
      ...rows({ day: '2026-11-01', from: 60, to: DAY }),
    ];
    const { start, kw } = read(file('kW', day));
    expect([start, kw.length]).toEqual([Date.parse('2026-11-01T05:00Z'), 100]);
    const late = [
      ...rows({ day: '2026-11-01', from: 0, to: 120 }),
      ...rows({ day: '2026-11-01', from: 120, to: DAY }),
    ];
    expect(refusal(file('kW', late))).toContain('before it 2026-11-01 01:00 and 3 more is missing');
  });

  it('counts 92 quarters in spring, and refuses the hour that the clock skips', () => {
    const before = rows({ day: '2026-03-08', from: 0, to: 120 });
    const after = rows({ day: '2026-03-08', from: 180, to: DAY });
    expect(read(file('kW', [...before, ...after])).kw).toHaveLength(92);
    const skipped = rows({ day: '2026-03-08', from: 0, to: DAY });
    expect(refusal(file('kW', skipped))).toContain(
      'row 10: the clock of America/Chicago skips 2026-03-08 02:00',
    );
  });

  it('reads a date and the hour that ends, in MWh', () => {
    const text = `Date,Hour Ending,Load MWh,Quality\n${Array.from({ length: 24 }, (_, at) => `2026-07-01,${at + 1},98.5,ok`).join('\n')}\n`;
    const { start, kw, readAs } = read(text);
    expect([start, kw.length, kw[0]]).toEqual([Date.parse('2026-07-01T05:00Z'), 24, 98_500]);
    expect(readAs).toEqual(['MWh in intervals of 60 minutes, times are their ends', 'not read: Quality']);
  });

  it.each<[string, string, MeterHints, string]>([
    [
      'a missing interval',
      file('kW', july.toSpliced(5, 1)),
      {},
      'row 7: before it 2026-07-01 01:15 is missing',
    ],
    [
      'a doubled one',
      file('kW', july.toSpliced(5, 0, july[5]!)),
      {},
      'row 8: 2026-07-01 01:15 stands there twice',
    ],
    [
      'an empty cell',
      file('kW', july.with(3, '2026-07-01 00:45,')),
      {},
      'row 5: has no value: what is missing is not nothing',
    ],
    [
      'a decimal comma',
      file(
        'kW',
        july.map((row) => row.replace(',100', ';98,5')),
      ).replace(',', ';'),
      {},
      'row 2: I read “98,5”, where the comma is unclear',
    ],
    [
      'less than nothing',
      file('kW', july.with(0, '2026-07-01 00:00,-4')),
      {},
      'row 2: -4 is less than nothing',
    ],
    ['no unit', file('usage', july), {}, 'Say unit=kWh or unit=kW'],
    ['hours that begin or end', file('kW', july.slice(3, 40)), {}, 'Say times=start or times=end'],
    [
      'kW for kWh',
      file('kWh', july),
      { siteKw: 98 },
      'read as kWh its peak is 400 kW, read as kW 100 kW, and the site draws 98 kW: say unit=kW or unit=kWh',
    ],
    ['kWh for kW', file('kW', july), { siteKw: 400 }, 'say unit=kWh or unit=kW'],
    [
      'ten minutes',
      file('kW', rows({ day: '2026-07-01', from: 0, to: DAY, step: 10 })),
      {},
      'must be of 15, 30 or 60 minutes',
    ],
    [
      'day or month first',
      file('kW', ['7/1/2026 0:00,5', '7/1/2026 1:00,5']),
      {},
      'may be day or month first',
    ],
    ['two loads', 'time,kW,kWh\n2026-07-01 00:00,5,5\n', {}, '“kW”, “kWh” are all the load'],
    [
      'an offset in one row',
      file('kW', july.with(0, '2026-07-01 00:00Z,100')),
      {},
      'give all of them one, or none',
    ],
  ])('refuses %s, and nothing is half read', (_, text, hints, message) => {
    expect(refusal(text, hints)).toContain(message);
  });

  it('reads in the way that a person said', () => {
    expect(read(file('kWh', july), { siteKw: 98, unit: 'kW' }).kw[0]).toBe(100);
    const part = read(file('kW', july.slice(3, 40)), { times: 'end' });
    expect(part.start).toBe(Date.parse('2026-07-01T05:30Z'));
  });
});
