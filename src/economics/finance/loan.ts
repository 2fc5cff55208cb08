import { zeros } from '../uses/leg.ts';
import { annuityFactor } from './finance.ts';

/** What a lender asks of every loan. */
export interface LenderTerms {
  ratePercent: number;
  /** The most that may be lent, of everything that has to be paid for. */
  loanToCostPercent: number;
  /** The tenor that is asked for; the lender may grant less. */
  tenorMonths: number;
  /** Least cash of a loan year ÷ its debt service. */
  minimumDscr: number;
  upfrontFeePercent: number;
  /** Debt service that is set aside, in months. */
  reserveMonths: number;
}

/** Something that is built or bought, and the cash that services the loan on it. Months count from the start. */
export interface FinancedAsset {
  name: 'building' | 'GPUs';
  capexUsd: Float64Array;
  /** After operating costs, before tax. */
  availableUsd: Float64Array;
  /** The first month with all of its income: the loan is repaid from here on. */
  repaidFrom: number;
  /** Months from there in which the asset lasts, and in which a lease is in force. */
  lifeMonths: number;
  leaseMonths: number;
}

/** Why a loan is smaller or shorter than was asked for: what was measured, and what the lender needs. */
export interface FailedTest {
  asset: FinancedAsset['name'];
  test: 'cover' | 'tenor';
  /** Of the loan as it was asked for: a ratio, or months. */
  value: number;
  needed: number;
}

/** A loan month by month, and what it pays for. */
export interface Loan {
  asset: FinancedAsset['name'];
  debtUsd: number;
  tenorMonths: number;
  drawnUsd: Float64Array;
  interestUsd: Float64Array;
  repaidUsd: Float64Array;
  feeUsd: Float64Array;
  /** Paid into the reserve, negative when it is given back with the last payment. */
  reserveUsd: Float64Array;
  failedTests: readonly FailedTest[];
  sizing: Sizing;
}

/** What a loan was sized by: the lesser of two amounts, USD. */
interface Sizing {
  /** The loan to cost of everything that has to be paid for. */
  byCostUsd: number;
  /** What the least cash services with the cover that is asked for. */
  byCoverUsd: number;
  /** Mean of a month of the loan year with the least. */
  leastCashUsdPerMonth: number;
  minimumDscr: number;
}

type UnjudgedLoan = Omit<Loan, 'failedTests' | 'sizing'>;

/** Months of the lease that must be left when a loan is repaid. */
const TAIL_MONTHS = 12;
/** What an asset must cost for a loan on it. */
const LEAST_COST_USD = 1;

/**
 * The largest loan that passes every test of the lender: at most the loan to cost, repaid in level payments within the
 * asset's life and the lease less a year, each loan year covered. Interest until then, the fee and the reserve are
 * paid for like the asset itself, by loan and equity in the same shares.
 */
export function sizedLoan(asked: { asset: FinancedAsset; terms: LenderTerms }): Loan {
  const { asset, terms } = asked;
  const months = asset.capexUsd.length;
  const granted = Math.min(terms.tenorMonths, asset.lifeMonths, asset.leaseMonths - TAIL_MONTHS);
  const costUsd = asset.capexUsd.reduce((sum, usd) => sum + usd, 0);
  // Nobody lends on less than a dollar, and a cover of next to nothing is no number.
  const tenorMonths =
    costUsd < LEAST_COST_USD ? 0 : Math.max(0, Math.min(granted, months - asset.repaidFrom));
  const most = drawnLoan({ ...asked, tenorMonths, sharePercent: terms.loanToCostPercent });
  const leastCashUsdPerMonth = leastCash({ asset, tenorMonths });
  const payable = Math.max(0, leastCashUsdPerMonth / terms.minimumDscr);
  const coveredUsd = tenorMonths === 0 ? 0 : payable * level({ terms, tenorMonths });
  const loan = most.debtUsd <= coveredUsd ? most : shrunk({ ...asked, tenorMonths, coveredUsd });
  const sizing: Sizing = {
    byCostUsd: most.debtUsd,
    byCoverUsd: coveredUsd,
    leastCashUsdPerMonth,
    minimumDscr: terms.minimumDscr,
  };
  return { ...loan, failedTests: failures({ ...asked, tenorMonths, most }), sizing };
}

interface Drawing {
  asset: FinancedAsset;
  terms: LenderTerms;
  tenorMonths: number;
}

/** Present value of a payment of 1 a month over the tenor. */
const level = ({ terms, tenorMonths }: Pick<Drawing, 'terms' | 'tenorMonths'>): number =>
  annuityFactor({ ratePercentPerPeriod: terms.ratePercent / 12, periods: tenorMonths });

