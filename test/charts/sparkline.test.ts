import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinesChart, sparkline } from '../../src/charts/index.ts';
import { anyChart } from '../support/pictures/anyChart.ts';

const DAY = 86_400_000;
const shared = { title: 'Hashprice', unit: 'USD/PH/day', alt: 'Hashprice' };
const of = (points: LinesChart['points']): LinesChart => ({
  form: 'lines',
  ...shared,
  points,
  levels: [],
  marks: [],
});

describe('sparkline()', () => {
  it.each([
    ['what rises', [1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    ['what stays', [5, 5, 5, 5], '▁▁▁▁'],
    ['what falls below zero', [-1, 0, 1, 1], '▁▅██'],
  ])('shows %s', (_, values, line) => {
    expect(sparkline(of(values.map((value, at) => [at * DAY, value])))).toBe(line);
  });

  it('leaves a hole where days are missing', () => {
    const days = [0, 1, 2, 7, 8, 9];
    expect(sparkline(of(days.map((day) => [day * DAY, day])), { columns: 6 })).toBe('▁▂  ▆█');
  });

  it('has nothing to show of a chart without a course, or of one step', () => {
    expect(
      sparkline({ form: 'bars', ...shared, bars: [{ label: 'a', value: 1, text: '1' }] }),
    ).toBeUndefined();
    expect(sparkline(of([0, 1, 2].map((day) => [day * DAY, day === 0 ? 2 : 1])))).toBeUndefined();
  });

  it('keeps within its columns, on one line', () => {
    fc.assert(
      fc.property(anyChart, fc.integer({ min: 1, max: 80 }), (chart, columns) => {
        expect(sparkline(chart, { columns }) ?? '').toMatch(new RegExp(`^[ ▁-█]{0,${columns}}$`));
      }),
    );
  });
});
