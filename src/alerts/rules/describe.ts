import { showDuration } from '../../chat/parameters/duration.ts';
import { metrics } from '../../chat/show/metrics.ts';
import { exact, percent } from '../../chat/show/numerals.ts';
import { marketMetrics, siteMeasures } from './metrics.ts';
import type { Condition, MarketMetric, Rule, SiteMeasure } from './rule.ts';

/** A condition in words, its unit and currency said: `hashprice below $45.00/PH/day`. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'market':
      return `${marketMetrics[condition.metric].name} ${condition.side} ${showMarket(condition.metric, condition.limit)}`;
    case 'change': {
      const { metric, direction, percent: size, windowMs } = condition;
      const unit = marketMetrics[metric].percent ? ' points' : '%';
      return `${marketMetrics[metric].name} ${direction} ${Number(size.toFixed(4))}${unit} in ${showDuration(windowMs)}`;
    }
    case 'site': {
      const { site = 'any site', metric, side, limit } = condition;
      return `${site} ${siteMeasures[metric].name} ${side} ${showSite(metric, limit)}`;
    }
    case 'breakeven':
      return `${condition.site ?? 'any site'} power price above its breakeven, all cash costs given`;
    case 'unprofitable':
      return `${condition.site} ${condition.machine} unprofitable`;
    case 'stop': {
      const { site, limit, aheadMs } = condition;
      return `${site} stops a class within ${showDuration(aheadMs)} at power above ${showSite('power', limit)}`;
    }
    case 'sources':
      return 'a price source lost or disagreeing';
    case 'chainEvent':
      return condition.what === 'retarget' ? 'difficulty adjusted' : 'halving milestones';
  }
}

/** A limit of a market metric with its unit. */
const showMarket = (metric: MarketMetric, limit: number): string =>
  showLimit(limit, metrics[marketMetrics[metric].figure].show(limit));

/** A limit of a site metric with its unit. */
function showSite(metric: SiteMeasure, limit: number): string {
  switch (metric) {
    case 'margin':
      return showLimit(limit, metrics.marginUsdPerDay.show(limit));
    case 'power':
      return showLimit(limit, metrics.powerPriceUsdPerMwh.show(limit));
    default:
      return showLimit(limit, percent(limit, 1));
  }
}

/** A limit as values are `shown`; where that rounds it, what was asked for stands beside it. */
function showLimit(limit: number, shown: string): string {
  const digits = (text: string) => text.replace(/\D/gu, '').replace(/^0+|(?<!0)0+$/gu, '');
  return digits(exact(limit)) === digits(shown) ? shown : `${shown} (exactly ${exact(limit)})`;
}

/** All that a rule says in one line: the condition, how long, how often, whom. */
export function describeRule(rule: Omit<Rule, 'address' | 'owner'>): string {
  const { condition, forMs, cooldownMs, remindMs, once, pings } = rule;
  return [
    describeCondition(condition) + (forMs > 0 ? ` for ${showDuration(forMs)}` : ''),
    ...(once ? ['once'] : []),
    ...(remindMs === undefined ? [] : [`reminder every ${showDuration(remindMs)}`]),
    ...(cooldownMs > 0 ? [`cooldown ${showDuration(cooldownMs)}`] : []),
    ...(pings.length > 0 ? [`names ${pings.join(', ')}`] : []),
  ].join('; ');
}
