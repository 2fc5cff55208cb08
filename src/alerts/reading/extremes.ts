import { marketMetrics } from '../rules/metrics.ts';
import type { MarketMetric, Side } from '../rules/rule.ts';
import { type LevelCondition, payoutsOf, type Reading } from './measure.ts';
import type { TimedSample } from './samples.ts';
import { measureSite } from './siteMeasure.ts';

/** How far a value has been beyond its limit since a time, from the samples of every minute. */
export type Depth = (asked: {
  condition: LevelCondition;
  reading: Reading;
  since: number;
}) => number | undefined;

/**
 * Reads the samples when the first rule asks, and works out the extremes from each minute on once for all rules
 * that watch the same thing.
 */
export function depthSince(load: () => readonly TimedSample[]): Depth {
  let all: readonly TimedSample[] | undefined;
  const extremes = new Map<string, Float64Array>();
  const samples = () => {
    all ??= load();
    return all;
  };
  const furthest = (
    key: string,
    side: Side,
    of: (sample: TimedSample) => number | undefined,
    since: number,
  ) => {
    const known = extremes.get(`${key} ${side}`) ?? suffixExtremes(samples().map(of), side);
    extremes.set(`${key} ${side}`, known);
    const from = samples().findIndex(({ at }) => at + 60_000 > since);
    const value = from < 0 ? undefined : known[from];
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  };
  return ({ condition, reading, since }) => {
    if (condition.kind === 'market')
      return furthest(condition.metric, reading.side, marketValue(condition.metric), since);
    if (condition.kind !== 'site' && condition.kind !== 'unprofitable') return undefined;
    const { site } = reading;
    if (!site || (condition.kind === 'site' && condition.metric === 'power')) return undefined;
    const of = (sample: TimedSample) => payoutsOf(sample)?.[site.line.subsidyOnly ? 'subsidyOnly' : 'all'];
    const payout = furthest(`payout ${site.line.subsidyOnly}`, reading.side, of, since);
    if (payout === undefined) return undefined;
    return measureSite({ condition, site, payouts: { all: payout, subsidyOnly: payout } })?.value;
  };
}

const marketValue = (metric: MarketMetric) => (sample: TimedSample) => marketMetrics[metric].of(sample);

/** At each place the lowest (or highest) value from there to the end. */
function suffixExtremes(values: readonly (number | undefined)[], side: Side): Float64Array {
  const result = new Float64Array(values.length);
  let extreme = side === 'below' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (let at = values.length - 1; at >= 0; at--) {
    const value = values[at];
    if (value !== undefined) extreme = side === 'below' ? Math.min(extreme, value) : Math.max(extreme, value);
    result[at] = extreme;
  }
  return result;
}
