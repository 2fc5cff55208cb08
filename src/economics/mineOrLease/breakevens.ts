import { assumptions as table } from '../case/assumptionTable.ts';
import { type Prepared, prepare } from '../case/case.ts';
import { crossing } from '../finance/solve.ts';
import { minedBeside } from '../uses/division.ts';
import type { Leg } from '../uses/leg.ts';
import { convertedLegs, miningPlan, planNpvUsd, type SitePlan } from './plans.ts';

const HASHPRICE_FACTORS = { low: 0.001, high: 20 };

/** A site of which so many megawatts are let. */
interface Lease {
  given: Prepared;
  convertedMw: number;
}

/** Machines of a site without a lease, and of what is left beside one. */
interface Mined {
  never: SitePlan;
  beside: SitePlan['mining'];
}

export const minedOf = (lease: Lease): Mined => ({
  never: miningPlan(lease.given),
  beside: minedBeside(lease),
});

/** The site's NPV with a lease above that of never leasing; machines and halls are those of the case unless given. */
export function leaseGainUsd(asked: Lease & { mined?: Mined; converted?: readonly Leg[] }): number {
  const { given, convertedMw } = asked;
  const { mined = minedOf(asked), converted = convertedLegs({ given, use: 'colocation', convertedMw }) } =
    asked;
  const plan = { mining: mined.beside, converted };
  return planNpvUsd({ given, plan }) - planNpvUsd({ given, plan: mined.never });
}

/** Hashprices, USD/PH/day, at which mining is worth as much as a lease; undefined beyond 0.001 and 20 times today's. */
export interface BreakevenHashprices {
  /** In every month of the horizon. */
  constant: number | undefined;
  /** In month 1, the path above or below the assumed one by the same factor in every month. */
  onPath: number | undefined;
}

export function breakevenHashprices(lease: Lease): BreakevenHashprices {
  const constant = prepare({ ...lease.given, path: 'constant', forwards: [] });
  return {
    constant: breakevenHashprice({ ...lease, given: constant }),
    onPath: breakevenHashprice(lease),
  };
}

/** What is let is let at any hashprice. */
function breakevenHashprice({ given, convertedMw }: Lease): number | undefined {
  const { hashprice } = given;
  const converted = convertedLegs({ given, use: 'colocation', convertedMw });
  const of = (factor: number) => {
    const at = { ...given, hashprice: { ...hashprice, usdPerPhDay: hashprice.usdPerPhDay * factor } };
    return -leaseGainUsd({ given: at, convertedMw, converted });
  };
  const factor = crossing({ of, ...HASHPRICE_FACTORS });
  return factor === undefined ? undefined : hashprice.usdPerPhDay * factor;
}

/** First-year rent at which the lease is worth as much as mining; undefined beyond 0 and the most that is accepted. */
export function breakevenRent(lease: Lease): number | undefined {
  const { given } = lease;
  const mined = minedOf(lease);
  const of = (rentUsdPerKwMonth: number) => {
    const at = { ...given, assumptions: { ...given.assumptions, rentUsdPerKwMonth } };
    return leaseGainUsd({ ...lease, given: at, mined });
  };
  return crossing({ of, low: 0, high: table.rentUsdPerKwMonth.max });
}
