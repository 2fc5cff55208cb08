import { noiShare, type Prepared } from '../case/case.ts';
import { type Leg, monthly, spread, zeros } from './leg.ts';

const USD_M = 1e6;
const KW_PER_MW = 1000;

/** Critical megawatts that are built together. */
export interface Block {
  grossMw: number;
  criticalMw: number;
  /** Months from the start until building begins. */
  startsAfter: number;
}

/**
 * Halls built, let on a first lease and let anew until the horizon. Rent is per critical kW; tenants pay for power,
 * so that it is no cost here. The escalator comes on each anniversary of the first rent.
 */
export function colocationLeg({ given, block }: { given: Prepared; block: Block }): Leg {
  const { months, assumptions, buildMonths, site, nothing } = given;
  const firstRent = block.startsAfter + buildMonths;
  const endOfTerm = firstRent + Math.round(assumptions.leaseTermYears * 12);
  const revenueUsd = rentUsd({ given, criticalMw: block.criticalMw, firstRent });
  const share = noiShare(given);
  const noiUsd = monthly(months, (month) => revenueUsd[month]! * share);
  const perMw = site.retrofit
    ? assumptions.retrofitCapexUsdMPerCriticalMw
    : assumptions.colocationCapexUsdMPerCriticalMw;
  const building = built({ given, block, usd: block.criticalMw * perMw * USD_M });
  return {
    use: 'colocation',
    grossMw: block.grossMw,
    discountPercent: assumptions.colocationDiscountPercent,
    revenueUsd,
    noiUsd,
    ...building,
    proceedsUsd: nothing,
    exposure: {
      classes: [],
      marketRentUsd: monthly(months, (month) => (month >= endOfTerm ? noiUsd[month]! : 0)),
      gpuUsd: nothing,
      powerUsd: nothing,
      fixedUsd: monthly(
        months,
        (month) => (month < endOfTerm ? noiUsd[month]! : 0) - building.capexUsd[month]!,
      ),
    },
  };
}

/** Capex over the months of building, at once where there are none, and its depreciation from the first rent on. */
export function built({ given, block, usd }: { given: Prepared; block: Block; usd: number }) {
  const { months, buildMonths, assumptions } = given;
  const capexUsd = zeros(months);
  const depreciationUsd = zeros(months);
  const from = block.startsAfter;
  spread({ into: capexUsd, amount: usd, from, to: from + Math.max(1, buildMonths) });
  const inUse = from + buildMonths;
  const lifeMonths = Math.round(assumptions.shellLifeYears * 12);
  spread({ into: depreciationUsd, amount: usd, from: inUse, to: inUse + lifeMonths });
  return { capexUsd, depreciationUsd };
}

/** Rent by month; halls come into use evenly over the ramp. */
export function rentUsd(asked: { given: Prepared; criticalMw: number; firstRent: number }): Float64Array {
  const { given, criticalMw, firstRent } = asked;
  const { rentUsdPerKwMonth, escalatorPercentPerYear, rampMonths } = given.assumptions;
  const fullUsd = criticalMw * KW_PER_MW * rentUsdPerKwMonth;
  return monthly(given.months, (month) => {
    const since = month - firstRent;
    if (since < 0) return 0;
    const inUse = Math.min(1, (since + 1) / (rampMonths + 1));
    return fullUsd * inUse * (1 + escalatorPercentPerYear / 100) ** Math.floor(since / 12);
  });
}
