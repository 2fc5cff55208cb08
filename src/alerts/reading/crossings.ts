import type { Side, SiteCondition } from '../rules/rule.ts';
import { recoveryLimit } from '../rules/state.ts';
import { breakevensAtBand, marginBand, POINTS_BAND } from './band.ts';
import type { SiteLine } from './siteLine.ts';
import { powerOf } from './siteMeasure.ts';
import type { SiteNow } from './siteNow.ts';

/**
 * The payouts (USD/PH/day) at which a site condition begins to hold and at which it has recovered: the roots of
 * what siteMeasure.ts measures, which is monotonic in the payout. A root that no payout reaches is left out.
 */
export function crossingsOf({ condition, site }: { condition: SiteCondition; site: SiteNow }): number[] {
  const roots = rootsOf({ condition, site });
  return roots.filter((root) => Number.isFinite(root) && root > 0);
}

/** The payout at which a site condition is at its limit; undefined where no payout is. */
export function payoutAtLimit(asked: { condition: SiteCondition; site: SiteNow }): number | undefined {
  const [root = 0] = rootsOf(asked);
  return Number.isFinite(root) && root > 0 ? root : undefined;
}

function rootsOf({ condition, site }: { condition: SiteCondition; site: SiteNow }): number[] {
  const { line } = site;
  switch (condition.kind) {
    case 'unprofitable': {
      const found = line.classes.find(({ machine }) => machine === condition.machine);
      return found ? marginRoots({ of: found, limit: 0, side: 'below' }) : [];
    }
    // Looked at every minute: its prices move with the time.
    case 'stop':
      return [];
    case 'breakeven':
      return breakevenRoots(site);
    case 'site': {
      const { metric, limit, side } = condition;
      if (metric === 'power') return [];
      return metric === 'margin'
        ? marginRoots({ of: line, limit, side })
        : percentRoots({ metric, line, limit, side });
    }
  }
}

type Earning = Pick<SiteLine, 'net' | 'revenue' | 'costUsdPerDay'>;

/** net × p − cost = limit, and with the band: net × p − cost = limit ± its share of revenue × p. */
function marginRoots({ of, limit, side }: { of: Earning; limit: number; side: Side }): number[] {
  const owed = of.costUsdPerDay + limit;
  const bandPerUsd = recoveryLimit({ limit: 0, side, band: marginBand(of.revenue) });
  return [owed / of.net, owed / (of.net - bandPerUsd)];
}

/** Margin of revenue: (net − share × revenue) × p = cost. Headroom: (1 − share) × net × p = cost. */
function percentRoots(asked: {
  metric: 'marginPercent' | 'headroom';
  line: SiteLine;
  limit: number;
  side: Side;
}) {
  const { metric, line, limit, side } = asked;
  const slope = (share: number) =>
    metric === 'headroom' ? (1 - share) * line.net : line.net - share * line.revenue;
  return [limit, recoveryLimit({ limit, side, band: POINTS_BAND })].map(
    (percent) => line.costUsdPerDay / slope(percent / 100),
  );
}

/** power price + margin ÷ energy = the price that is paid, and its band above it. */
function breakevenRoots(site: SiteNow): number[] {
  const paid = powerOf(site);
  if (paid === undefined) return [];
  const { line } = site;
  const payoutFor = (breakeven: number) =>
    ((breakeven - line.powerPriceUsdPerMwh) * line.energyMwhPerDay + line.costUsdPerDay) / line.net;
  return [paid, ...breakevensAtBand(paid)].map(payoutFor);
}
