import { addUp, monthly } from '../uses/leg.ts';
import { npv } from './finance.ts';
import {
  type FailedTest,
  type FinancedAsset,
  type LenderTerms,
  type Loan,
  loanYears,
  sizedLoan,
} from './loan.ts';
import { taxUsd } from './tax.ts';

/** Where the money for a project comes from and what it pays for, until its loans are repaid from income. USD. */
export interface SourcesAndUses {
  sources: { debtUsd: number; equityUsd: number };
  uses: {
    capexUsd: number;
    interestDuringConstructionUsd: number;
    upfrontFeeUsd: number;
    debtReserveUsd: number;
  };
}

/** Cash of a loan year, and the debt service that falls due in it. USD. */
export interface LoanYear {
  cashUsd: number;
  dueUsd: number;
}

/** The debt of a project as its lender sees it. */
export interface ProjectDebt {
  /** One on each asset, each on its own tenor. */
  loans: readonly Loan[];
  sourcesAndUses: SourcesAndUses;
  /** Least and mean cash ÷ debt service over the loan years; undefined without debt. */
  minimumDscr: number | undefined;
  averageDscr: number | undefined;
  /** What the two are of: the loan year with the least cover, and all loan years. */
  leastYear: LoanYear | undefined;
  allYears: LoanYear | undefined;
  /** The loan years with a debt service, loan by loan. */
  loanYears: readonly LoanYear[];
  /** Why the debt is not the loan to cost over the tenor that was asked for; empty where it is. */
  failedTests: readonly FailedTest[];
  /** What the loans bring the owner month by month: drawn − interest − repaid − fee − reserve. */
  flowsUsd: Float64Array;
  /** Debt service, from the first repayment on. */
  serviceUsd: Float64Array;
  /** What tax takes no part of: interest and fee. */
  deductibleUsd: Float64Array;
}

/** Debt on assets that share one project, each with its own cash. There must be one asset at least. */
export function projectDebt(asked: {
  assets: readonly [FinancedAsset, ...FinancedAsset[]];
  terms: LenderTerms;
}): ProjectDebt {
  const { assets, terms } = asked;
  const months = assets[0].capexUsd.length;
  const loans = assets.map((asset) => sizedLoan({ asset, terms }));
  const sum = (of: (loan: Loan) => Float64Array) => addUp(loans.map(of), months);
  const drawn = sum((loan) => loan.drawnUsd);
  const interest = sum((loan) => loan.interestUsd);
  const repaid = sum((loan) => loan.repaidUsd);
  const fee = sum((loan) => loan.feeUsd);
  const reserve = sum((loan) => loan.reserveUsd);
  return {
    loans,
    sourcesAndUses: sourcesAndUses({ assets, loans }),
    ...covers({ assets, loans }),
    failedTests: loans.flatMap((loan) => loan.failedTests),
    flowsUsd: monthly(months, (at) => drawn[at]! - interest[at]! - repaid[at]! - fee[at]! - reserve[at]!),
    serviceUsd: sum(serviceOf),
    deductibleUsd: monthly(months, (at) => interest[at]! + fee[at]!),
  };
}

const serviceOf = ({ interestUsd, repaidUsd }: Loan): Float64Array => {
  const first = repaidUsd.findIndex((usd) => usd > 0);
  return monthly(repaidUsd.length, (at) =>
    first >= 0 && at >= first ? interestUsd[at]! + repaidUsd[at]! : 0,
  );
};

function sourcesAndUses(asked: { assets: readonly FinancedAsset[]; loans: readonly Loan[] }): SourcesAndUses {
  const { assets, loans } = asked;
  const uses = {
    capexUsd: totalOf(assets.map((asset) => total(asset.capexUsd))),
    interestDuringConstructionUsd: totalOf(
      loans.map(({ interestUsd }, index) => total(interestUsd.subarray(0, assets[index]!.repaidFrom))),
    ),
    upfrontFeeUsd: totalOf(loans.map(({ feeUsd }) => total(feeUsd))),
    debtReserveUsd: totalOf(loans.map(({ reserveUsd }) => total(reserveUsd.filter((usd) => usd > 0)))),
  };
  const debtUsd = totalOf(loans.map((loan) => loan.debtUsd));
  return { sources: { debtUsd, equityUsd: totalOf(Object.values(uses)) - debtUsd }, uses };
}

const dscr = ({ cashUsd, dueUsd }: LoanYear): number => cashUsd / dueUsd;

/** What a year's debt service must be for its cover to mean anything. */
const LEAST_DUE_USD = 1;

/** Loan by loan and year by year; the mean weighs each year by its debt service. */
function covers(asked: { assets: readonly FinancedAsset[]; loans: readonly Loan[] }) {
  const years = asked.loans.flatMap((loan, index) => {
    const asset = asked.assets[index]!;
    const service = serviceOf(loan);
    return loanYears({ asset, tenorMonths: loan.tenorMonths }).map(({ from, to }) => ({
      cashUsd: total(asset.availableUsd.subarray(from, to)),
      dueUsd: total(service.subarray(from, to)),
    }));
  });
  const owed = years.filter(({ dueUsd }) => dueUsd >= LEAST_DUE_USD);
  const [first, ...others] = owed;
  if (first === undefined)
    return {
      minimumDscr: undefined,
      averageDscr: undefined,
      leastYear: undefined,
      allYears: undefined,
      loanYears: owed,
    };
  const leastYear = others.reduce((one, other) => (dscr(other) < dscr(one) ? other : one), first);
  const allYears = {
    cashUsd: totalOf(owed.map(({ cashUsd }) => cashUsd)),
    dueUsd: totalOf(owed.map(({ dueUsd }) => dueUsd)),
  };
  return {
    minimumDscr: dscr(leastYear),
    averageDscr: dscr(allYears),
    leastYear,
    allYears,
    loanYears: owed,
  };
}

/**
 * Value of equity as an adjusted present value: the project without debt, and the tax that interest and fee save, at the
 * loan's rate. The loan itself is fairly priced, fee and reserve being part of its price: it adds nothing.
 */
export function adjustedPresentValueUsd(asked: {
  /** Of the project after tax and without debt. */
  npvUsd: number;
  /** Before interest, for tax. */
  profitUsd: Float64Array;
  debt: ProjectDebt;
  taxPercent: number;
  ratePercent: number;
}): number {
  const { npvUsd, ratePercent } = asked;
  return npvUsd + npv({ flowsUsd: taxSavedUsd(asked), discountPercent: ratePercent });
}

/** The tax that interest and fee save, month by month; a loss that they make is carried forward. */
export function taxSavedUsd(asked: {
  profitUsd: Float64Array;
  debt: Pick<ProjectDebt, 'deductibleUsd'>;
  taxPercent: number;
}): Float64Array {
  const { profitUsd, debt, taxPercent } = asked;
  const after = profitUsd.map((usd, at) => usd - debt.deductibleUsd[at]!);
  const [without, withDebt] = [profitUsd, after].map((profit) => taxUsd({ profitUsd: profit, taxPercent }));
  return without!.map((usd, at) => usd - withDebt![at]!);
}

const totalOf = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);
const total = (usd: Float64Array): number => usd.reduce((sum, one) => sum + one, 0);
