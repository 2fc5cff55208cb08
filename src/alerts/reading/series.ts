import type { Condition, MarketCondition, MarketMetric, SiteCondition } from '../rules/rule.ts';
import { recoveryLimit } from '../rules/state.ts';
import type { ChainCounters } from './chainEvents.ts';
import { crossingsOf } from './crossings.ts';
import { changeOf, marketValue } from './marketValue.ts';
import { type Circumstances, marketLimit, payoutsOf } from './measure.ts';
import type { SiteNow } from './siteNow.ts';
import { priceNow } from './stops.ts';

/**
 * One number that moves and that rules watch. A rule can change only when its series crosses one of its
 * boundaries, so that a tick costs what crosses and not what exists.
 */
export type Series =
  | { of: 'market'; metric: MarketMetric }
  | { of: 'change' | 'move'; metric: MarketMetric; windowMs: number }
  | { of: 'payout'; subsidyOnly: boolean }
  /** The payout again, for a site whose power price is reported: without a fresh report there is no value. */
  | { of: 'power'; tenant: string; site: string; subsidyOnly: boolean }
  /** What power costs at a site now, for rules on what it costs next. */
  | { of: 'ahead'; tenant: string; site: string }
  | { of: 'sources' }
  | { of: 'chainEvent'; what: 'retarget' | 'halving' };

/** What a rule watches: its series, and the values at which it may change. */
export interface Watch {
  series: Series;
  boundaries: number[];
}

/** A key that tells series apart, and from which they can be read again. */
export const seriesKey = (series: Series): string => JSON.stringify(series);
export const readSeries = (key: string): Series => JSON.parse(key) as Series;

/** What a rule about the market watches. Undefined for a rule about sites. */
export function watchMarket(condition: Condition): Watch | undefined {
  switch (condition.kind) {
    case 'market':
    case 'change':
    case 'sources': {
      const limit = marketLimit(condition);
      return { series: marketSeries(condition), boundaries: [limit.limit, recoveryLimit(limit)] };
    }
    case 'chainEvent':
      return { series: { of: 'chainEvent', what: condition.what }, boundaries: [] };
    default:
      return undefined;
  }
}

function marketSeries(condition: MarketCondition): Series {
  switch (condition.kind) {
    case 'market':
      return { of: 'market', metric: condition.metric };
    case 'change': {
      const { metric, direction, windowMs } = condition;
      return { of: direction === 'moves' ? 'move' : 'change', metric, windowMs };
    }
    case 'sources':
      return { of: 'sources' };
  }
}

/** What a rule about sites watches, one series for each site that it is about. */
export function watchSites(asked: {
  condition: SiteCondition;
  tenant: string;
  sites: readonly { key: string; site: SiteNow }[];
}): Watch[] {
  const { condition, tenant, sites } = asked;
  if (condition.kind === 'stop')
    return sites.map(({ key: site }) => ({ series: { of: 'ahead', tenant, site }, boundaries: [] }));
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
export function seriesValue(
  series: Series,
  now: Circumstances & { counters: ChainCounters },
): number | undefined {
  switch (series.of) {
    case 'market':
      return marketValue(series.metric, now.sample);
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
    case 'ahead': {
      const site = now.site(series.tenant, series.site);
      return site && priceNow(site);
    }
    case 'payout':
      return payout(series, now);
    case 'sources':
      return now.troubledSources.length;
    case 'chainEvent':
      return now.counters[series.what];
  }
}

function payout({ subsidyOnly }: { subsidyOnly: boolean }, now: Circumstances): number | undefined {
  const payouts = payoutsOf(now.sample);
  return payouts && (subsidyOnly ? payouts.subsidyOnly : payouts.all);
}
