import { z } from 'zod';

/**
 * A picture as data: what it shows, before anybody draws it. Labels are plain text of any length and script; numbers
 * are in the chart's `unit`; times are Unix milliseconds. What stands beside a number (`text`) is the text of its
 * Figure, so that a picture rounds as the answer does.
 */
const shared = {
  title: z.string(),
  /** Of the values: `USD/PH/day`. Money is one that begins with `USD`. */
  unit: z.string(),
  /** More of the second line, after the unit. */
  note: z.string().optional(),
  /** The finding in words, for whoever cannot see the picture: it says all names in full. */
  alt: z.string(),
};

const labelled = z.object({ label: z.string(), value: z.number(), text: z.string() });
export type Labelled = z.infer<typeof labelled>;

const pointSchema = z.tuple([z.number(), z.number()]);
/** A time and a value. What is unknown has no point. */
export type Point = z.infer<typeof pointSchema>;

const range = z.object({ label: z.string(), unit: z.string(), values: z.array(z.number()).min(2) });

const lines = z.object({
  form: z.literal('lines'),
  ...shared,
  /** In the order of time. */
  points: z.array(pointSchema),
  /** Points further apart than this are not joined, in milliseconds; two days where nothing else is said. */
  gapMs: z.number().positive().optional(),
  /** The value holds until the next point, as a difficulty does. */
  steps: z.boolean().optional(),
  /** The last value, at the end of the line. */
  now: labelled.optional(),
  /** Horizontal lines; those nearest to the last value are drawn, the others counted. */
  levels: z.array(labelled),
  marks: z.array(
    z.object({ at: z.number(), kind: z.enum(['up', 'down', 'event']), label: z.string().optional() }),
  ),
  /** What the triangles `up` and `down` stand for. */
  legend: z.string().optional(),
  /** Where the line is expected to go, and within which band. */
  expected: labelled
    .extend({ under: z.string().optional(), at: z.number(), low: z.number(), high: z.number() })
    .optional(),
});
export type LinesChart = z.infer<typeof lines>;

const waterfall = z.object({
  form: z.literal('waterfall'),
  ...shared,
  /** From the first total by its changes to the last. */
  steps: z.array(labelled.extend({ kind: z.enum(['total', 'change']) })).min(1),
});
export type WaterfallChart = z.infer<typeof waterfall>;

const heatMap = z.object({
  form: z.literal('heatMap'),
  ...shared,
  x: range,
  y: range,
  /** A row for each value of `y`, a number for each of `x`. */
  values: z.array(z.array(z.number())),
  /** The name of the line along which the value is zero. */
  zero: z.string(),
  here: z.object({ x: z.number(), y: z.number(), label: z.string() }).optional(),
});
export type HeatMapChart = z.infer<typeof heatMap>;

const bars = z.object({
  form: z.literal('bars'),
  ...shared,
  bars: z.array(labelled).min(1),
  /** What bars are held against, in place of zero, and on which side of it is good. */
  limit: labelled.extend({ good: z.enum(['above', 'below']) }).optional(),
});
export type BarsChart = z.infer<typeof bars>;

const fan = z.object({
  form: z.literal('fan'),
  ...shared,
  series: z
    .array(
      z.object({
        label: z.string(),
        text: z.string(),
        /** The ends of the band where the course ends: `$250M to $268M`. */
        range: z.string().optional(),
        points: z.array(pointSchema).min(1),
        /** Time, low end, high end. */
        band: z.array(z.tuple([z.number(), z.number(), z.number()])).optional(),
      }),
    )
    .min(1),
});
export type FanChart = z.infer<typeof fan>;

const end = z.object({ value: z.number(), text: z.string() });
const tornado = z.object({
  form: z.literal('tornado'),
  ...shared,
  base: labelled,
  /** The result with the input at its low and at its high end; `text` is what the input is there. */
  inputs: z.array(z.object({ label: z.string(), low: end, high: end })).min(1),
});
export type TornadoChart = z.infer<typeof tornado>;

const columns = z.object({
  form: z.literal('columns'),
  ...shared,
  /** One column each; `low` and `high` are the ends of its whisker. */
  columns: z.array(labelled.extend({ low: z.number().optional(), high: z.number().optional() })).min(1),
});
export type ColumnsChart = z.infer<typeof columns>;

const strip = z.object({
  form: z.literal('strip'),
  ...shared,
  rows: z.array(z.object({ label: z.string(), text: z.string(), points: z.array(pointSchema) })).min(1),
});
export type StripChart = z.infer<typeof strip>;

export const chartSchema = z.discriminatedUnion('form', [
  lines,
  waterfall,
  heatMap,
  bars,
  fan,
  tornado,
  columns,
  strip,
]);
export type Chart = z.infer<typeof chartSchema>;
