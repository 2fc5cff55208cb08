import { boughtUsd, type ClosingRule, decide, machinesOf, OWN, soldUsd, standing } from './closingRule.ts';
import { type FleetModel, marginUsd } from './fleetModel.ts';
import type { Market } from './market.ts';

/** Months of mining: money in and out, and what of it is taxed. */
export interface Mined {
  cashUsd: Float64Array;
  profitUsd: Float64Array;
}

/** Mines along a path, by a rule or, without one, to the last month; adds to `into`. */
export function mineOnPath(asked: {
  fleet: FleetModel;
  rule: ClosingRule | undefined;
  market: Market;
  into: Mined;
}): void {
  const { fleet, rule, market } = asked;
  const { dates, lastMonth } = fleet;
  if (lastMonth === 0) {
    sell({ ...asked, generation: OWN, month: 0, usd: 0 });
    return;
  }
  let bought = buy({ ...asked, usd: fleet.boughtUsd, month: 0, from: 0 });
  let generation = OWN;
  let from = 0;
  for (let date = 0; rule !== undefined && date < dates.length; date++) {
    const to = dates[date]!;
    run({ ...asked, generation, from, to });
    from = to;
    const at = standing({ rule, fleet, date, market });
    const decision = decide({ rule, fleet, generation, date, at });
    if (decision === 'hold') continue;
    writeOffRest({ ...asked, bought, month: to - 1 });
    if (decision === 'close') {
      sell({ ...asked, generation, month: to - 1, usd: fleet.landUsd });
      return;
    }
    sell({ ...asked, generation, month: to - 1, usd: 0 });
    bought = buy({
      ...asked,
      usd: boughtUsd(fleet, date, to - 1, market.hashprice[to - 1]!),
      month: to - 1,
      from: to,
    });
    generation = date + 1;
  }
  run({ ...asked, generation, from, to: lastMonth });
  writeOffRest({ ...asked, bought, month: lastMonth - 1 });
  sell({ ...asked, generation, month: lastMonth - 1, usd: fleet.landUsd });
}

interface Step {
  fleet: FleetModel;
  market: Market;
  into: Mined;
}

function run(asked: Step & { generation: number; from: number; to: number }): void {
  const { fleet, market, into, generation, from, to } = asked;
  const { cashUsd, profitUsd } = into;
  for (const machines of machinesOf(fleet, generation)) {
    for (let month = from; month < to; month++) {
      const usd = marginUsd(machines, market, month);
      cashUsd[month]! += usd;
      profitUsd[month]! += usd;
    }
  }
  for (let month = from; month < to; month++) {
    cashUsd[month]! -= fleet.fixedUsd[month]!;
    profitUsd[month]! -= fleet.fixedUsd[month]!;
  }
}

/** The machines and what else is sold. */
function sell(asked: Step & { generation: number; month: number; usd: number }): void {
  const { fleet, market, into, generation, month, usd } = asked;
  const sold = usd + soldUsd(fleet, generation, month, market.hashprice[month]!);
  into.cashUsd[month]! += sold;
  into.profitUsd[month]! += sold;
}

/** Machines that were paid for, and the month from which on they are written off. */
interface Bought {
  usd: number;
  from: number;
}

/** Written off over the life of machines. */
function buy(asked: Step & { usd: number; month: number; from: number }): Bought {
  const { fleet, into, usd, month, from } = asked;
  if (usd === 0) return { usd, from };
  into.cashUsd[month]! -= usd;
  const to = Math.min(into.profitUsd.length, from + fleet.lifeMonths);
  for (let at = from; at < to; at++) into.profitUsd[at]! -= usd / fleet.lifeMonths;
  return { usd, from };
}

/** What has not been written off when machines are sold is written off then. */
function writeOffRest({ fleet, into, bought, month }: Step & { bought: Bought; month: number }): void {
  const { profitUsd } = into;
  const end = bought.from + fleet.lifeMonths;
  const monthly = bought.usd / fleet.lifeMonths;
  for (let at = month + 1; at < Math.min(profitUsd.length, end); at++) profitUsd[at]! += monthly;
  profitUsd[month]! -= monthly * Math.max(0, end - Math.max(month + 1, bought.from));
}
