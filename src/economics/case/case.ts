import type { Hashprice } from '../hashprice.ts';
import { monthNumber } from '../month.ts';
import { checkRange, describe, OutOfRangeError } from '../range.ts';
import { checkSite, type Site } from '../site.ts';
import { TIME_RANGE } from '../units.ts';
import { type Assumptions, checkAssumptions } from './assumptions.ts';
import { subsidyShares } from './calendar.ts';

/** Who pays what is not rent: the tenant all of it (triple-net), or the landlord a part (modified gross). */
export const leaseForms = ['triple-net', 'modified gross'] as const;
export type LeaseForm = (typeof leaseForms)[number];

/** Everything that the comparison of uses is computed from. */
export interface PivotCase {
  site: Site;
  /** The market's, in month 1. */
  hashprice: Hashprice;
  /** The first month of the horizon, `2026-02`. */
  startMonth: string;
  /** Projected halvings, Unix milliseconds, earliest first; none: the subsidy stays. */
  halvingTimes: readonly number[];
  leaseForm: LeaseForm;
  assumptions: Assumptions;
}

/** A case with what most of the model asks of it, computed once. */
export interface Prepared extends PivotCase {
  buildMonths: number;
  /** Build and term. */
  months: number;
  /** What the pool pays of today's hashprice, by month: growth, halvings and its fee. */
  paidShare: Float64Array;
  powerUsdPerMwh: Float64Array;
  /** Months of nothing, for every series that has no amounts; never written to. */
  nothing: Float64Array;
}

const MOST_HALVINGS = 40;

/** Checks a case, all of it. @throws RangeError naming the field, what was read and what is accepted. */
export function prepare(asked: PivotCase): Prepared {
  const { site, assumptions, startMonth, halvingTimes, leaseForm } = asked;
  checkSite(site);
  checkAssumptions(assumptions);
  checkHashprice(asked.hashprice);
  monthNumber(startMonth);
  checkRange({ field: 'halvingTimes.length', value: halvingTimes.length, min: 0, max: MOST_HALVINGS });
  for (const value of halvingTimes) checkRange({ field: 'halvingTimes', value, ...TIME_RANGE });
  if (!leaseForms.includes(leaseForm)) {
    throw new OutOfRangeError(
      `leaseForm must be one of ${leaseForms.join(', ')}, read ${describe(leaseForm)}`,
    );
  }
  const buildMonths = Math.round(site.retrofit ? assumptions.retrofitBuildMonths : assumptions.buildMonths);
  const months = buildMonths + Math.round(assumptions.leaseTermYears * 12);
  const nothing = new Float64Array(months);
  return { ...asked, buildMonths, months, nothing, ...monthlyRates({ ...asked, months }) };
}

/** Hashprice moves smoothly and by halvings, the power price on each anniversary of the start. */
function monthlyRates(asked: PivotCase & { months: number }) {
  const { site, hashprice, startMonth, months, halvingTimes, assumptions } = asked;
  const { btcPriceGrowthPercentPerYear, difficultyGrowthPercentPerYear } = assumptions;
  const growth = (1 + btcPriceGrowthPercentPerYear / 100) / (1 + difficultyGrowthPercentPerYear / 100);
  const escalation = 1 + assumptions.powerEscalationPercentPerYear / 100;
  const { subsidyBtc, feesBtcPerBlock } = hashprice;
  const paidFeesBtc = site.poolScheme === 'PPS' ? 0 : feesBtcPerBlock;
  const subsidies = subsidyShares({ startMonth, months, halvingTimes });
  return {
    paidShare: subsidies.map((share, month) => {
      const paidBtc = (subsidyBtc * share + paidFeesBtc) * (1 - site.poolFee);
      return (paidBtc / (subsidyBtc + feesBtcPerBlock)) * growth ** (month / 12);
    }),
    powerUsdPerMwh: subsidies.map(
      (_, month) => site.powerPriceUsdPerMwh * escalation ** Math.floor(month / 12),
    ),
  };
}

function checkHashprice({ usdPerPhDay, subsidyBtc, feesBtcPerBlock }: Hashprice): void {
  const usd = { min: 1e-6, max: 1e9, unit: 'USD/PH/day' };
  checkRange({ field: 'hashprice.usdPerPhDay', value: usdPerPhDay, ...usd });
  checkRange({ field: 'hashprice.subsidyBtc', value: subsidyBtc, min: 1e-8, max: 50, unit: 'BTC' });
  checkRange({ field: 'hashprice.feesBtcPerBlock', value: feesBtcPerBlock, min: 0, max: 1000, unit: 'BTC' });
}

/** The share of NOI in the rent, 0…1. */
export function noiShare({ leaseForm, assumptions }: PivotCase): number {
  const { noiMarginTripleNetPercent, noiMarginModifiedGrossPercent } = assumptions;
  return (leaseForm === 'triple-net' ? noiMarginTripleNetPercent : noiMarginModifiedGrossPercent) / 100;
}
