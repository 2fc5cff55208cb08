import { changeOf, marketMetrics } from '../rules/metrics.ts';
import type { Condition, MarketMetric } from '../rules/rule.ts';
import type { Marks } from './chainEvents.ts';
import { crossingsOf } from './crossings.ts';
import { type Circumstances, marketBand, payoutsOf } from './measure.ts';
import type { SiteCondition, SiteNow } from './siteMeasure.ts';

/**
 * One number that moves, on which rules hang. A rule can change only when its series crosses one of its
 * boundaries, so that a tick costs what crosses and not what exists.
 */
export type Series =
  | { of: 'market'; metric: MarketMetric }
  | { of: 'change' | 'move'; metric: MarketMetric; windowMs: number }
  | { of: 'payout'; subsidyOnly: boolean }
  /** The payout again, for a site whose power price is reported: without a fresh report there is no value. */
  | { of: 'power'; tenant: string; site: string; subsidyOnly: boolean }
  | { of: 'sources' }
  | { of: 'happening'; what: 'retarget' | 'halving' };

/** A rule's place: its series, and the values at which it may change. */
export interface Watch {
  series: Series;
  boundaries: number[];
}

/** A key that tells series apart, and from which they can be read again. */
export const seriesKey = (series: Series): string => JSON.stringify(series);
export const readSeries = (key: string): Series => JSON.parse(key) as Series;

/** Where a rule about the market hangs. Undefined for a rule about sites. */
export function watchMarket(condition: Condition): Watch | undefined {
  switch (condition.kind) {
    case 'market': {
      const { metric, limit, side } = condition;
      const band = marketBand({ metric, limit });
      const boundaries = [limit, side === 'below' ? limit + band : limit - band];
      return { series: { of: 'market', metric }, boundaries };
    }
    case 'change': {
      const { metric, direction, percent, windowMs } = condition;
      const end = Math.max(0, percent - 1);
      const of = direction === 'moves' ? 'move' : 'change';
      const boundaries = direction === 'drops' ? [-percent, -end] : [percent, end];
      return { series: { of, metric, windowMs }, boundaries };
    }
    case 'sources':
      return { series: { of: 'sources' }, boundaries: [0] };
    case 'happening':
      return { series: { of: 'happening', what: condition.what }, boundaries: [] };
    default:
      return undefined;
  }
}

/** Where a rule about sites hangs, one watch for each site that it is about. */
export function watchSites(asked: {
  condition: SiteCondition;
  tenant: string;
  sites: readonly { key: string; site: SiteNow }[];
}): Watch[] {
  const { condition, tenant, sites } = asked;
  const readsPower =
    condition.kind === 'breakeven' || (condition.kind === 'site' && condition.metric === 'power');
  return sites.map(({ key, site }) => {
    const { subsidyOnly } = site.line;
    const reported = readsPower && site.power !== undefined;
    const series: Series = reported
      ? { of: 'power', tenant, site: key, subsidyOnly }
      : { of: 'payout', subsidyOnly };
    return { series, boundaries: crossingsOf({ condition, site }) };
  });
}

/** The present value of a series. Undefined: there is no data. */
export function seriesValue(series: Series, now: Circumstances & { marks: Marks }): number | undefined {
  switch (series.of) {
    case 'market':
      return marketMetrics[series.metric].of(now.sample);
    case 'change':
    case 'move': {
      const { metric, windowMs } = series;
      const change = changeOf({ metric, sample: now.sample, past: now.past(windowMs) });
      return change !== undefined && series.of === 'move' ? Math.abs(change) : change;
    }
    case 'power':
      return typeof now.site(series.tenant, series.site)?.power === 'number'
        ? payout(series, now)
        : undefined;
    case 'payout':
      return payout(series, now);
    case 'sources':
      return now.troubledSources.length;
    case 'happening':
      return now.marks[series.what];
  }
}

function payout({ subsidyOnly }: { subsidyOnly: boolean }, now: Circumstances): number | undefined {
  const payouts = payoutsOf(now.sample);
  return payouts && (subsidyOnly ? payouts.subsidyOnly : payouts.all);
}
