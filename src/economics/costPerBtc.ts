import type { Site } from './site.ts';
import { perDay } from './units.ts';

/** USD per BTC, or in words the inputs that are missing to say it. */
export type CostLevel = { usd: number } | { missing: string[] };

const MONTHS_PER_YEAR = 12;

/**
 * Cost of one BTC received after pool fee, at the three levels the field keeps apart: direct is power (energy and
 * demand charge), cash adds other operating cost, SG&A and interest, all-in adds straight-line depreciation and
 * stock compensation. A level that lacks an input names it.
 */
export function costPerBtc({
  site,
  day,
}: {
  site: Site;
  day: { btc: number; powerUsd: number; cashUsd: number };
}) {
  const { btc, powerUsd, cashUsd } = day;
  const missingCash = missingCashInputs(site);
  const missingAllIn = [...missingCash, ...missingNonCashInputs(site)];
  return {
    direct: { usd: powerUsd / btc } as CostLevel,
    cash: level(missingCash, cashUsd / btc),
    allIn: level(missingAllIn, (cashUsd + nonCashUsdPerDay(site)) / btc),
  };
}

function level(missing: string[], usd: number): CostLevel {
  return missing.length > 0 ? { missing } : { usd };
}

function missingCashInputs(site: Site): string[] {
  const missing: string[] = [];
  if ((site.otherOperatingUsdPerMwh ?? site.otherOperatingUsdPerMonth) === undefined)
    missing.push('other operating cost');
  if (site.sgaUsdPerMonth === undefined) missing.push('SG&A');
  if (site.interestUsdPerMonth === undefined) missing.push('interest');
  return missing;
}

function missingNonCashInputs(site: Site): string[] {
  const missing: string[] = [];
  if (site.capexUsd === undefined) missing.push('capex');
  if (site.depreciationYears === undefined) missing.push('depreciation years');
  if (site.stockCompensationUsdPerMonth === undefined) missing.push('stock compensation');
  return missing;
}

/** Zero stands in for what is missing only where the level is not shown. */
function nonCashUsdPerDay({
  capexUsd = 0,
  depreciationYears = 1,
  stockCompensationUsdPerMonth = 0,
}: Site): number {
  const depreciationUsdPerMonth = capexUsd / (depreciationYears * MONTHS_PER_YEAR);
  return perDay({ perMonth: depreciationUsdPerMonth + stockCompensationUsdPerMonth });
}
