import { assumptions as table } from '../case/assumptionTable.ts';
import type { Prepared } from '../case/case.ts';
import { crossing } from '../finance/solve.ts';
import { convertedLegs, legsNpvUsd, minedBeside } from './plans.ts';

const HASHPRICE_FACTORS = { low: 0.001, high: 20 };

/** A site of which so many megawatts are let. */
interface Lease {
  given: Prepared;
  convertedMw: number;
}

/** What a lease adds to the site's NPV: its own, less the mining that it ends. */
export const leaseGainUsd = (lease: Lease): number => leasedUsd(lease) - miningLostUsd(lease);

const leasedUsd = ({ given, convertedMw }: Lease): number =>
  legsNpvUsd({ given, legs: convertedLegs({ given, use: 'colocation', convertedMw }) });

function miningLostUsd({ given, convertedMw }: Lease): number {
  const minedUsd = (beside: number) =>
    legsNpvUsd({ given, legs: minedBeside({ given, convertedMw: beside }).mining });
  return minedUsd(0) - minedUsd(convertedMw);
}

/**
 * Hashprice today, moving as assumed, at which mining is worth as much as the lease; undefined beyond 0.001 and 20
 * times today's.
 */
export function breakevenHashprice({ given, convertedMw }: Lease): number | undefined {
  const { hashprice } = given;
  const leased = leasedUsd({ given, convertedMw });
  const of = (factor: number) => {
    const at = { ...given, hashprice: { ...hashprice, usdPerPhDay: hashprice.usdPerPhDay * factor } };
    return miningLostUsd({ given: at, convertedMw }) - leased;
  };
  const factor = crossing({ of, ...HASHPRICE_FACTORS });
  return factor === undefined ? undefined : hashprice.usdPerPhDay * factor;
}

/** First-year rent at which the lease is worth as much as mining; undefined beyond 0 and the most that is accepted. */
export function breakevenRent({ given, convertedMw }: Lease): number | undefined {
  const lost = miningLostUsd({ given, convertedMw });
  const of = (rentUsdPerKwMonth: number) => {
    const at = { ...given, assumptions: { ...given.assumptions, rentUsdPerKwMonth } };
    return leasedUsd({ given: at, convertedMw }) - lost;
  };
  return crossing({ of, low: 0, high: table.rentUsdPerKwMonth.max });
}
