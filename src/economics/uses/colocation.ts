import { hallCapexUsdMPerCriticalMw, noiShare, type Prepared } from '../case/case.ts';
import { power } from '../elementary/power.ts';
import { yearlyPowers } from '../elementary/powers.ts';
import {
  type LeaseEvents,
  type LeaseMonths,
  type LeaseTerms,
  leaseMonths,
  type MoneyMonths,
  NEVER,
} from './lease.ts';
import { type Leg, monthly, spread, zeros } from './leg.ts';

const USD_M = 1e6;
const KW_PER_MW = 1000;

/** Critical megawatts that are built together. */
export interface Block {
  grossMw: number;
  criticalMw: number;
  /** Months from the start until building begins. */
  startsAfter: number;
}

/** Halls built, let for a first term and let anew or sold. Tenants pay for power, so that it is no cost here. */
export function colocationLeg({ given, block }: { given: Prepared; block: Block }): Leg {
  const terms = leaseTerms({ given, block });
  const lease = leaseMonths({ terms, events: expectedEvents({ given, block }) });
  const { revenueUsd, noiUsd, capexUsd, proceedsUsd } = lease;
  return {
    use: 'colocation',
    grossMw: block.grossMw,
    discountPercent: given.assumptions.colocationDiscountPercent,
    revenueUsd,
    noiUsd,
    capexUsd,
    proceedsUsd,
    depreciationUsd: shellDepreciation({ given, lease }),
    contractedUsd: given.nothing,
    beyondTermUsd: beyond({ lease, from: lease.endOfTerm }),
  };
}

/** A lease of a block in plain numbers, by as many months. Market rent is what the first term is let at today. */
export function leaseTerms(asked: { given: Prepared; block: Block; months?: number }): LeaseTerms {
  const { given, block, months = given.months } = asked;
  const { assumptions, termMonths, beyondMonths, leaseEnd } = given;
  const growth = 1 + assumptions.marketRentGrowthPercentPerYear / 100;
  const rentUsd = block.criticalMw * KW_PER_MW * assumptions.rentUsdPerKwMonth;
  return {
    months,
    buildFrom: block.startsAfter,
    buildMonths: given.buildMonths - Math.round(assumptions.lateMonths),
    termMonths,
    beyondMonths,
    capexUsd: block.criticalMw * hallCapexUsdMPerCriticalMw(given) * USD_M,
    rentUsd,
    marketRentUsd: rentUsd,
    marketGrowth: yearlyPowers({ factor: growth, months: months + 1 }),
    escalator: 1 + assumptions.escalatorPercentPerYear / 100,
    noiShare: noiShare(given),
    landUsd: block.grossMw * assumptions.landUsdMPerMw * USD_M,
    capRate: leaseEnd === 'cap' ? assumptions.capRatePercent / 100 : undefined,
  };
}

/** What the assumptions say will come. A lease that nobody has signed is let at the market's rent when it begins. */
export function expectedEvents({ given, block }: { given: Prepared; block: Block }): LeaseEvents {
  const { assumptions, signed, tenantComes } = given;
  const growth = 1 + assumptions.marketRentGrowthPercentPerYear / 100;
  const unsigned = (1 + assumptions.unsignedRentPercent / 100) * power(growth, block.startsAfter / 12);
  return {
    capexFactor: 1 + assumptions.capexOverrunPercent / 100,
    rentFactor: signed ? 1 : unsigned,
    lateMonths: Math.round(assumptions.lateMonths),
    rampMonths: assumptions.rampMonths,
    failsAfter: tenantComes ? NEVER : 0,
    renewedShare: assumptions.renewalPercent / 100,
    emptyMonths: Math.round(assumptions.reletMonths),
    reletCostUsd: block.criticalMw * assumptions.reletCostUsdMPerCriticalMw * USD_M,
    reletFactor: 1 + assumptions.reletRentPercent / 100,
    capRateFactor: 1,
    marketLog: undefined,
  };
}

/** Of the building, from the first rent on. */
export function shellDepreciation({ given, lease }: { given: Prepared; lease: LeaseMonths }): Float64Array {
  const amount = lease.capexUsd.reduce((sum, usd) => sum + usd, 0);
  const into = zeros(given.months);
  const lifeMonths = Math.round(given.assumptions.shellLifeYears * 12);
  spread({ into, amount, from: lease.firstRent, to: lease.firstRent + lifeMonths });
  return into;
}

/** NOI from a month on, and what is sold when the term ends: in its last month, besides a prepayment worked off. */
export function beyond(asked: { lease: MoneyMonths; from: number; workedOffUsd?: number }): Float64Array {
  const { from, workedOffUsd = 0 } = asked;
  const { noiUsd, proceedsUsd } = asked.lease;
  return monthly(noiUsd.length, (month) => {
    if (month >= from) return noiUsd[month]! + proceedsUsd[month]!;
    return month === from - 1 ? proceedsUsd[month]! + workedOffUsd : 0;
  });
}
