import { type Assumptions, checkAssumptions } from '../case/assumptions.ts';
import { type LeaseForm, noiShare, type PivotCase, prepare } from '../case/case.ts';
import { averageRentFactor } from '../finance/finance.ts';
import { checkRange, OutOfRangeError } from '../range.ts';
import { type Leasable, leasable } from '../uses/leasable.ts';
import { breakevenPrice } from './breakevens.ts';
import { conversionPlan, miningPlan, type ValuedPlan, valued } from './plans.ts';

const KW_PER_MW = 1000;

/** A lease as a tenant offers it. What it leaves open is as the case assumes. */
export interface Offer {
  /** Critical megawatts, 0.01…100,000. */
  criticalMw: number;
  leaseForm: LeaseForm;
  rentUsdPerKwMonth: number;
  termYears: number;
  escalatorPercentPerYear: number;
  capexUsdMPerCriticalMw: number;
  buildMonths: number;
}

/** What an offer is worth, for the megawatts it takes and against mining with them. */
export interface OfferValue {
  criticalMw: number;
  grossMw: number;
  /** Year 1, per critical MW. */
  rentUsdPerMwYear: number;
  /** Over the initial term, per critical MW: what signed deals are compared on. */
  averageRentUsdPerMwYear: number;
  /** Rent over the initial term. */
  contractUsd: number;
  capexUsd: number;
  /** NOI of year 1 over capex; undefined where capex is below $1. */
  yieldOnCostPercent: number | undefined;
  npvUsdPerGrossMw: number;
  npvUsdPerCriticalMw: number;
  lease: ValuedPlan;
  mining: ValuedPlan;
  /** NPV of the site with the lease above that without. */
  gainUsd: number;
  /** The rent below which mining is worth more; undefined beyond 0…1,000. */
  breakevenRentUsdPerKwMonth: number | undefined;
}

/** The case with the terms of an offer in the place of what it assumes. @throws RangeError */
function withOffer({ offer, ...asked }: PivotCase & { offer: Offer }): PivotCase {
  const assumptions: Assumptions = checkAssumptions({
    ...asked.assumptions,
    rentUsdPerKwMonth: offer.rentUsdPerKwMonth,
    leaseTermYears: offer.termYears,
    escalatorPercentPerYear: offer.escalatorPercentPerYear,
    colocationCapexUsdMPerCriticalMw: offer.capexUsdMPerCriticalMw,
    retrofitCapexUsdMPerCriticalMw: offer.capexUsdMPerCriticalMw,
    buildMonths: offer.buildMonths,
    retrofitBuildMonths: offer.buildMonths,
  });
  return { ...asked, leaseForm: offer.leaseForm, assumptions };
}

/** Critical megawatts, as any offer has to be. */
export const OFFER_RANGE = { min: 0.01, max: 100_000, unit: 'MW' };

/** Judges an offer on a site that can carry it. @throws RangeError, also when the site cannot. */
export function judgeOffer(asked: PivotCase & { offer: Offer }): OfferValue {
  const { criticalMw, rentUsdPerKwMonth } = asked.offer;
  checkRange({ field: 'criticalMw', value: criticalMw, ...OFFER_RANGE });
  const given = prepare(withOffer(asked));
  const limits = leasable(given);
  const grossMw = criticalMw * limits.grossToCritical;
  // A rounding away from the limit is not beyond it.
  const most = limits.criticalMw * (1 + 1e-9);
  if (criticalMw > most) throw tooLarge({ criticalMw, limits });
  const lease = valued({ given, plan: conversionPlan({ given, use: 'colocation', convertedMw: grossMw }) });
  const mining = valued({ given, plan: miningPlan(given) });
  const npvUsd = lease.conversionValue?.npvUsd ?? 0;
  const kwYears = criticalMw * KW_PER_MW * 12;
  const capexUsd = criticalMw * asked.offer.capexUsdMPerCriticalMw * 1e6;
  const average = rentUsdPerKwMonth * averageRentFactor(asked.offer);
  return {
    criticalMw,
    grossMw,
    rentUsdPerMwYear: rentUsdPerKwMonth * KW_PER_MW * 12,
    averageRentUsdPerMwYear: average * KW_PER_MW * 12,
    contractUsd: average * kwYears * asked.offer.termYears,
    capexUsd,
    yieldOnCostPercent:
      capexUsd >= 1 ? ((rentUsdPerKwMonth * kwYears * noiShare(given)) / capexUsd) * 100 : undefined,
    npvUsdPerGrossMw: npvUsd / grossMw,
    npvUsdPerCriticalMw: npvUsd / criticalMw,
    lease,
    mining,
    gainUsd: lease.npvUsd - mining.npvUsd,
    breakevenRentUsdPerKwMonth: breakevenPrice({ given, use: 'colocation', convertedMw: grossMw }),
  };
}

function tooLarge({ criticalMw, limits }: { criticalMw: number; limits: Leasable }): OutOfRangeError {
  const mw = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  const { leasableMw, grossToCritical } = limits;
  return new OutOfRangeError(
    `criticalMw must be between ${OFFER_RANGE.min} and ${mw(limits.criticalMw)} MW, read ${mw(criticalMw)}: the site can lease ${mw(leasableMw)} MW gross, at ${grossToCritical} gross per critical.`,
  );
}
