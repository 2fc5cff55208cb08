import { oncePer } from '../once.ts';
import type { MiningRates } from '../uses/fleet.ts';
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
import { type FleetModel, type MachineMonths, marginUsd } from './fleetModel.ts';
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
  return fitted.meanUsd > mean(neverUsd({ fleet, markets })) ? fitted.rule : undefined;
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

const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

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

/** Adds the present value of what a generation earns on each path, on top of `stillUsd`. */
function earn(asked: Stretch & Fitting & { generation: number; stillUsd: number; into: Float64Array }): void {
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

const earningsUsdPerMw = ({ fleet, markets, machines, from, to }: Earning): Float64Array =>
  Float64Array.from(markets, (market) => {
    let sum = 0;
    for (let month = from; month < to; month++)
      sum += marginUsd(machines, market, month) * fleet.discount[month]!;
    return sum / machines.meterMw;
  });

/** What is sold at the very end. */
function endUsd(fleet: FleetModel, generation: number, market: Market): number {
  const month = fleet.lastMonth - 1;
  const sold = soldUsd(fleet, generation, month, market.hashprice[month]!);
  return (sold + fleet.landUsd) * fleet.discount[month]!;
}

interface Fitting {
  fleet: FleetModel;
  markets: readonly Market[];
}

/** By path. */
function neverUsd({ fleet, markets }: Fitting): Float64Array {
  const usd = new Float64Array(markets.length);
  const ends = [...fleet.dates, fleet.lastMonth];
  ends.forEach((to, date) => {
    const stretch = { fleet, from: ends[date - 1] ?? 0, to };
    earn({ ...stretch, generation: OWN, markets, stillUsd: standingStillUsd(stretch), into: usd });
  });
  return usd.map((earned, path) => earned + endUsd(fleet, OWN, markets[path]!));
}

/** From the last date back: what each generation is worth from a date on, path by path, when the rule is followed. */
function fitRule({ fleet, markets }: Fitting) {
  const { dates, lastMonth } = fleet;
  const generations = fleet.mayMine.includes('renewal') ? dates.length + 1 : 1;
  const hold = Array.from({ length: generations }, () => new Float64Array(dates.length * TERMS));
  const rule: ClosingRule = { hold };
  const worth = hold.map((_, of) => Float64Array.from(markets, (market) => endUsd(fleet, of, market)));
  for (let date = dates.length - 1; date >= 0; date--) {
    const stretch = { fleet, from: dates[date]!, to: dates[date + 1] ?? lastMonth };
    const known = Math.min(generations, date + 2);
    const stillUsd = standingStillUsd(stretch);
    const solve = solver({ markets, month: stretch.from - 1 });
    for (let generation = 0; generation < known; generation++) {
      const into = worth[generation]!;
      earn({ ...stretch, generation, markets, stillUsd, into });
      hold[generation]!.set(solve(into), date * TERMS);
    }
    const stands = markets.map((market) => standing({ rule, fleet, date, market }));
    for (let generation = 0; generation < Math.min(known, date + 1); generation++) {
      follow({ rule, fleet, generation, date, stands, worth });
    }
  }
  const first = { fleet, from: 0, to: dates[0]! };
  const totals = worth[OWN]!.slice();
  earn({ ...first, generation: OWN, markets, stillUsd: standingStillUsd(first), into: totals });
  return { rule, meanUsd: mean(totals) };
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
  const { rule, fleet, generation, date, stands, worth } = asked;
  for (let path = 0; path < stands.length; path++) {
    const at = stands[path]!;
    const decision = decide({ rule, fleet, generation, date, at });
    if (decision === 'hold') continue;
    const sold = soldThereUsd(fleet, generation, at);
    worth[generation]![path] =
      decision === 'close' ? sold + at.landUsd : sold - at.paidUsd + worth[date + 1]![path]!;
  }
}
