import { type PivotCase, type Prepared, prepare } from '../case/case.ts';
import { monthNumber } from '../month.ts';
import { meterMwOf, miningClasses } from './fleet.ts';

/** Which of a site's megawatts ends what can be leased: all there are, those energised, or those that are firm. */
export type LeaseLimit = 'gross' | 'energised' | 'firm';

/** How much of a site can be leased, at the meter, and what binds. */
export interface Leasable {
  /** All the site has; where it does not say, its interconnect, else what its fleet draws. */
  grossMw: number;
  /** With power today. */
  nowMw: number;
  /** With power `laterMonths` months from the start on. */
  laterMw: number;
  laterMonths: number;
  leasableMw: number;
  criticalMw: number;
  grossToCritical: number;
  binding: LeaseLimit;
}

/** What of a site can be leased, of a case as it is asked. @throws RangeError */
export const leasableOf = (asked: PivotCase): Leasable => leasable(prepare(asked));

/**
 * Leasable megawatts: what is gross, firm and energised, or will be at a known month. Megawatts that nobody has
 * said are not firm count as firm.
 */
export function leasable(given: Prepared): Leasable {
  const { site, assumptions, startMonth } = given;
  const grossMw = site.grossMw ?? site.interconnectMw ?? meterMwOf(miningClasses(given));
  const energisedMw = Math.min(site.energisedMw ?? grossMw, grossMw);
  const { earliestEnergisation } = site;
  const reachableMw = earliestEnergisation === undefined ? energisedMw : grossMw;
  const leasableMw = Math.min(reachableMw, site.firmMw ?? grossMw);
  const nowMw = Math.min(energisedMw, leasableMw);
  const waitMonths =
    earliestEnergisation === undefined ? 0 : monthNumber(earliestEnergisation) - monthNumber(startMonth);
  const grossToCritical = site.grossToCritical ?? assumptions.grossToCritical;
  return {
    grossMw,
    nowMw,
    laterMw: leasableMw - nowMw,
    laterMonths: Math.max(0, waitMonths),
    leasableMw,
    criticalMw: leasableMw / grossToCritical,
    grossToCritical,
    binding: leasableMw === grossMw ? 'gross' : leasableMw === reachableMw ? 'energised' : 'firm',
  };
}
