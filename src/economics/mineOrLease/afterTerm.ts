import type { Prepared } from '../case/case.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import type { Leg } from '../uses/leg.ts';
import { planNpvUsd, type SitePlan } from './plans.ts';

/** How much of a conversion hangs on what nobody has signed. Before tax and debt. */
export interface BeyondTerm {
  /** Present value of what comes after the signed term: rent let anew, a sale, land. */
  beyondTermUsd: number;
  /** Its share of the present value of all that comes in; undefined where nothing does. */
  beyondTermPercent: number | undefined;
}

export function beyondTerm({ legs }: { legs: readonly Leg[] }): BeyondTerm {
  let beyondTermUsd = 0;
  let incomeUsd = 0;
  for (const leg of legs) {
    const factor = monthlyDiscountFactor(leg);
    beyondTermUsd += presentValue({ flowsUsd: leg.beyondTermUsd, factor });
    const flowsUsd = leg.noiUsd.map((usd, month) => usd + leg.proceedsUsd[month]!);
    incomeUsd += presentValue({ flowsUsd, factor });
  }
  const beyondTermPercent = incomeUsd > 0 ? (beyondTermUsd / incomeUsd) * 100 : undefined;
  return { beyondTermUsd, beyondTermPercent };
}

/** NPV of a plan of which nothing comes after the signed term, not even land; on the basis of every NPV of a site. */
export function contractOnlyNpvUsd({ given, plan }: { given: Prepared; plan: SitePlan }): number {
  const converted = plan.converted.map((leg) => ({
    ...leg,
    noiUsd: leg.noiUsd.map((usd, month) => usd - leg.beyondTermUsd[month]!),
  }));
  return planNpvUsd({ given, plan: { ...plan, converted } });
}
