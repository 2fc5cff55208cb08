import { factorNames } from './factors.ts';
import { type FleetModel, type MachineMonths, marginUsd, priceOnPath } from './fleetModel.ts';
import { type Market, type MarketModel, marketWalker } from './market.ts';
import { fillNormals } from './random.ts';
import { leastSquares, predicted, TERMS } from './regression.ts';

/** The paths that a rule is fitted to; what is valued has other seeds. */
const FITTING_PATHS = 600;
const FITTING_SEED = 19_790_101;

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

/** The decision at a date in a market, from what is expected of each. */
export function decide(asked: {
  rule: ClosingRule;
  fleet: FleetModel;
  generation: number;
  date: number;
  market: Market;
}): Decision {
  const { rule, fleet, generation, date, market } = asked;
  const month = fleet.dates[date]! - 1;
  const [hashprice, power] = [market.hashprice[month]!, market.power[month]!];
  const held = (of: number) =>
    predicted({ coefficients: rule.hold[of]!, at: date * TERMS, hashprice, power });
  const sold = soldUsd(fleet, generation, month, hashprice) * fleet.discount[month]!;
  let best = held(generation);
  let decision: Decision = 'hold';
  const closed = sold + fleet.landUsd * fleet.discount[month]!;
  if (fleet.mayMine.includes('closing') && closed > best) {
    best = closed;
    decision = 'close';
  }
  if (!fleet.mayMine.includes('renewal')) return decision;
  const paid = boughtUsd(fleet, date, month, hashprice) * fleet.discount[month]!;
  return sold - paid + held(date + 1) > best ? 'renew' : decision;
}

/** Fits the rule of a fleet; undefined where there is nothing to decide, or where never deciding is worth as much. */
export function closingRule(asked: { fleet: FleetModel; market: MarketModel }): ClosingRule | undefined {
  const { fleet } = asked;
  if (fleet.dates.length === 0) return undefined;
  const markets = fittingMarkets(asked.market);
  const fitted = fitRule({ fleet, markets });
  const never = mean(markets.map((market) => neverUsd(fleet, market)));
  return fitted.meanUsd > never ? fitted.rule : undefined;
}

function fittingMarkets(model: MarketModel): Market[] {
  const walk = marketWalker(model);
  const shocks = new Float64Array(model.months * factorNames.length);
  return Array.from({ length: FITTING_PATHS }, (_, stream) => {
    fillNormals({ into: shocks, seed: FITTING_SEED, stream });
    const { hashprice, power, ...rest } = walk(shocks);
    return { ...rest, hashprice: hashprice.slice(), power: power.slice() };
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Present value of what a generation earns in the months `from` … `to` − 1. */
function earnedUsd(asked: {
  fleet: FleetModel;
  generation: number;
  market: Market;
  from: number;
  to: number;
}): number {
  const { fleet, generation, market, from, to } = asked;
  const { discount, fixedUsd } = fleet;
  let sum = 0;
  for (let month = from; month < to; month++) sum -= fixedUsd[month]! * discount[month]!;
  for (const machines of machinesOf(fleet, generation)) {
    for (let month = from; month < to; month++) sum += marginUsd(machines, market, month) * discount[month]!;
  }
  return sum;
}

/** What is sold at the very end. */
function endUsd(fleet: FleetModel, generation: number, market: Market): number {
  const month = fleet.lastMonth - 1;
  const sold = soldUsd(fleet, generation, month, market.hashprice[month]!);
  return (sold + fleet.landUsd) * fleet.discount[month]!;
}

const neverUsd = (fleet: FleetModel, market: Market): number =>
  earnedUsd({ fleet, generation: OWN, market, from: 0, to: fleet.lastMonth }) + endUsd(fleet, OWN, market);

/** From the last date back: what each generation is worth from a date on, path by path, when the rule is followed. */
function fitRule({ fleet, markets }: { fleet: FleetModel; markets: readonly Market[] }) {
  const { dates, lastMonth } = fleet;
  const generations = fleet.mayMine.includes('renewal') ? dates.length + 1 : 1;
  const hold = Array.from({ length: generations }, () => new Float64Array(dates.length * TERMS));
  const rule: ClosingRule = { hold };
  const worth = hold.map((_, of) => Float64Array.from(markets, (market) => endUsd(fleet, of, market)));
  for (let date = dates.length - 1; date >= 0; date--) {
    const from = dates[date]!;
    const to = dates[date + 1] ?? lastMonth;
    const known = Math.min(generations, date + 2);
    const solve = leastSquares({
      hashprice: Float64Array.from(markets, ({ hashprice }) => hashprice[from - 1]!),
      power: Float64Array.from(markets, ({ power }) => power[from - 1]!),
    });
    for (let generation = 0; generation < known; generation++) {
      const values = worth[generation]!;
      for (let path = 0; path < markets.length; path++) {
        values[path]! += earnedUsd({ fleet, generation, market: markets[path]!, from, to });
      }
      hold[generation]!.set(solve(values), date * TERMS);
    }
    for (let generation = 0; generation < Math.min(known, date + 1); generation++) {
      follow({ rule, fleet, generation, date, markets, worth });
    }
  }
  const first = dates[0]!;
  const totals = markets.map(
    (market, path) => earnedUsd({ fleet, generation: OWN, market, from: 0, to: first }) + worth[OWN]![path]!,
  );
  return { rule, meanUsd: mean(totals) };
}

/** Replaces what holding came to by what the decision of each path comes to. */
function follow(asked: {
  rule: ClosingRule;
  fleet: FleetModel;
  generation: number;
  date: number;
  markets: readonly Market[];
  worth: readonly Float64Array[];
}): void {
  const { fleet, generation, date, markets, worth } = asked;
  const month = fleet.dates[date]! - 1;
  const discount = fleet.discount[month]!;
  for (let path = 0; path < markets.length; path++) {
    const market = markets[path]!;
    const decision = decide({ ...asked, market });
    if (decision === 'hold') continue;
    const hashprice = market.hashprice[month]!;
    const sold = soldUsd(fleet, generation, month, hashprice) * discount;
    const paid = () => boughtUsd(fleet, date, month, hashprice) * discount;
    worth[generation]![path] =
      decision === 'close' ? sold + fleet.landUsd * discount : sold - paid() + worth[date + 1]![path]!;
  }
}
