import type { Figure } from '../reply.ts';
import type { MetricSpec } from './metricSpec.ts';
import { type Metric, type Metrics, metrics } from './metrics.ts';

export { type Metric, metrics };

/** Where a number comes from and when the oldest of its inputs was last confirmed (Unix milliseconds). */
export interface Provenance {
  source: string;
  observedAt: number;
}

/** The source of a default that stands in for what nobody gave. */
export const BUILT_IN_DEFAULT = 'built-in default';

/** The provenance of what is computed from several inputs: all their sources, the oldest time. */
export function combined(inputs: readonly Provenance[]): Provenance {
  if (inputs.length === 0) throw new RangeError('A computed figure needs at least one input');
  const sources = new Set<string>();
  let oldest = Number.POSITIVE_INFINITY;
  // A loop, because an answer about a thousand sites asks a thousand times.
  for (const { source, observedAt } of inputs) {
    for (const one of source.includes('; ') ? source.split('; ') : [source]) sources.add(one);
    oldest = Math.min(oldest, observedAt);
  }
  return { source: [...sources].join('; '), observedAt: oldest };
}

/** The figures of an answer share a few times, and writing one out costs more than the rest of a figure. */
const isoTimes = new Map<number, string>();
const MOST_TIMES = 100;

function isoTime(time: number): string {
  const known = isoTimes.get(time);
  if (known !== undefined) return known;
  if (isoTimes.size >= MOST_TIMES) isoTimes.clear();
  const text = new Date(time).toISOString();
  isoTimes.set(time, text);
  return text;
}

/**
 * A figure of a metric of the table, or of `own` ones that a command brings; its text is rounded once. RangeError when
 * the value is not finite.
 */
export function figure<Own extends string = never>(spec: {
  metric: Metric | NoInfer<Own>;
  own?: Metrics<Own>;
  value: number;
  from: Provenance;
  subject?: string;
  label?: string;
}): Figure {
  const { metric, own, value, from, subject } = spec;
  if (!Number.isFinite(value)) throw new RangeError(`${metric} must be a finite number, got ${value}`);
  const known: MetricSpec = own && metric in own ? own[metric as Own] : metrics[metric as Metric];
  const label = spec.label ?? known.label;
  const { unit } = known;
  const text = known.show(value);
  const { source } = from;
  const asOf = isoTime(from.observedAt);
  // Written out twice, because an answer holds a hundred figures and a spread takes most of the time of one.
  return subject === undefined
    ? { metric, label, value, unit, text, source, asOf }
    : { metric, subject, label, value, unit, text, source, asOf };
}
