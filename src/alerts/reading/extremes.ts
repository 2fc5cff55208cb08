import type { LevelCondition, Side } from '../rules/rule.ts';
import { marketValue } from './marketValue.ts';
import { type Measurement, payoutsOf } from './measure.ts';
import type { TimedSample } from './samples.ts';
import { measureSite } from './siteMeasure.ts';

/** How far a value has been beyond its limit from a time on, by the samples of every tick. Undefined: not known. */
export type ExtremeSince = (asked: {
  condition: LevelCondition;
  measurement: Measurement;
  since: number;
}) => Promise<number | undefined>;

/**
 * Reads the samples when the first rule asks, and works out the extremes from each tick on once for all rules
 * that watch the same thing.
 */
export function extremesOf(load: () => Promise<readonly TimedSample[]>): ExtremeSince {
  const furthest = extremesBySeries(load);
  return async ({ condition, measurement, since }) => {
    const { side, site } = measurement;
    if (condition.kind === 'market') {
      const { metric } = condition;
      return furthest({ key: metric, side, since, of: (sample) => marketValue(metric, sample) });
    }
    if (condition.kind !== 'site' && condition.kind !== 'unprofitable') return undefined;
    if (!site || (condition.kind === 'site' && condition.metric === 'power')) return undefined;
    const paid = site.line.subsidyOnly ? 'subsidyOnly' : 'all';
    const of = (sample: TimedSample) => payoutsOf(sample)?.[paid];
    const payout = await furthest({ key: `payout ${paid}`, side, since, of });
    if (payout === undefined) return undefined;
    return measureSite({ condition, site, payouts: { all: payout, subsidyOnly: payout } })?.value;
  };
}

function extremesBySeries(load: () => Promise<readonly TimedSample[]>) {
  let all: readonly TimedSample[] | undefined;
  const extremes = new Map<string, Float64Array>();
  return async (asked: {
    key: string;
    side: Side;
    since: number;
    of(sample: TimedSample): number | undefined;
  }): Promise<number | undefined> => {
    all ??= await load();
    const since = Math.floor(asked.since);
    // What is remembered may begin later than what is asked about: then nobody knows.
    if (all.length === 0 || all[0]!.at > since) return undefined;
    const key = `${asked.key} ${asked.side}`;
    const known = extremes.get(key) ?? suffixExtremes(all.map(asked.of), asked.side);
    extremes.set(key, known);
    const value = known[all.findIndex(({ at }) => at >= since)];
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  };
}

/** At each index the lowest (or highest) value from there to the end. */
function suffixExtremes(values: readonly (number | undefined)[], side: Side): Float64Array {
  const result = new Float64Array(values.length);
  const further = side === 'below' ? Math.min : Math.max;
  let extreme = side === 'below' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (let index = values.length - 1; index >= 0; index--) {
    extreme = further(extreme, values[index] ?? extreme);
    result[index] = extreme;
  }
  return result;
}
