import { assumptions as table } from '../case/assumptionTable.ts';
import { prepare } from '../case/case.ts';
import { crossing } from '../finance/solve.ts';
import { type Conversion, minedBeside } from '../uses/division.ts';
import { conversionPlan, convertedLegs, type Divided, miningPlan, planNpvUsd } from './plans.ts';

const HASHPRICE_FACTORS = { low: 0.001, high: 20 };

/** The site's NPV above that of never leasing. */
export const gainUsdOf = ({ given, use, convertedMw }: Divided): number =>
  planNpvUsd({ given, plan: conversionPlan({ given, use, convertedMw }) }) -
  planNpvUsd({ given, plan: miningPlan(given) });

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

function breakevenHashprice({ given, ...division }: Divided): number | undefined {
  const { hashprice } = given;
  const of = (factor: number) => {
    const at = { ...given, hashprice: { ...hashprice, usdPerPhDay: hashprice.usdPerPhDay * factor } };
    return -gainUsdOf({ given: at, ...division });
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
export function breakevenPrice({ given, use, convertedMw }: Divided): number | undefined {
  const minedUsd = planNpvUsd({ given, plan: miningPlan(given) });
  const mining = minedBeside({ given, convertedMw });
  const of = (price: number) => {
    const at = { ...given, assumptions: { ...given.assumptions, [PRICES[use]]: price } };
    const plan = { mining, converted: convertedLegs({ given: at, use, convertedMw }) };
    return planNpvUsd({ given: at, plan }) - minedUsd;
  };
  return crossing({ of, low: 0, high: table[PRICES[use]].max });
}
