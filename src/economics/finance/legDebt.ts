import type { Prepared } from '../case/case.ts';
import { power } from '../elementary/power.ts';
import { type Leg, monthly } from '../uses/leg.ts';
import type { FinancedAsset, LenderTerms } from './loan.ts';

const USD_M = 1e6;

/** What a lender asks in this case; rent that nobody signed has to cover more. */
export function lenderTerms({ given }: { given: Prepared }): LenderTerms {
  const { assumptions, signed } = given;
  return {
    ratePercent: assumptions.debtRatePercent,
    loanToCostPercent: assumptions.loanToCostPercent,
    tenorMonths: Math.round(assumptions.amortisationYears * 12),
    minimumDscr: signed ? assumptions.minimumDscrSigned : assumptions.minimumDscrUnsigned,
    upfrontFeePercent: assumptions.upfrontFeePercent,
    reserveMonths: assumptions.debtReserveMonths,
  };
}

/** The loan's yearly rate as money is discounted: its months compounded. */
export const effectiveRatePercent = ({ ratePercent }: Pick<LenderTerms, 'ratePercent'>): number =>
  (power(1 + ratePercent / 1200, 12) - 1) * 100;

/**
 * The assets of a leg that can be borrowed on: its building, and its GPUs on a tenor of their own. Cash is theirs in
 * proportion to what they cost. None of mining: no lender takes its income for a term.
 */
export function financedAssets({ given, leg }: { given: Prepared; leg: Leg }): FinancedAsset[] {
  if (leg.use === 'mining' || leg.capexUsd.every((usd) => usd === 0)) return [];
  const { assumptions } = given;
  const first = leg.revenueUsd.findIndex((usd) => usd > 0);
  if (first < 0) return [];
  const isCloud = leg.use === 'gpuCloud';
  const termMonths = Math.round((isCloud ? assumptions.gpuTermYears : assumptions.leaseTermYears) * 12);
  const ramp = isCloud ? 0 : Math.round(assumptions.rampMonths);
  const repaidFrom = Math.max(first + ramp, leg.capexUsd.findLastIndex((usd) => usd > 0) + 1);
  const since = repaidFrom - first;
  const asset = (name: FinancedAsset['name'], years: number, capexUsd: Float64Array): FinancedAsset => ({
    name,
    capexUsd,
    availableUsd: shareOf({ leg, capexUsd }),
    repaidFrom,
    lifeMonths: Math.round(years * 12) - since,
    leaseMonths: termMonths - since,
  });
  const gpus = gpuBills({ given, leg, first });
  const building = monthly(given.months, (month) => leg.capexUsd[month]! - gpus[month]!);
  return [
    asset('building', assumptions.shellLifeYears, building),
    ...(isCloud ? [asset('GPUs', assumptions.gpuLifeYears, gpus)] : []),
  ];
}

/** GPUs are paid for in the month before the first income. */
function gpuBills({ given, leg, first }: { given: Prepared; leg: Leg; first: number }): Float64Array {
  const ratio = given.site.grossToCritical ?? given.assumptions.grossToCritical;
  const usd = (leg.grossMw / ratio) * given.assumptions.gpuCapexUsdMPerCriticalMw * USD_M;
  const paid = Math.max(0, first - 1);
  return monthly(given.months, (month) => (leg.use === 'gpuCloud' && month === paid ? usd : 0));
}

/** Income of the months, with prepayments that are worked off, in proportion to capex. */
function shareOf({ leg, capexUsd }: { leg: Leg; capexUsd: Float64Array }): Float64Array {
  const share = total(capexUsd) / total(leg.capexUsd);
  return monthly(capexUsd.length, (month) => {
    const workedOff = Math.min(0, leg.proceedsUsd[month]!);
    return (leg.noiUsd[month]! + workedOff) * share;
  });
}

const total = (usd: Float64Array): number => usd.reduce((sum, one) => sum + one, 0);
