import { oncePer } from '../once.ts';
import type { MiningRates } from '../uses/fleet.ts';
import { machinesOf } from './closingRule.ts';
import type { FleetModel, MachineMonths } from './fleetModel.ts';
import type { Market } from './market.ts';

/** A fleet in markets, by path. */
export interface Fitting {
  fleet: FleetModel;
  markets: readonly Market[];
}

interface Stretch {
  fleet: FleetModel;
  /** The months `from` … `to` − 1. */
  from: number;
  to: number;
}

/** Present value of what runs on whether machines do or not. */
export function standingStillUsd({ fleet, from, to }: Stretch): number {
  let sum = 0;
  for (let month = from; month < to; month++) sum -= fleet.fixedUsd[month]! * fleet.discount[month]!;
  return sum;
}

/** Adds the present value of what a generation earns on each path, on top of `stillUsd`. */
export function earn(
  asked: Stretch & Fitting & { generation: number; stillUsd: number; into: Float64Array },
): void {
  const { generation, markets, stillUsd, into, ...stretch } = asked;
  for (let path = 0; path < into.length; path++) into[path]! += stillUsd;
  for (const machines of machinesOf(stretch.fleet, generation)) {
    const usdPerMw = earnedUsdPerMw({ ...stretch, machines, markets });
    for (let path = 0; path < into.length; path++) into[path]! += machines.meterMw * usdPerMw[path]!;
  }
}

interface Earning extends Stretch, Fitting {
  machines: MachineMonths;
}

/** By path. A division of a site changes how many megawatts of a class mine, not what each of them earns. */
function earnedUsdPerMw(asked: Earning): Float64Array {
  const { fleet, markets, machines, from, to } = asked;
  const known = earningsIn(markets)(fleet.rates);
  // Parts of one class differ in the last digits of their efficiency.
  const name = `${(machines.thPerS / machines.meterMw).toPrecision(12)} ${from} ${to}`;
  const usdPerMw = known.get(name) ?? earningsUsdPerMw(asked);
  known.set(name, usdPerMw);
  return usdPerMw;
}

const earningsIn = oncePer((_: readonly Market[]) =>
  oncePer((_: MiningRates) => new Map<string, Float64Array>()),
);

/** In today's money; machines that would lose money stand still. */
function earningsUsdPerMw({ fleet, markets, machines, from, to }: Earning): Float64Array {
  const { revenueUsd, energyUsd, otherUsd, meterMw } = machines;
  const usdPerMw = new Float64Array(markets.length);
  for (let month = from; month < to; month++) {
    const { hashprice, power } = byMonth(markets)[month]!;
    const present = fleet.discount[month]! / meterMw;
    const revenue = revenueUsd[month]! * present;
    const energy = energyUsd[month]! * present;
    const other = otherUsd[month]! * present;
    for (let path = 0; path < usdPerMw.length; path++)
      usdPerMw[path]! += Math.max(0, revenue * hashprice[path]! - energy * power[path]! - other);
  }
  return usdPerMw;
}

/** Markets by month: what all paths are in a month stands together, where loops over paths find it. */
export const byMonth = oncePer((markets: readonly Market[]) => {
  const column = () => new Float64Array(markets.length);
  const months = Array.from(markets[0]!.hashprice, () => ({ hashprice: column(), power: column() }));
  markets.forEach(({ hashprice, power }, path) => {
    for (let month = 0; month < months.length; month++) {
      months[month]!.hashprice[path] = hashprice[month]!;
      months[month]!.power[path] = power[month]!;
    }
  });
  return months;
});
