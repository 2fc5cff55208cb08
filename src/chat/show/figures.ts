import type { MarketSnapshot, Reading } from '../../market/contract.ts';
import type { Figure, SourceLine } from '../reply.ts';
import { type Metric, type MetricSpec, type Metrics, metrics } from './metrics.ts';

export { type Metric, metrics };

/** Where a number comes from and when the oldest of its inputs was last confirmed (Unix milliseconds). */
export interface Provenance {
  source: string;
  observedAt: number;
}

/** The provenance of what is computed from several inputs: all their sources, the oldest time. */
export function combined(inputs: readonly Provenance[]): Provenance {
  if (inputs.length === 0) throw new RangeError('A computed figure needs at least one input');
  return {
    source: [...new Set(inputs.flatMap(({ source }) => source.split('; ')))].join('; '),
    observedAt: Math.min(...inputs.map(({ observedAt }) => observedAt)),
  };
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
  metric: Metric | Own;
  own?: Metrics<Own>;
  value: number;
  from: Provenance;
  subject?: string;
  label?: string;
}): Figure {
  const { metric, own, value, from, subject } = spec;
  if (!Number.isFinite(value)) throw new RangeError(`${metric} must be a finite number, got ${value}`);
  const known: MetricSpec = own && metric in own ? own[metric as Own] : metrics[metric as Metric];
  return {
    metric,
    ...(subject === undefined ? {} : { subject }),
    label: spec.label ?? known.label,
    value,
    unit: known.unit,
    text: known.show(value),
    source: from.source,
    asOf: isoTime(from.observedAt),
  };
}

/** The closing lines of an answer that used the market: what was read, from where, how old it is. */
export function sourceLines({ snapshot }: { snapshot: MarketSnapshot }): SourceLine[] {
  const { priceUsd, chain, fees } = snapshot;
  const lines = new Map<string, SourceLine>();
  const add = (what: string, { source, observedAt, state }: Reading<unknown>) => {
    const asOf = new Date(observedAt).toISOString();
    const key = JSON.stringify([source, asOf, state]);
    const known = lines.get(key);
    lines.set(key, { what: known ? `${known.what}, ${what}` : what, source, asOf, state });
  };
  add('price', priceUsd);
  // One source alone is named as such: a second one, or block headers, would say more.
  add('difficulty', chain.grade === 'single' ? { ...chain, source: `${chain.source} alone` } : chain);
  add('fees', fees);
  return [...lines.values()];
}
