import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { leasable } from '../uses/leasable.ts';
import { conversionPlan, miningPlan, planNpvUsd, type SitePlan, valued } from './plans.ts';
import { type UseYear, yearsOf } from './yearly.ts';

const MOST_YEARS = 10;

/** What the site is worth when the lease of all that is leasable begins in so many months, mining until then. */
export interface StartPoint {
  waitMonths: number;
  npvUsd: number;
}

/** When to begin a lease. Every start has the same months of operation after it. */
export interface When {
  curve: StartPoint[];
  now: StartPoint;
  best: StartPoint;
  /** Of the best start, by use and year. */
  bestYears: UseYear[];
  neverUsd: number;
  /** What a year of mining before the lease adds; below 0 what it costs. */
  oneMoreYearUsd: number;
}

/** Tries every month of the next ten years. The rent is today's market rent, grown as assumed. @throws RangeError */
export function whenToLease(asked: PivotCase): When {
  const given = prepare({ ...asked, waitMonths: 0 });
  const curve = Array.from({ length: MOST_YEARS * 12 + 1 }, (_, waitMonths) =>
    startingAfter({ asked, waitMonths }),
  );
  const now = curve[0]!;
  const best = curve.reduce((one, other) => (other.npvUsd > one.npvUsd ? other : one));
  return {
    curve,
    now,
    best,
    bestYears: startingYears({ asked, waitMonths: best.waitMonths }),
    neverUsd: planNpvUsd({ given, plan: miningPlan(given) }),
    oneMoreYearUsd: curve[12]!.npvUsd - now.npvUsd,
  };
}

/** The site when a lease begins after a wait. */
export const startingAfter = (starting: Starting): StartPoint => ({
  waitMonths: starting.waitMonths,
  npvUsd: planNpvUsd(planStarting(starting)),
});

function startingYears(starting: Starting): UseYear[] {
  const started = planStarting(starting);
  return yearsOf({ given: started.given, plan: valued(started) });
}

interface Starting {
  asked: PivotCase;
  waitMonths: number;
}

function planStarting({ asked, waitMonths }: Starting): { given: Prepared; plan: SitePlan } {
  const given = prepare({ ...asked, waitMonths });
  const { leasableMw: convertedMw } = leasable(given);
  return { given, plan: conversionPlan({ given, use: 'colocation', convertedMw }) };
}
