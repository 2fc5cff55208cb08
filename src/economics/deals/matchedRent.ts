import type { LeaseForm } from '../case/case.ts';
import { countedRents, FEW, median } from './comps.ts';
import type { Deal, Structure } from './deal.ts';
import { deals as publicDeals } from './deals.ts';

/** What signed deals alike say of the rent of year 1 per critical kW-month, to ten cents. */
export interface MatchedRent {
  firstYearUsdPerKwMonth: number;
  count: number;
  retrofit: boolean;
  /** Whether deals of any lease structure were taken, because fewer than three have the one that was asked for. */
  widened: boolean;
  /** Fewer than three deals, widened or not. */
  few: boolean;
  /** Of how many deals the escalator is the named assumption. */
  escalatorAssumedOf: number;
}

const LEASES: readonly Structure[] = ['lease', 'modified gross', 'triple-net'];

/**
 * The median of the signed deals on critical megawatts that match: the same structure, and retrofits with retrofits
 * alone, whose rent goes with the capex of a retrofit. Undefined where not one does. @throws RangeError
 */
export function matchedRent(asked: {
  leaseForm: LeaseForm;
  retrofit: boolean;
  deals?: readonly Deal[];
}): MatchedRent | undefined {
  const { leaseForm, retrofit, deals = publicDeals } = asked;
  const built = countedRents(deals).filter(
    ({ deal, rent }) => rent.basis === 'critical' && (deal.retrofit ?? false) === retrofit,
  );
  const exact = built.filter(({ deal }) => deal.structure === leaseForm);
  const widened = exact.length < FEW;
  const taken = widened ? built.filter(({ deal }) => LEASES.includes(deal.structure)) : exact;
  if (taken.length === 0) return undefined;
  const usd = median(taken.map(({ rent }) => rent.firstYearUsdPerKwMonth));
  return {
    firstYearUsdPerKwMonth: Math.round(usd * 10) / 10,
    count: taken.length,
    retrofit,
    widened,
    few: taken.length < FEW,
    escalatorAssumedOf: taken.filter(({ rent }) => rent.escalatorAssumed).length,
  };
}
