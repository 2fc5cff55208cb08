import { assumptions as table } from '../case/assumptionTable.ts';
import { type Prepared, prepare } from '../case/case.ts';
import { crossing } from '../finance/solve.ts';
import { minedBeside } from '../uses/division.ts';
import { conversionPlan, convertedLegs, miningPlan, planNpvUsd } from './plans.ts';

const HASHPRICE_FACTORS = { low: 0.001, high: 20 };

/** A site of which so many megawatts are let. */
interface Lease {
  given: Prepared;
  convertedMw: number;
}

/** The site's NPV with a lease above that of never leasing. */
export const leaseGainUsd = ({ given, convertedMw }: Lease): number =>
  planNpvUsd({ given, plan: conversionPlan({ given, use: 'colocation', convertedMw }) }) -
  planNpvUsd({ given, plan: miningPlan(given) });

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

function breakevenHashprice({ given, convertedMw }: Lease): number | undefined {
  const { hashprice } = given;
  const of = (factor: number) => {
    const at = { ...given, hashprice: { ...hashprice, usdPerPhDay: hashprice.usdPerPhDay * factor } };
    return -leaseGainUsd({ given: at, convertedMw });
  };
  const factor = crossing({ of, ...HASHPRICE_FACTORS });
  return factor === undefined ? undefined : hashprice.usdPerPhDay * factor;
}

/** First-year rent at which the lease is worth as much as mining; undefined beyond 0 and the most that is accepted. */
export function breakevenRent({ given, convertedMw }: Lease): number | undefined {
  const minedUsd = planNpvUsd({ given, plan: miningPlan(given) });
  const mining = minedBeside({ given, convertedMw });
  const of = (rentUsdPerKwMonth: number) => {
    const at = { ...given, assumptions: { ...given.assumptions, rentUsdPerKwMonth } };
    const plan = { mining, converted: convertedLegs({ given: at, use: 'colocation', convertedMw }) };
    return planNpvUsd({ given: at, plan }) - minedUsd;
  };
  return crossing({ of, low: 0, high: table.rentUsdPerKwMonth.max });
}
