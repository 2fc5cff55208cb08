import type { Prepared } from '../case/case.ts';
import { cashFlowsUsd, type Leg } from '../uses/leg.ts';
import { monthlyDiscountFactor, presentValue } from './finance.ts';

/** NPV of a leg before tax and debt, the part of its revenue that is contracted at its own rate. */
export function presentValueUsd({ given, leg }: { given: Prepared; leg: Leg }): number {
  const flowsUsd = cashFlowsUsd(leg);
  return presentValue({ flowsUsd, factor: monthlyDiscountFactor(leg) }) + contractedGainUsd({ given, leg });
}

/** What revenue fixed at forwards is worth more than it would be at the leg's own rate. */
export function contractedGainUsd({ given, leg }: { given: Prepared; leg: Leg }): number {
  if (given.market.fixedMonths === 0) return 0;
  const { contractedDiscountPercent: discountPercent } = given.assumptions;
  const flowsUsd = leg.contractedUsd;
  const at = (factor: number) => presentValue({ flowsUsd, factor });
  return at(monthlyDiscountFactor({ discountPercent })) - at(monthlyDiscountFactor(leg));
}
