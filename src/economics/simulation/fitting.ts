import { oncePer } from '../once.ts';
import {
  type ClosingRule,
  decide,
  machinesOf,
  OWN,
  type Standing,
  soldThereUsd,
  soldUsd,
  standing,
} from './closingRule.ts';
import { factorNames } from './factors.ts';
import { type FleetModel, marginUsd } from './fleetModel.ts';
import { type Market, type MarketModel, marketWalker } from './market.ts';
import { fillNormals } from './random.ts';
import { leastSquares, TERMS } from './regression.ts';

/** The paths that a rule is fitted to; what is valued has other seeds. */
const FITTING_PATHS = 600;
const FITTING_SEED = 19_790_101;

/** Fits the rule of a fleet; undefined where there is nothing to decide, or where never deciding is worth as much. */
export function closingRule(asked: { fleet: FleetModel; market: MarketModel }): ClosingRule | undefined {
  const { fleet } = asked;
  if (fleet.dates.length === 0) return undefined;
  const markets = fittingMarkets(asked.market);
  const fitted = fitRule({ fleet, markets });
  const never = mean(markets.map((market) => neverUsd(fleet, market)));
  return fitted.meanUsd > never ? fitted.rule : undefined;
}

/** The same for every fleet. */
const fittingMarkets = oncePer((model: MarketModel): Market[] => {
  const walk = marketWalker(model);
  const shocks = new Float64Array(model.months * factorNames.length);
  return Array.from({ length: FITTING_PATHS }, (_, stream) => {
    fillNormals({ into: shocks, seed: FITTING_SEED, stream });
    const { hashprice, power, ...rest } = walk(shocks);
    return { ...rest, hashprice: hashprice.slice(), power: power.slice() };
  });
});

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

interface Stretch {
  fleet: FleetModel;
  /** The months `from` … `to` − 1. */
  from: number;
  to: number;
}

/** Present value of what runs on whether machines do or not. */
function standingStillUsd({ fleet, from, to }: Stretch): number {
  let sum = 0;
  for (let month = from; month < to; month++) sum -= fleet.fixedUsd[month]! * fleet.discount[month]!;
  return sum;
}

/** Present value of what a generation earns, on top of `stillUsd`. */
function earnedUsd(asked: Stretch & { generation: number; market: Market; stillUsd: number }): number {
  const { fleet, generation, market, from, to, stillUsd } = asked;
  const { discount } = fleet;
  let sum = stillUsd;
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

function neverUsd(fleet: FleetModel, market: Market): number {
  const all = { fleet, from: 0, to: fleet.lastMonth };
  const stillUsd = standingStillUsd(all);
  return earnedUsd({ ...all, generation: OWN, market, stillUsd }) + endUsd(fleet, OWN, market);
}

/** From the last date back: what each generation is worth from a date on, path by path, when the rule is followed. */
function fitRule({ fleet, markets }: { fleet: FleetModel; markets: readonly Market[] }) {
  const { dates, lastMonth } = fleet;
  const generations = fleet.mayMine.includes('renewal') ? dates.length + 1 : 1;
  const hold = Array.from({ length: generations }, () => new Float64Array(dates.length * TERMS));
  const rule: ClosingRule = { hold };
  const worth = hold.map((_, of) => Float64Array.from(markets, (market) => endUsd(fleet, of, market)));
  for (let date = dates.length - 1; date >= 0; date--) {
    const stretch = { fleet, from: dates[date]!, to: dates[date + 1] ?? lastMonth };
    const known = Math.min(generations, date + 2);
    earn({ ...stretch, markets, worth: worth.slice(0, known) });
    const solve = solver({ markets, month: stretch.from - 1 });
    for (let of = 0; of < known; of++) hold[of]!.set(solve(worth[of]!), date * TERMS);
    const stands = markets.map((market) => standing({ rule, fleet, date, market }));
    for (let generation = 0; generation < Math.min(known, date + 1); generation++) {
      follow({ rule, fleet, generation, date, stands, worth });
    }
  }
  const first = { fleet, from: 0, to: dates[0]! };
  const stillUsd = standingStillUsd(first);
  const totals = markets.map(
    (market, path) => earnedUsd({ ...first, generation: OWN, market, stillUsd }) + worth[OWN]![path]!,
  );
  return { rule, meanUsd: mean(totals) };
}

/** Adds what each generation earns on each path before the next date. */
function earn(asked: Stretch & { markets: readonly Market[]; worth: readonly Float64Array[] }): void {
  const { markets, worth, ...stretch } = asked;
  const stillUsd = standingStillUsd(stretch);
  worth.forEach((values, generation) => {
    for (let path = 0; path < values.length; path++) {
      values[path]! += earnedUsd({ ...stretch, generation, market: markets[path]!, stillUsd });
    }
  });
}

const solver = ({ markets, month }: { markets: readonly Market[]; month: number }) =>
  leastSquares({
    hashprice: Float64Array.from(markets, ({ hashprice }) => hashprice[month]!),
    power: Float64Array.from(markets, ({ power }) => power[month]!),
  });

/** Replaces what holding came to by what the decision of each path comes to. */
function follow(asked: {
  rule: ClosingRule;
  fleet: FleetModel;
  generation: number;
  date: number;
  stands: readonly Standing[];
  worth: readonly Float64Array[];
}): void {
  const { fleet, generation, date, stands, worth } = asked;
  for (let path = 0; path < stands.length; path++) {
    const at = stands[path]!;
    const decision = decide({ ...asked, at });
    if (decision === 'hold') continue;
    const sold = soldThereUsd(fleet, generation, at);
    worth[generation]![path] =
      decision === 'close' ? sold + at.landUsd : sold - at.paidUsd + worth[date + 1]![path]!;
  }
}
