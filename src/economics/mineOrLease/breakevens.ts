import { assumptions as table } from '../case/assumptionTable.ts';
import { prepare } from '../case/case.ts';
import { crossing } from '../finance/solve.ts';
import { type Conversion, minedBeside } from '../uses/division.ts';
import type { Leg } from '../uses/leg.ts';
import { convertedLegs, type Divided, miningPlan, planNpvUsd, type SitePlan } from './plans.ts';

const HASHPRICE_FACTORS = { low: 0.001, high: 20 };

/** Machines of a site without a conversion, and of what is left beside one. */
interface Mined {
  never: SitePlan;
  beside: SitePlan['mining'];
}

export const minedOf = (divided: Pick<Divided, 'given' | 'convertedMw'>): Mined => ({
  never: miningPlan(divided.given),
  beside: minedBeside(divided),
});

/** The site's NPV above that of never leasing; machines and halls are those of the case unless handed in. */
export function gainUsdOf(asked: Divided & { mined?: Mined; converted?: readonly Leg[] }): number {
  const { given, use, convertedMw } = asked;
  const { mined = minedOf(asked), converted = convertedLegs({ given, use, convertedMw }) } = asked;
  const plan = { mining: mined.beside, converted };
  return planNpvUsd({ given, plan }) - planNpvUsd({ given, plan: mined.never });
}

/** Where a conversion is worth as much as never leasing. */
export interface Breakevens {
  /** Hashprices, USD/PH/day; undefined beyond 0.001 and 20 times today's. */
  hashprice: {
    /** In every month of the horizon. */
    constant: number | undefined;
    /** In month 1, the path above or below the assumed one by the same factor in every month. */
    onPath: number | undefined;
  };
  /** Rent of year 1, USD per kW-month, or USD per GPU-hour; undefined beyond 0 and the most that is accepted. */
  price: number | undefined;
}

export function breakevensOf(divided: Divided): Breakevens {
  const constant = prepare({ ...divided.given, path: 'constant', forwards: [] });
  return {
    hashprice: {
      constant: breakevenHashprice({ ...divided, given: constant }),
      onPath: breakevenHashprice(divided),
    },
    price: breakevenPrice(divided),
  };
}

/** What is let is let at any hashprice. */
function breakevenHashprice({ given, ...division }: Divided): number | undefined {
  const { hashprice } = given;
  const converted = convertedLegs({ given, ...division });
  const of = (factor: number) => {
    const at = { ...given, hashprice: { ...hashprice, usdPerPhDay: hashprice.usdPerPhDay * factor } };
    return -gainUsdOf({ given: at, ...division, converted });
  };
  const factor = crossing({ of, ...HASHPRICE_FACTORS });
  return factor === undefined ? undefined : hashprice.usdPerPhDay * factor;
}

/** What each use is paid by. */
const PRICES = {
  colocation: 'rentUsdPerKwMonth',
  gpuCloud: 'gpuPriceUsdPerHour',
} as const satisfies Record<Conversion, keyof typeof table>;

/** The price of the use at which it is worth as much as mining. */
export function breakevenPrice(divided: Divided): number | undefined {
  const { given, use } = divided;
  const mined = minedOf(divided);
  const of = (price: number) => {
    const at = { ...given, assumptions: { ...given.assumptions, [PRICES[use]]: price } };
    return gainUsdOf({ ...divided, given: at, mined });
  };
  return crossing({ of, low: 0, high: table[PRICES[use]].max });
}
