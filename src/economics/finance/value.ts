import type { Prepared } from '../case/case.ts';
import { addMonths } from '../month.ts';
import { addUp, cashFlowsUsd, type Leg, profitUsd, type Use } from '../uses/leg.ts';
import { npv, paybackMonth, peakOutlayUsd } from './finance.ts';
import { type ReturnRate, returnRate } from './irr.ts';
import { effectiveRatePercent, financedAssets, lenderTerms } from './legDebt.ts';
import { contractedGainUsd } from './legValue.ts';
import { adjustedPresentValueUsd, type ProjectDebt, projectDebt, taxSavedUsd } from './projectDebt.ts';
import { taxUsd } from './tax.ts';

/** What one use of some megawatts is worth on the first day, after tax. */
export interface UseValue {
  use: Use;
  /** At the meter. */
  grossMw: number;
  discountPercent: number;
  /** Without debt. */
  npvUsd: number;
  irr: ReturnRate;
  /** What a lender would lend on it; undefined where there is nothing to lend on, as for mining. */
  debt: ProjectDebt | undefined;
  /** Adjusted present value: without debt, and the tax that debt saves. */
  equityNpvUsd: number;
  /** Of the owner's flows with that debt. */
  equityIrr: ReturnRate;
  equityFlowsUsd: Float64Array;
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
export function useValue(asked: { given: Prepared; legs: readonly [Leg, ...Leg[]] }): UseValue {
  const { given, legs } = asked;
  const [{ use, discountPercent }] = legs;
  const { months } = given;
  const grossMw = legs.reduce((sum, leg) => sum + leg.grossMw, 0);
  const flowsUsd = addUp(
    legs.map((leg) => afterTaxUsd({ given, leg })),
    months,
  );
  const contractedUsd = legs.reduce((sum, leg) => sum + contractedGainUsd({ given, leg }), 0);
  const npvUsd = npv({ flowsUsd, discountPercent }) + contractedUsd;
  const debt = debtOf({ given, legs });
  const equityUsd = debt === undefined ? flowsUsd : equityFlowsUsd({ given, legs, flowsUsd, debt });
  return {
    use,
    grossMw,
    discountPercent,
    npvUsd,
    irr: returnRate({ flowsUsd, discountPercent }),
    debt,
    equityFlowsUsd: equityUsd,
    equityNpvUsd: debt === undefined ? npvUsd : equityValueUsd({ given, legs, npvUsd, debt }),
    equityIrr: returnRate({ flowsUsd: equityUsd, discountPercent }),
    paybackMonth: paybackMonth({ flowsUsd }),
    peakEquityUsd: peakOutlayUsd({ flowsUsd: equityUsd }),
    ...operation({ given, legs, grossMw }),
    flowsUsd,
  };
}

/** Cash flow after tax, without debt. */
function afterTaxUsd({ given, leg }: { given: Prepared; leg: Leg }): Float64Array {
  if (given.assumptions.taxPercent === 0) return cashFlowsUsd(leg);
  const tax = taxOf({ given, leg });
  return cashFlowsUsd(leg).map((usd, month) => usd - tax[month]!);
}

function debtOf({ given, legs }: { given: Prepared; legs: readonly Leg[] }): ProjectDebt | undefined {
  const [first, ...others] = legs.flatMap((leg) => financedAssets({ given, leg }));
  return first && projectDebt({ assets: [first, ...others], terms: lenderTerms({ given }) });
}

interface Indebted {
  given: Prepared;
  legs: readonly Leg[];
  debt: ProjectDebt;
}

function equityFlowsUsd({
  given,
  legs,
  debt,
  flowsUsd,
}: Indebted & { flowsUsd: Float64Array }): Float64Array {
  const { taxPercent } = given.assumptions;
  const savedUsd = taxSavedUsd({ profitUsd: profitOf({ given, legs }), debt, taxPercent });
  return flowsUsd.map((usd, month) => usd + debt.flowsUsd[month]! + savedUsd[month]!);
}

function equityValueUsd({ given, legs, debt, npvUsd }: Indebted & { npvUsd: number }): number {
  const { taxPercent, debtRatePercent } = given.assumptions;
  const ratePercent = effectiveRatePercent({ ratePercent: debtRatePercent });
  const profitUsd = profitOf({ given, legs });
  return adjustedPresentValueUsd({ npvUsd, profitUsd, debt, taxPercent, ratePercent });
}

function profitOf({ given, legs }: { given: Prepared; legs: readonly Leg[] }): Float64Array {
  return addUp(legs.map(profitUsd), given.months);
}

function taxOf({ given, leg }: { given: Prepared; leg: Leg }): Float64Array {
  return taxUsd({ profitUsd: profitUsd(leg), taxPercent: given.assumptions.taxPercent });
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
