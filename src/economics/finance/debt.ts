import type { Prepared } from '../case/case.ts';
import { zeros } from '../uses/leg.ts';
import { annuityFactor } from './finance.ts';

/** A loan month by month. Money in and out of the owner's pocket is drawn − interest − repaid. */
export interface Loan {
  drawnUsd: Float64Array;
  interestUsd: Float64Array;
  repaidUsd: Float64Array;
}

/**
 * A project loan on capex: drawn with the bills at loan to cost, interest only until the last of it is drawn, then
 * level payments; what is left at the horizon is repaid in its last month. Interest is paid, never added to the loan.
 */
export function projectLoan({ given, capexUsd }: { given: Prepared; capexUsd: Float64Array }): Loan {
  const { loanToCostPercent, debtRatePercent, amortisationYears } = given.assumptions;
  const drawnUsd = capexUsd.map((usd) => (usd * loanToCostPercent) / 100);
  const interestUsd = zeros(given.months);
  const repaidUsd = zeros(given.months);
  const lastDraw = drawnUsd.findLastIndex((usd) => usd > 0);
  const periods = Math.round(amortisationYears * 12);
  let balance = 0;
  let payment = 0;
  for (let month = 0; month < given.months; month++) {
    const interest = (balance * debtRatePercent) / 1200;
    if (month === lastDraw + 1) {
      payment = balance / annuityFactor({ ratePercentPerPeriod: debtRatePercent / 12, periods });
    }
    const due = month > lastDraw ? Math.min(balance, payment - interest) : 0;
    const repaid = month === given.months - 1 ? balance + drawnUsd[month]! : due;
    interestUsd[month] = interest;
    repaidUsd[month] = repaid;
    balance += drawnUsd[month]! - repaid;
  }
  return { drawnUsd, interestUsd, repaidUsd };
}
