import type { Prepared } from '../case/case.ts';
import { addUp, cashFlowsUsd, type Leg, profitUsd } from '../uses/leg.ts';
import { monthlyDiscountFactor, presentValue } from './finance.ts';
import { contractedGainUsd } from './legValue.ts';
import { taxUsd } from './tax.ts';

/** What a tax is computed from: how much there is of it, and on what. */
interface Taxed {
  given: Pick<Prepared, 'assumptions' | 'months'>;
  legs: readonly Leg[];
}

/**
 * The tax of one owner on all legs together: losses of one use count against the profits of another. Each month's
 * tax is borne by the legs that have a profit, in proportion to it.
 */
export function siteTaxUsd({ given, legs }: Taxed): Float64Array[] {
  const profits = legs.map(profitUsd);
  const { taxPercent } = given.assumptions;
  const tax = taxUsd({ profitUsd: addUp(profits, given.months), taxPercent });
  const gains = profits.map((profit) => profit.map((usd) => Math.max(0, usd)));
  const gained = addUp(gains, given.months);
  return gains.map((gain) =>
    gain.map((usd, month) => (gained[month]! > 0 ? (tax[month]! * usd) / gained[month]! : 0)),
  );
}

/** Cash flows of each leg after the site's tax, without debt. */
export function siteFlowsUsd({ given, legs }: Taxed): Float64Array[] {
  if (given.assumptions.taxPercent === 0) return legs.map(cashFlowsUsd);
  const taxes = siteTaxUsd({ given, legs });
  return legs.map((leg, at) => cashFlowsUsd(leg).map((usd, month) => usd - taxes[at]![month]!));
}

/** NPV of a site: each leg at its own discount rate, after the site's tax and without debt. */
export function siteNpvUsd({ given, legs }: { given: Prepared; legs: readonly Leg[] }): number {
  return siteFlowsUsd({ given, legs }).reduce((sum, flowsUsd, at) => {
    const leg = legs[at]!;
    return (
      sum + presentValue({ flowsUsd, factor: monthlyDiscountFactor(leg) }) + contractedGainUsd({ given, leg })
    );
  }, 0);
}
