import { assumptions as table } from '../case/assumptionTable.ts';
import { prepare } from '../case/case.ts';
import { crossing, nearestTurns, type Turns } from '../finance/solve.ts';
import { type Conversion, minedBeside } from '../uses/division.ts';
import type { Leg } from '../uses/leg.ts';
import { convertedLegs, type Divided, miningPlan, planNpvUsd, type SitePlan } from './plans.ts';

/**
 * At which multiples of hashprice it is looked whether the verdict turns. It may do so on both sides: where hashprice is low a
 * site that closes sells its land, where it is high it mines.
 */
const HASHPRICE_FACTORS = {
  below: [0.9, 0.8, 0.65, 0.5, 0.3, 0.1, 0.001],
  above: [1.1, 1.2, 1.35, 1.5, 2, 4, 20],
};

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
  /** Hashprices nearest to today's, USD/PH/day; undefined where none was seen down to 0.001 or up to 20 times today's. */
  hashprice: {
    /** In every month of the horizon. */
    constant: Turns;
    /** In month 1, the path above or below the assumed one by the same factor in every month. */
    onPath: Turns;
  };
  /** Rent of year 1, USD per kW-month, or USD per GPU-hour; undefined beyond 0 and the most that is accepted. */
  price: number | undefined;
}

export function breakevensOf(divided: Divided): Breakevens {
  const { given } = divided;
  const onPath = breakevenHashprice(divided);
  const constant =
    given.path === 'constant'
      ? onPath
      : breakevenHashprice({ ...divided, given: prepare({ ...given, path: 'constant', forwards: [] }) });
  return {
    hashprice: { constant, onPath },
    price: breakevenPrice(divided),
  };
}

/** What is let is let at any hashprice. */
function breakevenHashprice({ given, ...division }: Divided): Turns {
  const { hashprice } = given;
  const { usdPerPhDay } = hashprice;
  const converted = convertedLegs({ given, ...division });
  const of = (factor: number) => {
    const at = { ...given, hashprice: { ...hashprice, usdPerPhDay: usdPerPhDay * factor } };
    return gainUsdOf({ given: at, ...division, converted });
  };
  const { below, above } = nearestTurns({ of, from: 1, points: HASHPRICE_FACTORS });
  const at = (factor: number | undefined) => (factor === undefined ? undefined : usdPerPhDay * factor);
  return { below: at(below), above: at(above) };
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
