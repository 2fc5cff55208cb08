import { changeOf, marketMetrics } from '../rules/metrics.ts';
import type { Condition, MarketMetric } from '../rules/rule.ts';
import { hashpriceOf, type MarketSample } from './sample.ts';
import type { Payouts } from './siteLine.ts';
import { deciding, type Measured, measureSite, type SiteCondition, type SiteNow } from './siteMeasure.ts';

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

/** A condition that has a value beside a limit, and so can recover. */
export type LevelCondition = Exclude<Condition, { kind: 'happening' }>;

/** What was read, and of which site where the condition is about any. */
export interface Reading extends Measured {
  site?: SiteNow;
}

const BAND_SHARE = 0.02;
const BAND_POINTS = 1;

/** The value of a condition beside its limit. Undefined: there is no data. */
export function measure(asked: {
  condition: LevelCondition;
  tenant: string;
  now: Circumstances;
}): Reading | undefined {
  const { condition, now } = asked;
  switch (condition.kind) {
    case 'market':
      return measureMarket({ condition, sample: now.sample });
    case 'change':
      return measureChange({ condition, now });
    case 'sources':
      return { value: now.troubledSources.length, limit: 0, side: 'above', band: 0 };
    default:
      return measureSites({ ...asked, condition });
  }
}

/** How far a market value has to come back: 2 % of the limit, or one point. */
export function marketBand({ metric, limit }: { metric: MarketMetric; limit: number }): number {
  return marketMetrics[metric].percent ? BAND_POINTS : BAND_SHARE * Math.abs(limit);
}

function measureMarket(asked: {
  condition: Extract<Condition, { kind: 'market' }>;
  sample: MarketSample;
}): Measured | undefined {
  const { metric, side, limit } = asked.condition;
  const value = marketMetrics[metric].of(asked.sample);
  return value === undefined ? undefined : { value, limit, side, band: marketBand({ metric, limit }) };
}

function measureChange(asked: {
  condition: Extract<Condition, { kind: 'change' }>;
  now: Circumstances;
}): Measured | undefined {
  const { metric, direction, percent, windowMs } = asked.condition;
  const change = changeOf({ metric, sample: asked.now.sample, past: asked.now.past(windowMs) });
  if (change === undefined) return undefined;
  // A change smaller than the band recovers when all of it is gone.
  const band = Math.min(BAND_POINTS, percent);
  if (direction === 'drops') return { value: change, limit: -percent, side: 'below', band };
  return { value: direction === 'moves' ? Math.abs(change) : change, limit: percent, side: 'above', band };
}

function measureSites(asked: {
  condition: SiteCondition;
  tenant: string;
  now: Circumstances;
}): Reading | undefined {
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
