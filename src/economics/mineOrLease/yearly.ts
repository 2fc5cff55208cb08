import type { Prepared } from '../case/case.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { contractedGainUsd } from '../finance/legValue.ts';
import { siteTaxUsd } from '../finance/siteTax.ts';
import type { Leg, Use } from '../uses/leg.ts';
import { legsOf, type SitePlan } from './plans.ts';

/** A use in twelve months, USD. Without debt: cash = NOI − capex + proceeds − tax. */
export interface UseYear {
  use: Use;
  /** 1 is the first twelve months. */
  year: number;
  revenueUsd: number;
  noiUsd: number;
  capexUsd: number;
  /** Machines, prepayments, land. */
  proceedsUsd: number;
  taxUsd: number;
  cashUsd: number;
  /** What the cash is worth today; over all years and uses it adds up to the NPV of the plan. */
  presentUsd: number;
}

/** A plan by use and year. */
export function yearsOf({ given, plan }: { given: Prepared; plan: SitePlan }): UseYear[] {
  const legs = legsOf(plan);
  const taxes = siteTaxUsd({ given, legs });
  const rows = legs.flatMap((leg, at) => legYears({ given, leg, taxUsd: taxes[at]! }));
  const merged = new Map<string, UseYear>();
  for (const row of rows) {
    const key = `${row.use} ${row.year}`;
    merged.set(key, added(merged.get(key), row));
  }
  return [...merged.values()];
}

function legYears({ given, leg, taxUsd }: { given: Prepared; leg: Leg; taxUsd: Float64Array }): UseYear[] {
  const factor = monthlyDiscountFactor(leg);
  const years = Math.ceil(given.months / 12);
  return Array.from({ length: years }, (_, index): UseYear => {
    const [from, to] = [index * 12, Math.min(given.months, index * 12 + 12)];
    const sum = (series: Float64Array) => series.subarray(from, to).reduce((total, usd) => total + usd, 0);
    const [noiUsd, capexUsd, proceedsUsd] = [sum(leg.noiUsd), sum(leg.capexUsd), sum(leg.proceedsUsd)];
    const flowsUsd = leg.noiUsd
      .subarray(from, to)
      .map((usd, at) => usd - leg.capexUsd[from + at]! + leg.proceedsUsd[from + at]! - taxUsd[from + at]!);
    const cut = {
      ...leg,
      contractedUsd: leg.contractedUsd.map((usd, at) => (at >= from && at < to ? usd : 0)),
    };
    return {
      use: leg.use,
      year: index + 1,
      revenueUsd: sum(leg.revenueUsd),
      noiUsd,
      capexUsd,
      proceedsUsd,
      taxUsd: sum(taxUsd),
      cashUsd: flowsUsd.reduce((total, usd) => total + usd, 0),
      presentUsd:
        presentValue({ flowsUsd, factor }) * factor ** from + contractedGainUsd({ given, leg: cut }),
    };
  });
}

function added(one: UseYear | undefined, other: UseYear): UseYear {
  if (one === undefined) return other;
  return {
    use: one.use,
    year: one.year,
    revenueUsd: one.revenueUsd + other.revenueUsd,
    noiUsd: one.noiUsd + other.noiUsd,
    capexUsd: one.capexUsd + other.capexUsd,
    proceedsUsd: one.proceedsUsd + other.proceedsUsd,
    taxUsd: one.taxUsd + other.taxUsd,
    cashUsd: one.cashUsd + other.cashUsd,
    presentUsd: one.presentUsd + other.presentUsd,
  };
}
