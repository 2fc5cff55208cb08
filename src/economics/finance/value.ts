import type { Prepared } from '../case/case.ts';
import { addMonths } from '../month.ts';
import { addUp, cashFlowsUsd, type Leg, type Use } from '../uses/leg.ts';
import { projectLoan } from './debt.ts';
import { npv, paybackMonth, peakOutlayUsd } from './finance.ts';
import { type Irr, irr } from './irr.ts';
import { taxUsd } from './tax.ts';

/** What one use of some megawatts is worth on the first day, after tax. */
export interface UseValue {
  use: Use;
  /** At the meter. */
  grossMw: number;
  discountPercent: number;
  /** Without debt. */
  npvUsd: number;
  irr: Irr;
  /** With the project loan. */
  equityNpvUsd: number;
  equityIrr: Irr;
  /** Without debt, counted from the start; undefined where nothing was paid out or it never comes back. */
  paybackMonth: number | undefined;
  /** The most that the owner has out of pocket, with the loan. */
  peakEquityUsd: number;
  /** Means over the months that have revenue. */
  revenueUsdPerGrossMwYear: number;
  noiUsdPerGrossMwYear: number;
  noiMarginPercent: number;
  /** First month with revenue; undefined when there is none. */
  firstCashMonth: string | undefined;
  /** Monthly cash flow without debt. */
  flowsUsd: Float64Array;
}

/** Values one leg, or several of the same use and discount rate together. */
export function useValue({ given, legs }: { given: Prepared; legs: readonly [Leg, ...Leg[]] }): UseValue {
  const [{ use, discountPercent }] = legs;
  const { months } = given;
  const grossMw = legs.reduce((sum, leg) => sum + leg.grossMw, 0);
  const flowsUsd = addUp(
    legs.map((leg) => afterTaxUsd({ given, leg })),
    months,
  );
  const equityUsd =
    use === 'mining'
      ? flowsUsd
      : addUp(
          legs.map((leg) => equityFlowsUsd({ given, leg })),
          months,
        );
  return {
    use,
    grossMw,
    discountPercent,
    npvUsd: npv({ flowsUsd, discountPercent }),
    irr: irr({ flowsUsd }),
    equityNpvUsd: npv({ flowsUsd: equityUsd, discountPercent }),
    equityIrr: irr({ flowsUsd: equityUsd }),
    paybackMonth: paybackMonth({ flowsUsd }),
    peakEquityUsd: peakOutlayUsd({ flowsUsd: equityUsd }),
    ...operation({ given, legs, grossMw }),
    flowsUsd,
  };
}

/** Cash flow after tax, without debt. */
export function afterTaxUsd({ given, leg }: { given: Prepared; leg: Leg }): Float64Array {
  if (given.assumptions.taxPercent === 0) return cashFlowsUsd(leg);
  const tax = taxOf({ given, leg });
  return cashFlowsUsd(leg).map((usd, month) => usd - tax[month]!);
}

function equityFlowsUsd({ given, leg }: { given: Prepared; leg: Leg }): Float64Array {
  const { drawnUsd, interestUsd, repaidUsd } = projectLoan({ given, capexUsd: leg.capexUsd });
  const tax = taxOf({ given, leg, interestUsd });
  return cashFlowsUsd(leg).map(
    (usd, month) => usd - tax[month]! + drawnUsd[month]! - interestUsd[month]! - repaidUsd[month]!,
  );
}

function taxOf(asked: { given: Prepared; leg: Leg; interestUsd?: Float64Array }): Float64Array {
  const { given, leg, interestUsd } = asked;
  const profitUsd = leg.noiUsd.map(
    (noi, month) => noi + leg.proceedsUsd[month]! - leg.depreciationUsd[month]! - (interestUsd?.[month] ?? 0),
  );
  return taxUsd({ profitUsd, taxPercent: given.assumptions.taxPercent });
}

function operation(asked: { given: Prepared; legs: readonly Leg[]; grossMw: number }) {
  const { given, legs, grossMw } = asked;
  const revenueUsd = addUp(
    legs.map((leg) => leg.revenueUsd),
    given.months,
  );
  const noiUsd = addUp(
    legs.map((leg) => leg.noiUsd),
    given.months,
  );
  const first = revenueUsd.findIndex((usd) => usd > 0);
  const paid = revenueUsd.reduce((sum, usd) => sum + (usd > 0 ? 1 : 0), 0);
  const [revenue, noi] = [revenueUsd, noiUsd].map((series) => series.reduce((a, b) => a + b));
  const perMwYear = (usd: number) => (grossMw > 0 && paid > 0 ? usd / grossMw / (paid / 12) : 0);
  return {
    revenueUsdPerGrossMwYear: perMwYear(revenue!),
    noiUsdPerGrossMwYear: perMwYear(noi!),
    noiMarginPercent: revenue! > 0 ? (noi! / revenue!) * 100 : 0,
    firstCashMonth: first < 0 ? undefined : addMonths({ month: given.startMonth, months: first }),
  };
}
