import { spread } from '../uses/leg.ts';
import { boughtUsd, type ClosingRule, decide, machinesOf, OWN, soldUsd, standing } from './closingRule.ts';
import { addMargins, type FleetModel, type MachineMonths } from './fleetModel.ts';
import type { Market } from './market.ts';

/** Months of mining: money in and out, and what of it is taxed; undefined where nothing is. */
export interface Mined {
  cashUsd: Float64Array;
  profitUsd: Float64Array | undefined;
}

/** Mines along a path, by a rule or, without one, to the last month; adds to `into`. */
export function mineOnPath(asked: {
  fleet: FleetModel;
  rule: ClosingRule | undefined;
  market: Market;
  into: Mined;
}): void {
  const { fleet, rule, market, into } = asked;
  const { dates, lastMonth } = fleet;
  // Every call names what it hands on: copies of `asked` would be most of the work.
  if (lastMonth === 0) {
    sell({ fleet, market, into, generation: OWN, month: 0, usd: 0 });
    return;
  }
  let bought = buy({ fleet, into, usd: fleet.boughtUsd, month: 0, from: 0 });
  let generation = OWN;
  let from = 0;
  for (let date = 0; rule !== undefined && date < dates.length; date++) {
    const to = dates[date]!;
    run({ fleet, market, into, generation, from, to });
    from = to;
    const at = standing({ rule, fleet, date, market });
    const decision = decide({ rule, fleet, generation, date, at });
    if (decision === 'hold') continue;
    const month = to - 1;
    writeOffRest({ fleet, into, bought, month });
    if (decision === 'close') {
      sell({ fleet, market, into, generation, month, usd: fleet.landUsd });
      return;
    }
    sell({ fleet, market, into, generation, month, usd: 0 });
    const usd = boughtUsd(fleet, date, month, market.hashprice[month]!);
    bought = buy({ fleet, into, usd, month, from: to });
    generation = date + 1;
  }
  run({ fleet, market, into, generation, from, to: lastMonth });
  const month = lastMonth - 1;
  writeOffRest({ fleet, into, bought, month });
  sell({ fleet, market, into, generation, month, usd: fleet.landUsd });
}

interface Writing {
  fleet: FleetModel;
  into: Mined;
}

interface Step extends Writing {
  market: Market;
  generation: number;
}

function run({ fleet, market, into, generation, from, to }: Step & { from: number; to: number }): void {
  const machines = machinesOf(fleet, generation);
  addUp({ fleet, machines, market, into: into.cashUsd, from, to });
  if (into.profitUsd) addUp({ fleet, machines, market, into: into.profitUsd, from, to });
}

/** Machines that stand still where they would lose money, and what is paid whether they do or not. */
function addUp(asked: {
  fleet: FleetModel;
  machines: readonly MachineMonths[];
  market: Market;
  into: Float64Array;
  from: number;
  to: number;
}): void {
  const { fleet, market, into, from, to } = asked;
  const { fixedUsd } = fleet;
  for (const machines of asked.machines) addMargins({ machines, market, into, from, to });
  for (let month = from; month < to; month++) into[month]! -= fixedUsd[month]!;
}

/** The machines and what else is sold. */
function sell(asked: Step & { month: number; usd: number }): void {
  const { fleet, market, into, generation, month, usd } = asked;
  const sold = usd + soldUsd(fleet, generation, month, market.hashprice[month]!);
  into.cashUsd[month]! += sold;
  if (into.profitUsd) into.profitUsd[month]! += sold;
}

/** Machines that were paid for, and the month from which on they are written off. */
interface Bought {
  usd: number;
  from: number;
}

/** Written off over the life of machines. */
function buy({ fleet, into, usd, month, from }: Writing & Bought & { month: number }): Bought {
  if (usd === 0) return { usd, from };
  into.cashUsd[month]! -= usd;
  if (into.profitUsd) spread({ into: into.profitUsd, amount: -usd, from, to: from + fleet.lifeMonths });
  return { usd, from };
}

/** What has not been written off when machines are sold is written off then. */
function writeOffRest(asked: Writing & { bought: Bought; month: number }): void {
  const { fleet, into, bought, month } = asked;
  const { profitUsd } = into;
  if (profitUsd === undefined) return;
  const end = bought.from + fleet.lifeMonths;
  const monthly = bought.usd / fleet.lifeMonths;
  for (let at = month + 1; at < Math.min(profitUsd.length, end); at++) profitUsd[at]! += monthly;
  profitUsd[month]! -= monthly * Math.max(0, end - Math.max(month + 1, bought.from));
}
