import fc from 'fast-check';
import type { Chart } from '../../../src/charts/index.ts';

/** Names and numbers as people and markets give them, at their worst. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('', ' ', '<Kraft> & "nr"', '北京矿场 7', 'Georgia ⛏️🔥', 'W'.repeat(80), 'x\u202ey'),
);
const value = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 1e-9, -1e12),
);
const text = fc.oneof(
  name,
  value.map((it) => `$${it.toFixed(2)}`),
);
const labelled = fc.record({ label: name, value, text });
const time = fc.integer({ min: Date.UTC(2009, 0, 3), max: Date.UTC(2140, 0, 1) });
const points = fc
  .array(fc.tuple(time, value), { maxLength: 60 })
  .map((list) => list.toSorted(([one], [other]) => one - other));
const some = fc.array(fc.tuple(time, value), { minLength: 1, maxLength: 40 }).map((list) => {
  return list.toSorted(([one], [other]) => one - other);
});
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const shared = {
  title: name,
  unit: fc.constantFrom('USD/day', '%', 'EH/s', ''),
  note: optional(fc.array(name, { maxLength: 3 }).map((parts) => parts.join(' · '))),
  alt: name,
};
const range = fc
  .tuple(value, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.integer({ min: 2, max: 9 }))
  .map(([from, step, count]) =>
    Array.from({ length: count }, (_, at) => from + at * Math.max(step, Math.abs(from) * 1e-3)),
  );

const forms: { [Form in Chart['form']]: fc.Arbitrary<Extract<Chart, { form: Form }>> } = {
  lines: fc.record({
    form: fc.constant('lines' as const),
    ...shared,
    points,
    now: optional(labelled),
    levels: fc.array(labelled, { maxLength: 12 }),
    steps: optional(fc.boolean()),
    legend: optional(name),
    marks: fc.array(
      fc.record({
        at: time,
        kind: fc.constantFrom('up' as const, 'down' as const, 'event' as const),
        label: optional(name),
      }),
      { maxLength: 30 },
    ),
    expected: optional(
      fc.record({ label: name, value, text, under: optional(text), at: time, low: value, high: value }),
    ),
  }),
  waterfall: fc.record({
    form: fc.constant('waterfall' as const),
    ...shared,
    steps: fc.array(
      fc.record({ label: name, value, text, kind: fc.constantFrom('total' as const, 'change' as const) }),
      { minLength: 1, maxLength: 10 },
    ),
  }),
  heatMap: fc
    .tuple(
      fc.record({ ...shared, zero: name }),
      range,
      range,
      fc.array(value, { minLength: 81, maxLength: 81 }),
      name,
      value,
      value,
    )
    .map(([rest, x, y, list, label, atX, atY]) => ({
      form: 'heatMap' as const,
      ...rest,
      x: { label, unit: rest.unit, values: x },
      y: { label, unit: rest.unit, values: y },
      values: y.map((_, row) => x.map((__, column) => list[row * 9 + column]!)),
      here: { x: atX, y: atY, label },
    })),
  bars: fc.record({
    form: fc.constant('bars' as const),
    ...shared,
    bars: fc.array(labelled, { minLength: 1, maxLength: 40 }),
    limit: optional(
      fc.record({ label: name, value, text, good: fc.constantFrom('above' as const, 'below' as const) }),
    ),
  }),
  fan: fc.record({
    form: fc.constant('fan' as const),
    ...shared,
    series: fc.array(
      fc.record({
        label: name,
        text,
        range: optional(text),
        points: some,
        band: optional(
          some.map((list) => list.map(([at, low]) => [at, low, low + 1] as [number, number, number])),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
  tornado: fc.record({
    form: fc.constant('tornado' as const),
    ...shared,
    base: labelled,
    inputs: fc.array(
      fc.record({ label: name, low: fc.record({ value, text }), high: fc.record({ value, text }) }),
      { minLength: 1, maxLength: 12 },
    ),
  }),
  columns: fc.record({
    form: fc.constant('columns' as const),
    ...shared,
    columns: fc.array(fc.record({ label: name, value, text, low: optional(value), high: optional(value) }), {
      minLength: 1,
      maxLength: 9,
    }),
  }),
  strip: fc.record({
    form: fc.constant('strip' as const),
    ...shared,
    rows: fc.array(fc.record({ label: name, text, points }), { minLength: 1, maxLength: 6 }),
  }),
};

/** Any chart of any form. */
export const anyChart: fc.Arbitrary<Chart> = fc.oneof(...Object.values(forms));
