import { yearlySteps } from '../elementary/powers.ts';
import { type Hashprice, MARKET_RANGES } from '../hashprice.ts';
import { monthNumber } from '../month.ts';
import { type HashpricePath, hashpricePath } from '../paths/hashpricePath.ts';
import { checkRange } from '../range.ts';
import { checkSite, SITE_RANGES, type Site } from '../site.ts';
import { TIME_RANGE } from '../units.ts';
import { type Assumptions, checkAssumptions } from './assumptions.ts';
import { subsidyShares } from './calendar.ts';
import { type Choices, checkChoices, checkWord, defaultChoices, MOST_MONTHS_TO_WAIT } from './choices.ts';

/** Who pays what is not rent: the tenant all of it (triple-net), or the landlord a part (modified gross). */
export const leaseForms = ['triple-net', 'modified gross'] as const;
export type LeaseForm = (typeof leaseForms)[number];

/** Everything that the comparison of uses is computed from. */
export interface PivotCase extends Facts, Partial<Choices> {}

interface Facts {
  site: Site;
  /**
   * What a MWh costs that GPU halls use (USD, as a site's power price), where that is not what one more MWh costs to mining: by a
   * tariff all that its bill comes to. The site's own unless given.
   */
  hallPowerUsdPerMwh?: number | undefined;
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
export interface Prepared extends Facts, Choices {
  /** As planned, and as much later as is assumed. */
  buildMonths: number;
  termMonths: number;
  /** After the signed term; 0 where nothing is let then. */
  beyondMonths: number;
  /** Waiting, building, the term and what comes after it. */
  months: number;
  market: HashpricePath;
  /** What the pool pays of hashprice in month 1, by month: the path and its fee. */
  paidShare: Float64Array;
  powerUsdPerMwh: Float64Array;
  /** The same of GPU halls. */
  hallUsdPerMwh: Float64Array;
  /** Months of nothing, for every series that has no amounts; never written to. */
  nothing: Float64Array;
}

const MOST_HALVINGS = 40;

/** Checks a case, all of it. @throws RangeError naming the field, what was read and what is accepted. */
export function prepare(asked: PivotCase): Prepared {
  const given = { ...defaultChoices, ...defined(asked) } as Facts & Choices;
  const { site, assumptions, halvingTimes } = given;
  checkSite(site);
  if (given.hallPowerUsdPerMwh !== undefined)
    checkRange({
      ...{ field: 'hallPowerUsdPerMwh', value: given.hallPowerUsdPerMwh },
      ...SITE_RANGES.powerPriceUsdPerMwh,
    });
  checkAssumptions(assumptions);
  checkHashprice(given.hashprice);
  monthNumber(given.startMonth);
  checkRange({ field: 'halvingTimes.length', value: halvingTimes.length, min: 0, max: MOST_HALVINGS });
  for (const value of halvingTimes) checkRange({ field: 'halvingTimes', value, ...TIME_RANGE });
  checkWord({ field: 'leaseForm', words: leaseForms, read: given.leaseForm });
  checkChoices(given);
  const planned = Math.round(site.retrofit ? assumptions.retrofitBuildMonths : assumptions.buildMonths);
  const buildMonths = planned + Math.round(assumptions.lateMonths);
  const termMonths = Math.round(assumptions.leaseTermYears * 12);
  const beyondMonths = given.leaseEnd === 'renewal' ? Math.round(assumptions.renewalTermYears * 12) : 0;
  const months = lastStart({ given, buildMonths }) + buildMonths + termMonths + beyondMonths;
  const lengths = { buildMonths, termMonths, beyondMonths, months };
  return { ...given, ...lengths, nothing: new Float64Array(months), ...monthlyRates({ given, months }) };
}

/** When building begins on the last megawatts to be converted, as far ahead as anybody plans. */
function lastStart({ given, buildMonths }: { given: Facts & Choices; buildMonths: number }): number {
  const { site, startMonth, waitMonths } = given;
  if (site.earliestEnergisation === undefined) return waitMonths;
  const later = monthNumber(site.earliestEnergisation) - monthNumber(startMonth) - buildMonths;
  return later > MOST_MONTHS_TO_WAIT ? waitMonths : Math.max(waitMonths, later);
}

/** What is there but undefined is not there. */
const defined = (asked: PivotCase): Partial<PivotCase> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));

/** Hashprice moves on its path, the power price on each anniversary of the start. */
function monthlyRates({ given, months }: { given: Facts & Choices; months: number }) {
  const { site, hashprice, startMonth, halvingTimes, assumptions } = given;
  const { hallPowerUsdPerMwh = site.powerPriceUsdPerMwh } = given;
  const escalation = 1 + assumptions.powerEscalationPercentPerYear / 100;
  const { usdPerPhDay, subsidyBtc, feesBtcPerBlock } = hashprice;
  const paidFeesBtc = site.poolScheme === 'PPS' ? 0 : feesBtcPerBlock;
  const subsidies = subsidyShares({ startMonth, months, halvingTimes });
  const reward = subsidies.map(
    (share) => (subsidyBtc * share + feesBtcPerBlock) / (subsidyBtc + feesBtcPerBlock),
  );
  const market = hashpricePath({ ...given, usdPerPhDay, reward });
  const dearer = yearlySteps({ factor: escalation, months });
  return {
    market,
    paidShare: subsidies.map((share, month) => {
      const paid = (subsidyBtc * share + paidFeesBtc) / (subsidyBtc * share + feesBtcPerBlock);
      return market.hashprice[month]! * paid * (1 - site.poolFee);
    }),
    powerUsdPerMwh: dearer.map((factor) => site.powerPriceUsdPerMwh * factor),
    hallUsdPerMwh: dearer.map((factor) => hallPowerUsdPerMwh * factor),
  };
}

function checkHashprice(hashprice: Hashprice): void {
  const { usdPerPhDay, subsidyBtc, feesBtcPerBlock, difficulty, priceUsd } = hashprice;
  const usd = { min: 1e-6, max: 1e9, unit: 'USD/PH/day' };
  checkRange({ field: 'hashprice.usdPerPhDay', value: usdPerPhDay, ...usd });
  checkRange({ field: 'hashprice.difficulty', value: difficulty, ...MARKET_RANGES.difficulty });
  checkRange({ field: 'hashprice.priceUsd', value: priceUsd, ...MARKET_RANGES.priceUsd });
  checkRange({ field: 'hashprice.subsidyBtc', value: subsidyBtc, min: 1e-8, max: 50, unit: 'BTC' });
  checkRange({
    field: 'hashprice.feesBtcPerBlock',
    value: feesBtcPerBlock,
    ...MARKET_RANGES.feesBtcPerBlock,
  });
}

/** What halls cost where the site is what it is: a retrofit, or new; million USD per critical MW, for any use of them. */
export const hallCapexUsdMPerCriticalMw = (of: {
  site: Pick<Site, 'retrofit'>;
  assumptions: Assumptions;
}): number =>
  of.site.retrofit
    ? of.assumptions.retrofitCapexUsdMPerCriticalMw
    : of.assumptions.colocationCapexUsdMPerCriticalMw;

/** The share of NOI in the rent, 0…1. */
export function noiShare({ leaseForm, assumptions }: Pick<Facts, 'leaseForm' | 'assumptions'>): number {
  const { noiMarginTripleNetPercent, noiMarginModifiedGrossPercent } = assumptions;
  return (leaseForm === 'triple-net' ? noiMarginTripleNetPercent : noiMarginModifiedGrossPercent) / 100;
}
