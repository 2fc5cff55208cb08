import type { SiteLine } from './siteLine.ts';
import type { SiteCondition, SiteNow } from './siteMeasure.ts';
import { powerOf } from './siteMeasure.ts';

/**
 * The payouts (USD/PH/day) at which a site condition begins to hold and at which it has recovered: the roots of
 * what siteMeasure.ts measures, which is monotonic in the payout. A root that no payout reaches is left out.
 */
export function crossingsOf({ condition, site }: { condition: SiteCondition; site: SiteNow }): number[] {
  const roots = rootsOf({ condition, site });
  return roots.filter((root) => Number.isFinite(root) && root > 0);
}

const BAND_SHARE = 0.02;
const BAND_POINTS = 1;

function rootsOf({ condition, site }: { condition: SiteCondition; site: SiteNow }): number[] {
  const { line } = site;
  switch (condition.kind) {
    case 'unprofitable': {
      const found = line.classes.find(({ machine }) => machine === condition.machine);
      return found ? marginRoots({ of: found, limit: 0, sign: 1 }) : [];
    }
    case 'breakeven':
      return breakevenRoots(site);
    case 'site': {
      const { metric, limit, side } = condition;
      const sign = side === 'below' ? 1 : -1;
      if (metric === 'power') return [];
      return metric === 'margin'
        ? marginRoots({ of: line, limit, sign })
        : percentRoots({ metric, line, limit, sign });
    }
  }
}

type Earning = Pick<SiteLine, 'net' | 'revenue' | 'costUsdPerDay'>;

/** net × p − cost = limit, and with the band: net × p − cost = limit ± 2 % of revenue × p. */
function marginRoots({ of, limit, sign }: { of: Earning; limit: number; sign: number }): number[] {
  const owed = of.costUsdPerDay + limit;
  return [owed / of.net, owed / (of.net - sign * BAND_SHARE * of.revenue)];
}

/** Margin of revenue: (net − share × revenue) × p = cost. Headroom: (1 − share) × net × p = cost. */
function percentRoots(asked: {
  metric: 'marginPercent' | 'headroom';
  line: SiteLine;
  limit: number;
  sign: number;
}) {
  const { metric, line, limit, sign } = asked;
  const slope = (share: number) =>
    metric === 'headroom' ? (1 - share) * line.net : line.net - share * line.revenue;
  return [limit, limit + sign * BAND_POINTS].map((percent) => line.costUsdPerDay / slope(percent / 100));
}

/** power price + margin ÷ energy = the price that is paid, and 2 % of itself above it. */
function breakevenRoots(site: SiteNow): number[] {
  const paid = powerOf(site);
  if (paid === undefined) return [];
  const { line } = site;
  const payoutFor = (breakeven: number) =>
    ((breakeven - line.powerPriceUsdPerMwh) * line.energyMwhPerDay + line.costUsdPerDay) / line.net;
  return [payoutFor(paid), payoutFor(paid / (1 - BAND_SHARE)), payoutFor(paid / (1 + BAND_SHARE))];
}
