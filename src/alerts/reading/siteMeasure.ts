import type { SiteCondition, SiteMeasure } from '../rules/rule.ts';
import type { Comparison } from '../rules/state.ts';
import { marginBand, POINTS_BAND, powerBand } from './band.ts';
import { breakevenPowerAt, marginAt, type Payouts, payoutOf, type SiteLine } from './siteLine.ts';
import type { SiteNow } from './siteNow.ts';
import { measureStop, type Stop } from './stops.ts';

/** What a condition reads of one site at these payouts. Undefined: no data, or no such class. */
export function measureSite({
  condition,
  site,
  payouts,
}: {
  condition: SiteCondition;
  site: SiteNow;
  payouts: Payouts | undefined;
}): (Comparison & { stop?: Stop }) | undefined {
  if (condition.kind === 'site' && condition.metric === 'power') return measurePower({ condition, site });
  if (payouts === undefined) return undefined;
  const { line } = site;
  const payout = payoutOf({ line, payouts });
  switch (condition.kind) {
    case 'stop':
      return measureStop({ condition, site, payout });
    case 'breakeven':
      return measureBreakeven({ site, payout });
    case 'unprofitable':
      return measureClass({ condition, line, payout });
    case 'site':
      return measures[condition.metric as keyof typeof measures]({ condition, line, payout });
  }
}

type SiteLimit = Extract<SiteCondition, { kind: 'site' }>;
type At = { condition: SiteLimit; line: SiteLine; payout: number };

const measures: Record<Exclude<SiteMeasure, 'power'>, (at: At) => Comparison> = {
  margin: ({ condition: { side, limit }, line, payout }) => ({
    value: marginAt(line, payout),
    limit,
    side,
    band: marginBand(line.revenue * payout),
  }),
  marginPercent: ({ condition: { side, limit }, line, payout }) => ({
    value: (marginAt(line, payout) / (line.revenue * payout)) * 100,
    limit,
    side,
    band: POINTS_BAND,
  }),
  headroom: ({ condition: { side, limit }, line, payout }) => ({
    value: (1 - line.costUsdPerDay / (line.net * payout)) * 100,
    limit,
    side,
    band: POINTS_BAND,
  }),
};

function measurePower({ condition: { side, limit }, site }: { condition: SiteLimit; site: SiteNow }) {
  const value = powerOf(site);
  return value === undefined ? undefined : { value, limit, side, band: powerBand(limit) };
}

/** The reported power price, or without reports the site's own; undefined when the report is stale. */
export function powerOf({ line, power = line.powerPriceUsdPerMwh }: SiteNow): number | undefined {
  return power === 'stale' ? undefined : power;
}

function measureBreakeven({ site, payout }: { site: SiteNow; payout: number }): Comparison | undefined {
  const value = powerOf(site);
  if (value === undefined) return undefined;
  const limit = breakevenPowerAt(site.line, payout);
  return { value, limit, side: 'above', band: powerBand(limit) };
}

function measureClass(asked: {
  condition: Extract<SiteCondition, { kind: 'unprofitable' }>;
  line: SiteLine;
  payout: number;
}): Comparison | undefined {
  const { condition, line, payout } = asked;
  const found = line.classes.find(({ machine }) => machine === condition.machine);
  if (!found) return undefined;
  const band = marginBand(found.revenue * payout);
  return { value: marginAt(found, payout), limit: 0, side: 'below', band };
}

/** Of several sites the one that decides: the furthest beyond its limit, else the one nearest to its band's end. */
export function deciding<T extends { measured: Comparison }>(all: readonly T[]): T | undefined {
  const distance = ({ value, limit, side }: Comparison) => (side === 'below' ? value - limit : limit - value);
  const least = (of: (measured: Comparison) => number) =>
    all.reduce<T | undefined>(
      (best, one) => (best === undefined || of(one.measured) < of(best.measured) ? one : best),
      undefined,
    );
  const worst = least(distance);
  if (worst === undefined || distance(worst.measured) < 0) return worst;
  return least((measured) => distance(measured) - measured.band);
}
