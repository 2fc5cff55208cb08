import type { Prepared } from '../case/case.ts';
import type { MiningOption } from '../case/choices.ts';
import { power } from '../elementary/power.ts';
import { monthlyPowers } from '../elementary/powers.ts';
import {
  type MachinePrice,
  type MiningClass,
  type MiningRates,
  machinePrice,
  meterMwOf,
  miningRates,
  newThPerMw,
  priceBasis,
  thPerSOf,
  usdPerTh,
} from '../uses/fleet.ts';
import type { Market } from './market.ts';

/** Machines by month, when hashprice and power are as assumed. */
export interface MachineMonths extends MiningClass {
  revenueUsd: Float64Array;
  energyUsd: Float64Array;
  otherUsd: Float64Array;
}

/** A fleet that mines at most `lastMonth` months, in plain numbers. */
export interface FleetModel {
  /** What every fleet of a case is paid and charged. */
  rates: MiningRates;
  classes: readonly MachineMonths[];
  fixedUsd: Float64Array;
  meterMw: number;
  thPerS: number;
  landUsd: number;
  lastMonth: number;
  /** What the machines cost in month 1, where they are not there yet. */
  boughtUsd: number;
  mayMine: readonly MiningOption[];
  /** Months before which it is decided whether to go on. */
  dates: readonly number[];
  /** Machines bought at each of the dates, on the same megawatts. */
  renewals: readonly { months: readonly MachineMonths[]; thPerS: number }[];
  /** How the price of machines follows hashprice; undefined where it stays. */
  price: MachinePrice | undefined;
  fixedUsdPerTh: number;
  resale: number;
  lifeMonths: number;
  /** What buyers of machines count on, by month, when hashprice is on its path. */
  usdPerPhDay: Float64Array;
  /** What a month's amount is worth today. */
  discount: Float64Array;
}

/** Months 1 and 6, then once a year. */
function decisionDates(lastMonth: number): number[] {
  const yearly = Array.from({ length: Math.floor(lastMonth / 12) }, (_, year) => (year + 1) * 12);
  return [1, 6, ...yearly].filter((month) => month < lastMonth);
}

export function fleetModel(asked: {
  given: Prepared;
  classes: readonly MiningClass[];
  lastMonth: number;
  landUsd: number;
  mayMine: readonly MiningOption[];
}): FleetModel {
  const { given, classes, lastMonth, landUsd, mayMine } = asked;
  const { assumptions } = given;
  const rates = miningRates(given);
  const months = ({ meterMw, thPerS }: MiningClass): MachineMonths => ({
    meterMw,
    thPerS,
    revenueUsd: rates.revenueUsdPerTh.map((usd) => usd * thPerS),
    energyUsd: rates.energyUsdPerMw.map((usd) => usd * meterMw),
    otherUsd: rates.otherUsdPerMw.map((usd) => usd * meterMw),
  });
  const meterMw = meterMwOf(classes);
  const thPerS = thPerSOf(classes);
  const dates = mayMine.length > 0 && meterMw > 0 ? decisionDates(lastMonth) : [];
  const factor = power(1 + assumptions.miningDiscountPercent / 100, -1 / 12);
  const model = {
    rates,
    classes: classes.map(months),
    fixedUsd: rates.fixedUsdPerMw.map((usd) => usd * meterMw),
    meterMw,
    thPerS,
    landUsd,
    lastMonth,
    mayMine,
    dates,
    renewals: dates.map((month) => {
      const bought = { meterMw, thPerS: meterMw * newThPerMw(given)[month]! };
      return { months: [months(bought)], thPerS: bought.thPerS };
    }),
    price: machinePrice(given),
    fixedUsdPerTh: assumptions.machinePriceUsdPerTh,
    resale: assumptions.salvagePercent / 100,
    lifeMonths: Math.round(assumptions.fleetLifeYears * 12),
    usdPerPhDay: priceBasis(given),
    discount: monthlyPowers({ factor, months: given.months }).slice(),
  };
  return { ...model, boughtUsd: given.machinesOwned ? 0 : thPerS * todaysUsdPerTh(model) };
}

const todaysUsdPerTh = ({ price, usdPerPhDay, fixedUsdPerTh }: Omit<FleetModel, 'boughtUsd'>): number =>
  price === undefined ? fixedUsdPerTh : usdPerTh({ price, month: 0, usdPerPhDay: usdPerPhDay[0]! });

/** Price of a TH/s at the end of a month in a market. */
export function priceOnPath(fleet: FleetModel, month: number, hashprice: number): number {
  const { price, usdPerPhDay, fixedUsdPerTh } = fleet;
  return price === undefined
    ? fixedUsdPerTh
    : usdPerTh({ price, month, usdPerPhDay: usdPerPhDay[month]! * hashprice });
}

/** Adds what machines earn in the months `from` … `to` − 1 of a market. The hottest loop of mining on paths. */
export function addMargins(asked: {
  machines: MachineMonths;
  market: Pick<Market, 'hashprice' | 'power'>;
  into: Float64Array;
  from: number;
  to: number;
}): void {
  const { machines, market, into, from, to } = asked;
  const { revenueUsd, energyUsd, otherUsd } = machines;
  const { hashprice, power } = market;
  for (let month = from; month < to; month++) {
    const margin =
      revenueUsd[month]! * hashprice[month]! - energyUsd[month]! * power[month]! - otherUsd[month]!;
    into[month]! += margin > 0 ? margin : 0;
  }
}
