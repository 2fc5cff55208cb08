import type { Simulation } from '../../../src/economics/index.ts';
import { marketWalker } from '../../../src/economics/simulation/market.ts';
import { fillNormals } from '../../../src/economics/simulation/random.ts';

/** NPV of never leasing on one path, its rule read in the plainest form. Before tax. */
export function slowMiningUsd(asked: { simulation: Simulation; seed: number; path: number }): number {
  const { simulation, seed, path } = asked;
  const shocks = new Float64Array(simulation.months * 5 + 7);
  fillNormals({ into: shocks, seed, stream: path });
  const { hashprice, power } = marketWalker(simulation.market)(shocks);
  const [{ fleet, rule }] = simulation.plans[0]!.fleets;
  const priceAt = (month: number) => {
    if (fleet.price === undefined) return fleet.fixedUsdPerTh;
    const { paybackMonths, lowestUsdPerTh, energyUsdPerPhDay } = fleet.price;
    const perPhDay = fleet.usdPerPhDay[month]! * hashprice[month]! - energyUsdPerPhDay[month]!;
    return Math.max(lowestUsdPerTh, (perPhDay * paybackMonths * (730 / 24)) / 1000);
  };
  let total = 0;
  let machines = fleet.classes;
  let thPerS = fleet.thPerS;
  let held = rule?.hold[0];
  for (let month = 0; month < fleet.lastMonth; month++) {
    let usd = -fleet.fixedUsd[month]!;
    for (const { revenueUsd, energyUsd, otherUsd } of machines) {
      const margin =
        revenueUsd[month]! * hashprice[month]! - energyUsd[month]! * power[month]! - otherUsd[month]!;
      usd += Math.max(0, margin);
    }
    const sold = thPerS * fleet.resale * priceAt(month);
    const date = fleet.dates.indexOf(month + 1);
    const worth = (of: Float64Array) => {
      const [a, b, c, d] = of.subarray(date * 4, date * 4 + 4) as unknown as [number, number, number, number];
      return a + b * hashprice[month]! + c * hashprice[month]! ** 2 + d * power[month]!;
    };
    const now = 1.15 ** (-(month + 1) / 12);
    let closes = month === fleet.lastMonth - 1;
    if (date >= 0 && rule !== undefined) {
      const bought = fleet.renewals[date]!;
      const closing = (sold + fleet.landUsd) * now;
      const renewing = (sold - bought.thPerS * priceAt(month)) * now + worth(rule.hold[date + 1]!);
      const holding = worth(held!);
      closes = closing > holding && closing >= renewing;
      if (renewing > holding && renewing > closing) {
        usd += sold - bought.thPerS * priceAt(month);
        machines = bought.months;
        thPerS = bought.thPerS;
        held = rule.hold[date + 1]!;
      }
    }
    if (closes) usd += sold + fleet.landUsd;
    total += usd * now;
    if (closes) break;
  }
  return total;
}
