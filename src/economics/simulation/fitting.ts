import { oncePer } from '../once.ts';
import type { MiningRates } from '../uses/fleet.ts';
import {
  type ClosingRule,
  decide,
  OWN,
  type Standing,
  soldThereUsd,
  soldUsd,
  standing,
} from './closingRule.ts';
import { byMonth, earn, type Fitting, standingStillUsd } from './earnings.ts';
import { factorNames } from './factors.ts';
import type { FleetModel } from './fleetModel.ts';
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

/** What is sold at the very end, by path. */
function endsUsd({ fleet, markets, generation }: Fitting & { generation: number }): Float64Array {
  const month = fleet.lastMonth - 1;
  return Float64Array.from(markets, ({ hashprice }) => {
    const sold = soldUsd(fleet, generation, month, hashprice[month]!);
    return (sold + fleet.landUsd) * fleet.discount[month]!;
  });
}

/** By path. */
function neverUsd({ fleet, markets }: Fitting): Float64Array {
  const usd = endsUsd({ fleet, markets, generation: OWN });
  const ends = [...fleet.dates, fleet.lastMonth];
  ends.forEach((to, date) => {
    const stretch = { fleet, from: ends[date - 1] ?? 0, to };
    earn({ ...stretch, generation: OWN, markets, stillUsd: standingStillUsd(stretch), into: usd });
  });
  return usd;
}

function fitRule({ fleet, markets }: Fitting) {
  const { dates, meterMw } = fleet;
  const bought = fleet.mayMine.includes('renewal') ? boughtPerMw({ fleet, markets }) : NOTHING_BOUGHT;
  const of = (perMw: readonly Float64Array[]) => perMw.map((one) => one.map((usd) => usd * meterMw));
  const rule: ClosingRule = { hold: [new Float64Array(dates.length * TERMS), ...of(bought.hold)] };
  const worth = [endsUsd({ fleet, markets, generation: OWN }), ...of(bought.worth)];
  followBack({ fleet, markets, rule, worth, generations: () => [OWN] });
  const first = { fleet, from: 0, to: dates[0]! };
  const totals = worth[OWN]!;
  earn({ ...first, generation: OWN, markets, stillUsd: standingStillUsd(first), into: totals });
  return { rule, meanUsd: mean(totals) };
}

/** By generation, the first purchase first. */
interface Bought {
  hold: readonly Float64Array[];
  /** What machines are worth when they are bought, by path. */
  worth: readonly Float64Array[];
}

const NOTHING_BOUGHT: Bought = { hold: [], worth: [] };

/** Machines that are yet to be bought are the same on every megawatt: fitted once for all divisions of a site. */
function boughtPerMw({ fleet, markets }: Fitting): Bought {
  const known = boughtIn(markets)(fleet.rates);
  const name = `${(fleet.landUsd / fleet.meterMw).toPrecision(12)} ${fleet.lastMonth}`;
  const bought = known.get(name) ?? fitBought({ fleet: oneMw(fleet), markets });
  known.set(name, bought);
  return bought;
}

const boughtIn = oncePer((_: readonly Market[]) => oncePer((_: MiningRates) => new Map<string, Bought>()));

/** A fleet's share of a megawatt, without the machines that are there. */
function oneMw(fleet: FleetModel): FleetModel {
  const { meterMw, landUsd, rates, renewals } = fleet;
  return {
    ...fleet,
    classes: [],
    thPerS: 0,
    meterMw: 1,
    landUsd: landUsd / meterMw,
    fixedUsd: rates.fixedUsdPerMw,
    renewals: renewals.map(({ months, thPerS }) => ({
      months: months.map((machines) => ({
        meterMw: machines.meterMw / meterMw,
        thPerS: machines.thPerS / meterMw,
        revenueUsd: machines.revenueUsd.map((usd) => usd / meterMw),
        energyUsd: machines.energyUsd.map((usd) => usd / meterMw),
        otherUsd: machines.otherUsd.map((usd) => usd / meterMw),
      })),
      thPerS: thPerS / meterMw,
    })),
  };
}

function fitBought({ fleet, markets }: Fitting): Bought {
  const { dates } = fleet;
  const generations = Array.from({ length: dates.length + 1 }, (_, generation) => generation);
  const rule: ClosingRule = { hold: generations.map(() => new Float64Array(dates.length * TERMS)) };
  const worth = generations.map((generation) => endsUsd({ fleet, markets, generation }));
  followBack({ fleet, markets, rule, worth, generations: (date) => generations.slice(OWN + 1, date + 2) });
  return { hold: rule.hold.slice(OWN + 1), worth: worth.slice(OWN + 1) };
}

/**
 * From the last date back: what generations are worth from a date on, path by path, when the rule is followed, and
 * what the rule expects of them. Those that are not followed know theirs already.
 */
function followBack(asked: {
  fleet: FleetModel;
  markets: readonly Market[];
  rule: ClosingRule;
  worth: readonly Float64Array[];
  /** Those to follow, of those that may be there at a date or be bought at it. */
  generations: (date: number) => readonly number[];
}): void {
  const { fleet, markets, rule, worth, generations } = asked;
  const { dates, lastMonth } = fleet;
  for (let date = dates.length - 1; date >= 0; date--) {
    const stretch = { fleet, from: dates[date]!, to: dates[date + 1] ?? lastMonth };
    const stillUsd = standingStillUsd(stretch);
    const solve = solver({ markets, month: stretch.from - 1 });
    for (const generation of generations(date)) {
      const into = worth[generation]!;
      earn({ ...stretch, generation, markets, stillUsd, into });
      rule.hold[generation]!.set(solve(into), date * TERMS);
    }
    const stands = markets.map((market) => standing({ rule, fleet, date, market }));
    for (const generation of generations(date)) {
      if (generation <= date) follow({ rule, fleet, generation, date, stands, worth });
    }
  }
}

/** The same for every fleet. */
function solver({ markets, month }: { markets: readonly Market[]; month: number }) {
  const known = solversOf(markets);
  const solve = known.get(month) ?? leastSquares(byMonth(markets)[month]!);
  known.set(month, solve);
  return solve;
}

const solversOf = oncePer((_: readonly Market[]) => new Map<number, ReturnType<typeof leastSquares>>());

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
