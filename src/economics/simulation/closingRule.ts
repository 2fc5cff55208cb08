import { type FleetModel, type MachineMonths, priceOnPath } from './fleetModel.ts';
import type { Market } from './market.ts';
import { predicted, TERMS } from './regression.ts';

/**
 * When to go on, sell or renew, from what is known at a date: what holding on is worth, by least squares over many
 * paths, from the last date back (Longstaff and Schwartz, 2001). It sees nothing that comes later.
 */
export interface ClosingRule {
  /** Of the machines there are and of those bought at each date, by date: TERMS coefficients each. */
  hold: readonly Float64Array[];
}

/** What to do with machines at a date. `OWN` are those there are; others are counted by the date of their purchase. */
export type Decision = 'hold' | 'close' | 'renew';
export const OWN = 0;

/** The machines of a generation. */
export const machinesOf = (fleet: FleetModel, generation: number): readonly MachineMonths[] =>
  generation === OWN ? fleet.classes : fleet.renewals[generation - 1]!.months;

const thPerSOf = (fleet: FleetModel, generation: number): number =>
  generation === OWN ? fleet.thPerS : fleet.renewals[generation - 1]!.thPerS;

/** What selling, and what buying new machines, brings in the month before a date, in the money of that month. */
export function soldUsd(fleet: FleetModel, generation: number, month: number, hashprice: number): number {
  return thPerSOf(fleet, generation) * fleet.resale * priceOnPath(fleet, month, hashprice);
}

export const boughtUsd = (fleet: FleetModel, date: number, month: number, hashprice: number): number =>
  fleet.renewals[date]!.thPerS * priceOnPath(fleet, month, hashprice);

/** What a market shows at a date to whoever has machines, of whatever generation; in today's money but for the price. */
export interface Standing {
  hashprice: number;
  power: number;
  usdPerTh: number;
  discount: number;
  /** Below every number where mining may not close, or machines may not be bought. */
  landUsd: number;
  newUsd: number;
  paidUsd: number;
}

interface Deciding {
  rule: ClosingRule;
  fleet: FleetModel;
  date: number;
}

export function standing(asked: Deciding & { market: Market }): Standing {
  const { rule, fleet, date, market } = asked;
  const month = fleet.dates[date]! - 1;
  const [hashprice, power] = [market.hashprice[month]!, market.power[month]!];
  const usdPerTh = priceOnPath(fleet, month, hashprice);
  const discount = fleet.discount[month]!;
  const mayClose = fleet.mayMine.includes('closing');
  const mayRenew = fleet.mayMine.includes('renewal');
  const at = { coefficients: rule.hold[date + 1]!, at: date * TERMS, hashprice, power };
  return {
    hashprice,
    power,
    usdPerTh,
    discount,
    landUsd: mayClose ? fleet.landUsd * discount : Number.NEGATIVE_INFINITY,
    newUsd: mayRenew ? predicted(at) : Number.NEGATIVE_INFINITY,
    paidUsd: fleet.renewals[date]!.thPerS * usdPerTh * discount,
  };
}

/** What the machines of a generation sell for where one stands, in today's money. */
export const soldThereUsd = (
  fleet: FleetModel,
  generation: number,
  { usdPerTh, discount }: Standing,
): number => thPerSOf(fleet, generation) * fleet.resale * usdPerTh * discount;

/** The decision at a date, from what is expected of each. */
export function decide(asked: Deciding & { generation: number; at: Standing }): Decision {
  const { rule, fleet, date, generation, at } = asked;
  const { hashprice, power, landUsd, paidUsd, newUsd } = at;
  const sold = soldThereUsd(fleet, generation, at);
  const held = predicted({ coefficients: rule.hold[generation]!, at: date * TERMS, hashprice, power });
  const closed = sold + landUsd;
  const renewed = sold - paidUsd + newUsd;
  if (renewed > Math.max(held, closed)) return 'renew';
  return closed > held ? 'close' : 'hold';
}
