import { quantileSorted } from 'd3-array';
import { curveStepAfter, line } from 'd3-shape';
import type { Point } from './chart.ts';
import type { Domain } from './domain.ts';
import { element, path } from './svg.ts';

/** What is read once a day and missed once is not joined over the hole. */
const GAP_MS = 2 * 86_400_000;
/** A value this many times the usual spread away is a spike, not the course. */
const SPIKE = 1.2;

/** The points in stretches without a gap. */
export function stretchesOf({ points, gapMs = GAP_MS }: { points: readonly Point[]; gapMs?: number }) {
  const stretches: Point[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    if (stretches.length === 0 || point[0] - last > gapMs) stretches.push([]);
    stretches.at(-1)!.push(point);
    last = point[0];
  }
  return stretches;
}

/** Where the points run but for spikes: those of a year's few strange days would flatten the year. */
export function courseOf(values: readonly number[]): Domain {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 1];
  if (sorted.length < 20) return [low, high];
  const usual = [quantileSorted(sorted, 0.02)!, quantileSorted(sorted, 0.98)!] as const;
  const most = (usual[1] - usual[0]) * SPIKE || Math.abs(usual[1]) * 0.2;
  return [Math.max(low, usual[0] - most), Math.min(high, usual[1] + most)].map((end, at) =>
    at === 0 ? (low < end ? usual[0] : low) : high > end ? usual[1] : high,
  ) as [number, number];
}

interface Course {
  stretches: readonly (readonly Point[])[];
  xOf: (time: number) => number;
  yOf: (value: number) => number;
  colour: string;
  width?: number;
  dash?: string | undefined;
  steps?: boolean | undefined;
}

/** The line through the points; a point that has no neighbour is a dot. */
export function course({ stretches, xOf, yOf, colour, width = 2, dash, steps }: Course): string {
  const shape = line<Point>(
    ([time]) => xOf(time),
    ([, value]) => yOf(value),
  ).digits(1);
  if (steps) shape.curve(curveStepAfter);
  const drawn = stretches.map((stretch) => {
    const [time, value] = stretch[0]!;
    if (stretch.length === 1) return dot({ x: xOf(time), y: yOf(value), colour, radius: width * 0.8 });
    return path(shape(stretch)!, { colour, width, dash });
  });
  return drawn.join('');
}

export const dot = (asked: { x: number; y: number; colour: string; radius?: number; rim?: string }): string =>
  element('circle', {
    cx: asked.x,
    cy: asked.y,
    r: asked.radius ?? 4,
    fill: asked.colour,
    stroke: asked.rim,
    'stroke-width': asked.rim && 2,
  });
