import type { Condition, SiteMetric } from '../rules/rule.ts';
import type { Observation } from '../rules/state.ts';
import { breakevenPowerAt, marginAt, type Payouts, payoutOf, type SiteLine } from './siteLine.ts';

export type SiteCondition = Extract<Condition, { kind: 'site' | 'breakeven' | 'unprofitable' }>;
export type Measured = Omit<Observation, 'dataMs'>;

/** A site as it is now: its line, and its power price where somebody reports one. */
export interface SiteNow {
  line: SiteLine;
  /** Reported, USD per MWh; `stale` when the last report is too old to be used. */
  power?: number | 'stale';
}

const BAND_SHARE = 0.02;
const BAND_POINTS = 1;

/** What a condition reads of one site at these payouts. Undefined: no data, or no such class. */
export function measureSite({
  condition,
  site,
  payouts,
}: {
  condition: SiteCondition;
  site: SiteNow;
  payouts: Payouts | undefined;
}): Measured | undefined {
  if (condition.kind === 'site' && condition.metric === 'power') return measurePower({ condition, site });
  if (payouts === undefined) return undefined;
  const { line } = site;
  const payout = payoutOf({ line, payouts });
  switch (condition.kind) {
    case 'breakeven':
      return measureBreakeven({ site, payout });
    case 'unprofitable':
      return measureClass({ condition, line, payout });
    case 'site':
      return measures[condition.metric as keyof typeof measures]({ condition, line, payout });
  }
}

type SiteLimit = Extract<Condition, { kind: 'site' }>;
type At = { condition: SiteLimit; line: SiteLine; payout: number };

const measures: Record<Exclude<SiteMetric, 'power'>, (at: At) => Measured> = {
  margin: ({ condition: { side, limit }, line, payout }) => ({
    value: marginAt(line, payout),
    limit,
    side,
    band: BAND_SHARE * line.revenue * payout,
  }),
  marginPercent: ({ condition: { side, limit }, line, payout }) => ({
    value: (marginAt(line, payout) / (line.revenue * payout)) * 100,
    limit,
    side,
    band: BAND_POINTS,
  }),
  headroom: ({ condition: { side, limit }, line, payout }) => ({
    value: (1 - line.costUsdPerDay / (line.net * payout)) * 100,
    limit,
    side,
    band: BAND_POINTS,
  }),
};

function measurePower({ condition: { side, limit }, site }: { condition: SiteLimit; site: SiteNow }) {
  const value = powerOf(site);
  return value === undefined ? undefined : { value, limit, side, band: BAND_SHARE * Math.abs(limit) };
}

/** The reported power price, or without reports the site's own; undefined when the report is stale. */
export function powerOf({ line, power = line.powerPriceUsdPerMwh }: SiteNow): number | undefined {
  return power === 'stale' ? undefined : power;
}

function measureBreakeven({ site, payout }: { site: SiteNow; payout: number }): Measured | undefined {
  const value = powerOf(site);
  if (value === undefined) return undefined;
  const limit = breakevenPowerAt(site.line, payout);
  return { value, limit, side: 'above', band: BAND_SHARE * Math.abs(limit) };
}

function measureClass(asked: {
  condition: Extract<Condition, { kind: 'unprofitable' }>;
  line: SiteLine;
  payout: number;
}): Measured | undefined {
  const { condition, line, payout } = asked;
  const found = line.classes.find(({ machine }) => machine === condition.machine);
  if (!found) return undefined;
  const band = BAND_SHARE * found.revenue * payout;
  return { value: marginAt(found, payout), limit: 0, side: 'below', band };
}

/** Of several sites the one that decides: the furthest beyond its limit, else the one nearest to its band's end. */
export function deciding<T extends { measured: Measured }>(all: readonly T[]): T | undefined {
  const distance = ({ value, limit, side }: Measured) => (side === 'below' ? value - limit : limit - value);
  const least = (of: (measured: Measured) => number) =>
    all.reduce<T | undefined>(
      (best, one) => (best === undefined || of(one.measured) < of(best.measured) ? one : best),
      undefined,
    );
  const worst = least(distance);
  if (worst === undefined || distance(worst.measured) < 0) return worst;
  return least((measured) => distance(measured) - measured.band);
}