/** The loan whose drawings end at what cash covers: it grows with its share, so that halving finds it. */
function shrunk(asked: Drawing & { coveredUsd: number }): UnjudgedLoan {
  let [low, high] = [0, asked.terms.loanToCostPercent];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (drawnUsd({ ...asked, sharePercent: middle }) <= asked.coveredUsd) low = middle;
    else high = middle;
  }
  return drawnLoan({ ...asked, sharePercent: low });
}

/**
 * What is owed when repayment begins, where loan pays `sharePercent` of every bill. Fee and reserve follow from the
 * debt, and are part of the bills: what is owed is a straight line in them, solved from two of its points.
 */
function drawnUsd(asked: Drawing & { sharePercent: number }): number {
  const at = (debtUsd: number) => drawings({ ...asked, debtUsd }).owedUsd;
  const none = at(0);
  // The second point is of the size of the answer, so that the difference keeps its digits.
  return none === 0 ? 0 : none / (1 - (at(none) - none) / none);
}

function drawings(asked: Drawing & { sharePercent: number; debtUsd: number }) {
  const { asset, terms, tenorMonths, sharePercent, debtUsd } = asked;
  const series = blank(asset.capexUsd.length);
  const last = asset.repaidFrom - 1;
  if (tenorMonths === 0) return { ...series, owedUsd: 0 };
  const first = Math.max(
    0,
    asset.capexUsd.findIndex((usd) => usd > 0),
  );
  series.feeUsd[first] = (debtUsd * terms.upfrontFeePercent) / 100;
  series.reserveUsd[last] = (terms.reserveMonths * debtUsd) / level({ terms, tenorMonths });
  let owedUsd = 0;
  for (let month = 0; month <= last; month++) {
    series.interestUsd[month] = (owedUsd * terms.ratePercent) / 1200;
    const billUsd =
      asset.capexUsd[month]! + series.interestUsd[month]! + series.feeUsd[month]! + series.reserveUsd[month]!;
    series.drawnUsd[month] = (billUsd * sharePercent) / 100;
    owedUsd += series.drawnUsd[month]!;
  }
  return { ...series, owedUsd };
}

const blank = (months: number) => ({
  drawnUsd: zeros(months),
  interestUsd: zeros(months),
  repaidUsd: zeros(months),
  feeUsd: zeros(months),
  reserveUsd: zeros(months),
});

function drawnLoan(asked: Drawing & { sharePercent: number }): UnjudgedLoan {
  const { asset, terms, tenorMonths } = asked;
  const debtUsd = drawnUsd(asked);
  const { owedUsd, ...series } = drawings({ ...asked, debtUsd });
  const paymentUsd = tenorMonths === 0 ? 0 : debtUsd / level({ terms, tenorMonths });
  const end = asset.repaidFrom + tenorMonths;
  let leftUsd = owedUsd;
  for (let month = asset.repaidFrom; month < end; month++) {
    series.interestUsd[month] = (leftUsd * terms.ratePercent) / 1200;
    series.repaidUsd[month] = month === end - 1 ? leftUsd : paymentUsd - series.interestUsd[month]!;
    leftUsd -= series.repaidUsd[month]!;
  }
  if (tenorMonths > 0) series.reserveUsd[end - 1]! -= terms.reserveMonths * paymentUsd;
  return { asset: asset.name, debtUsd, tenorMonths, ...series };
}

/** The least cash a month of any loan year. */
function leastCash(asked: { asset: FinancedAsset; tenorMonths: number }): number {
  const years = loanYears(asked).map(({ from, to }) => mean(asked.asset.availableUsd, from, to));
  return years.length === 0 ? 0 : Math.min(...years);
}

/** Twelve months at a time from the first repayment; what is left of the last year is one too. */
export function loanYears(asked: { asset: FinancedAsset; tenorMonths: number }) {
  const { asset, tenorMonths } = asked;
  const end = asset.repaidFrom + tenorMonths;
  return Array.from({ length: Math.ceil(tenorMonths / 12) }, (_, year) => {
    const from = asset.repaidFrom + year * 12;
    return { from, to: Math.min(from + 12, end) };
  });
}

const mean = (usd: Float64Array, from: number, to: number): number =>
  usd.subarray(from, to).reduce((sum, one) => sum + one, 0) / (to - from);

function failures(asked: Drawing & { most: UnjudgedLoan }): FailedTest[] {
  const { asset, terms, tenorMonths, most } = asked;
  const failed: FailedTest[] = [];
  if (tenorMonths < terms.tenorMonths)
    failed.push({ asset: asset.name, test: 'tenor', value: terms.tenorMonths, needed: tenorMonths });
  if (most.debtUsd < LEAST_COST_USD) return failed;
  const cover = (leastCash({ asset, tenorMonths }) * level({ terms, tenorMonths })) / most.debtUsd;
  if (cover < terms.minimumDscr)
    failed.push({ asset: asset.name, test: 'cover', value: cover, needed: terms.minimumDscr });
  return failed;
}
