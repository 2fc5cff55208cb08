import type { Prepared } from '../case/case.ts';
import { power } from '../elementary/power.ts';
import { monthlyDiscountFactor } from '../finance/finance.ts';
import { taxSavedUsd } from '../finance/projectDebt.ts';
import { siteTaxUsd } from '../finance/siteTax.ts';
import { addUp, type Leg, profitUsd, type Use } from '../uses/leg.ts';
import { legsOf, type ValuedPlan } from './plans.ts';

/** A use in twelve months, USD. cash = NOI − capex + proceeds − tax, without debt; equity cash = cash + debt net. */
export interface UseYear {
  use: Use;
  /** 1 is the first twelve months. */
  year: number;
  revenueUsd: number;
  noiUsd: number;
  capexUsd: number;
  /** Machines, prepayments, land. */
  proceedsUsd: number;
  /** Of one owner of the whole site, as if without debt. */
  taxUsd: number;
  cashUsd: number;
  /** Interest and repayment from the first repayment on. */
  debtServiceUsd: number;
  /** What the loans bring: drawn − interest − repaid − fee − reserve, and the owner's tax that interest and fee save. */
  debtNetUsd: number;
  equityCashUsd: number;
  /** What the cash is worth today; over all years and uses it adds up to the NPV of the plan. */
  presentUsd: number;
}

const amounts = [
  'revenueUsd',
  'noiUsd',
  'capexUsd',
  'proceedsUsd',
  'taxUsd',
  'cashUsd',
  'debtServiceUsd',
  'debtNetUsd',
  'equityCashUsd',
  'presentUsd',
] as const;
/** The same month by month; what is not there is nothing. */
type Months = { readonly [Amount in (typeof amounts)[number]]?: Float64Array };

/** A plan by use and year. */
export function yearsOf({ given, plan }: { given: Prepared; plan: ValuedPlan }): UseYear[] {
  const legs = legsOf(plan);
  const taxes = siteTaxUsd({ given, legs });
  const uses = [...new Set(legs.map(({ use }) => use))];
  return uses.flatMap((use) => {
    const own = legs.flatMap((leg, at) =>
      leg.use === use ? [legMonths({ given, leg, taxUsd: taxes[at]! })] : [],
    );
    const debt = use === plan.conversionValue?.use ? [debtMonths({ given, plan })] : [];
    return annual({ use, parts: [...own, ...debt], months: given.months });
  });
}

function legMonths({ given, leg, taxUsd }: { given: Prepared; leg: Leg; taxUsd: Float64Array }): Months {
  const { revenueUsd, noiUsd, capexUsd, proceedsUsd, contractedUsd } = leg;
  const factor = monthlyDiscountFactor(leg);
  const contracted = monthlyDiscountFactor({ discountPercent: given.assumptions.contractedDiscountPercent });
  const cashUsd = noiUsd.map((usd, at) => usd - capexUsd[at]! + proceedsUsd[at]! - taxUsd[at]!);
  const presentUsd = cashUsd.map((usd, at) => {
    const fixedUsd = contractedUsd[at]!;
    return (usd - fixedUsd) * power(factor, at + 1) + fixedUsd * power(contracted, at + 1);
  });
  return { revenueUsd, noiUsd, capexUsd, proceedsUsd, taxUsd, cashUsd, equityCashUsd: cashUsd, presentUsd };
}

/** The loans on what is converted; their interest is taken off the profit of the whole site. */
function debtMonths({ given, plan }: { given: Prepared; plan: ValuedPlan }): Months {
  const debt = plan.conversionValue?.debt;
  if (debt === undefined) return {};
  const siteProfitUsd = addUp(legsOf(plan).map(profitUsd), given.months);
  const { taxPercent } = given.assumptions;
  const savedUsd = taxSavedUsd({ profitUsd: siteProfitUsd, debt, taxPercent });
  const debtNetUsd = debt.flowsUsd.map((usd, at) => usd + savedUsd[at]!);
  return { debtServiceUsd: debt.serviceUsd, debtNetUsd, equityCashUsd: debtNetUsd };
}

function annual(asked: { use: Use; parts: readonly Months[]; months: number }): UseYear[] {
  const { use, parts, months } = asked;
  return Array.from({ length: Math.ceil(months / 12) }, (_, index): UseYear => {
    const sum = (amount: keyof Months) =>
      parts.reduce((total, part) => total + yearUsd(part[amount], index), 0);
    const entries = amounts.map((amount) => [amount, sum(amount)] as const);
    return { use, year: index + 1, ...(Object.fromEntries(entries) as Record<keyof Months, number>) };
  });
}

const yearUsd = (usd: Float64Array | undefined, index: number): number =>
  usd === undefined ? 0 : usd.subarray(index * 12, index * 12 + 12).reduce((total, one) => total + one, 0);
