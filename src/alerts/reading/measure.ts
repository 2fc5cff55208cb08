import type { LevelCondition, MarketCondition, SiteCondition } from '../rules/rule.ts';
import type { Comparison } from '../rules/state.ts';
import { changeBand, marketBand } from './band.ts';
import { changeOf, marketValue } from './marketValue.ts';
import { hashpriceOf, type MarketSample } from './sample.ts';
import type { Payouts } from './siteLine.ts';
import { deciding, measureSite } from './siteMeasure.ts';
import type { SiteNow } from './siteNow.ts';
import type { Stop } from './stops.ts';

/** Everything that conditions are checked against, at one moment. */
export interface Circumstances {
  sample: MarketSample;
  /** The market so many milliseconds ago; undefined where nobody remembers. */
  past(ageMs: number): MarketSample | undefined;
  /** Price sources that do not answer or disagree, in words. */
  troubledSources: readonly string[];
  site(tenant: string, name: string): SiteNow | undefined;
  sites(tenant: string): readonly SiteNow[];
}

/** What was read, and of which site where the condition is about any. */
export interface Measurement extends Comparison {
  site?: SiteNow;
  /** When classes of it stop, where the condition is about that. */
  stop?: Stop;
}

/** The value of a condition beside its limit. Undefined: there is no data. */
export function measure(asked: {
  condition: LevelCondition;
  tenant: string;
  now: Circumstances;
}): Measurement | undefined {
  const { condition, now } = asked;
  switch (condition.kind) {
    case 'market':
    case 'change':
    case 'sources': {
      const value = marketValueOf(condition, now);
      return value === undefined ? undefined : { value, ...marketLimit(condition) };
    }
    default:
      return measureSites({ ...asked, condition });
  }
}

/** The limit of a condition about the market, its side and its band, in the unit of what it watches. */
export function marketLimit(condition: MarketCondition): Omit<Comparison, 'value'> {
  switch (condition.kind) {
    case 'market': {
      const { metric, limit, side } = condition;
      return { limit, side, band: marketBand({ metric, limit }) };
    }
    case 'change': {
      const { direction, percent } = condition;
      const band = changeBand(percent);
      return direction === 'drops'
        ? { limit: -percent, side: 'below', band }
        : { limit: percent, side: 'above', band };
    }
    case 'sources':
      return { limit: 0, side: 'above', band: 0 };
  }
}

function marketValueOf(condition: MarketCondition, now: Circumstances): number | undefined {
  switch (condition.kind) {
    case 'market':
      return marketValue(condition.metric, now.sample);
    case 'change': {
      const { metric, direction, windowMs } = condition;
      const change = changeOf({ metric, sample: now.sample, past: now.past(windowMs) });
      return change !== undefined && direction === 'moves' ? Math.abs(change) : change;
    }
    case 'sources':
      return now.troubledSources.length;
  }
}

function measureSites(asked: {
  condition: SiteCondition;
  tenant: string;
  now: Circumstances;
}): Measurement | undefined {
  const { condition, tenant, now } = asked;
  const payouts = payoutsOf(now.sample);
  const named = condition.site === undefined ? now.sites(tenant) : [now.site(tenant, condition.site)];
  const read = named.flatMap((site) => {
    const measured = site && measureSite({ condition, site, payouts });
    return site && measured ? [{ site, measured }] : [];
  });
  const found = deciding(read);
  return found && { ...found.measured, site: found.site };
}

/** What pools pay at a sample's hashprice. */
export function payoutsOf(sample: MarketSample): Payouts | undefined {
  const paid = hashpriceOf(sample);
  return paid && { all: paid.usdPerPhDay, subsidyOnly: paid.usdPerPhDay * paid.subsidyShare };
}
