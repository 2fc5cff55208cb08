import type { Prepared } from '../case/case.ts';
import type { MiningOption } from '../case/choices.ts';
import { monthlyDiscountFactor, presentValue } from '../finance/finance.ts';
import { presentValueUsd } from '../finance/legValue.ts';
import { type MiningClass, meterMwOf, thPerSOf } from './fleet.ts';
import { type Leg, zeros } from './leg.ts';
import { bestLives, type Life } from './schedule.ts';
import { type MiningTask, type Valuation, valuationOf } from './valuation.ts';

const USD_M = 1e6;

/** Mining and what it is made of. */
export interface MiningLeg extends Leg {
  lives: readonly Life[];
  /** Months that are mined; fewer than there are where closing pays. */
  minedMonths: number;
  /** What machines that run at a loss would have lost: what switching them off saves. */
  savedByIdlingUsd: Float64Array;
}

/** What each thing that mining may do is worth today: mining with all of them less mining without it. */
export interface OptionValues {
  idlingUsd: number;
  closingUsd: number;
  renewalUsd: number;
}

/** Mining on these classes as long as it pays, the land sold at the end. */
export function keepMining(asked: Keeping): MiningLeg {
  const { given, landMw, mayMine = given.mayMine } = asked;
  const landUsd = landMw * given.assumptions.landUsdMPerMw * USD_M;
  return miningLeg({ ...asked, lastMonth: given.months, mayMine, landUsd });
}

interface Keeping {
  given: Prepared;
  classes: readonly MiningClass[];
  /** Energised megawatts that are sold when mining ends, those that no machine uses too. */
  landMw: number;
  /** What the case allows, unless said otherwise. */
  mayMine?: readonly MiningOption[];
}

/** Mining on megawatts that something is built on after `lastMonth`; machines are not bought for that at a loss. */
export function mineUntil(asked: {
  given: Prepared;
  classes: readonly MiningClass[];
  lastMonth: number;
}): MiningLeg {
  const { given } = asked;
  const task = { ...asked, mayMine: given.mayMine, landUsd: 0 };
  const leg = miningLeg(task);
  const bought = !given.machinesOwned && presentValueUsd({ given, leg }) < 0;
  return bought ? miningLeg({ ...task, classes: [] }) : leg;
}

/** Before tax. */
export function optionValues(asked: Keeping): OptionValues {
  const { given } = asked;
  const leg = keepMining(asked);
  const worthUsd = presentValueUsd({ given, leg });
  const without = (option: MiningOption) => {
    const mayMine = given.mayMine.filter((one) => one !== option);
    return worthUsd - presentValueUsd({ given, leg: keepMining({ ...asked, mayMine }) });
  };
  return {
    idlingUsd: presentValue({ flowsUsd: leg.savedByIdlingUsd, factor: monthlyDiscountFactor(leg) }),
    closingUsd: without('closing'),
    renewalUsd: without('renewal'),
  };
}

/** A fleet mined through the lives of its machines, each class switched off in the months in which it would lose money. */
function miningLeg(task: MiningTask): MiningLeg {
  const { given, classes } = task;
  const valuation = valuationOf(task);
  const lives = bestLives(valuation);
  const leg: MiningLeg = {
    use: 'mining',
    grossMw: meterMwOf(classes),
    discountPercent: given.assumptions.miningDiscountPercent,
    revenueUsd: zeros(given.months),
    noiUsd: zeros(given.months),
    capexUsd: zeros(given.months),
    proceedsUsd: zeros(given.months),
    depreciationUsd: zeros(given.months),
    contractedUsd: zeros(given.months),
    beyondTermUsd: given.nothing,
    savedByIdlingUsd: zeros(given.months),
    lives,
    minedMonths: lives.at(-1)!.to,
  };
  for (const life of lives) run({ leg, life, valuation });
  trade({ leg, valuation });
  return leg;
}

interface Writing {
  leg: MiningLeg;
  valuation: Valuation;
}

function run({ leg, life, valuation }: Writing & { life: Life }): void {
  const { rates, task } = valuation;
  const { fixedMonths } = task.given.market;
  for (let month = life.from; month < life.to; month++) {
    leg.noiUsd[month]! -= rates.fixedUsdPerMw[month]! * leg.grossMw;
    for (const one of life.machines) {
      const revenue = one.thPerS * rates.revenueUsdPerTh[month]!;
      const margin = revenue - one.meterMw * (rates.energyUsdPerMw[month]! + rates.otherUsdPerMw[month]!);
      if (margin <= 0) leg.savedByIdlingUsd[month]! -= margin;
      else {
        leg.noiUsd[month]! += margin;
        leg.revenueUsd[month]! += revenue;
        if (month < fixedMonths) leg.contractedUsd[month]! += revenue;
      }
    }
  }
}

/** Machines bought and sold, and the land in the end. New ones are bought at the end of the month before they run. */
function trade({ leg, valuation }: Writing): void {
  const { task, priceUsdPerTh: prices } = valuation;
  const { given, landUsd, lastMonth } = task;
  const resale = given.assumptions.salvagePercent / 100;
  for (const { machines, from, to } of leg.lives) {
    const thPerS = thPerSOf(machines);
    if (from > 0 || !given.machinesOwned) {
      buy({ leg, given, usd: thPerS * prices[Math.max(0, from - 1)]!, from, to });
    }
    const sold = Math.max(0, to - 1);
    leg.proceedsUsd[sold]! += thPerS * resale * prices[sold]!;
  }
  if (lastMonth > 0) leg.proceedsUsd[leg.minedMonths - 1]! += landUsd;
}

/** What has not been written off when machines are sold is written off then. */
function buy(asked: { leg: MiningLeg; given: Prepared; usd: number; from: number; to: number }): void {
  const { leg, given, usd, from, to } = asked;
  leg.capexUsd[Math.max(0, from - 1)]! += usd;
  const lifeMonths = Math.round(given.assumptions.fleetLifeYears * 12);
  const until = Math.min(to, from + lifeMonths);
  for (let month = from; month < until; month++) leg.depreciationUsd[month]! += usd / lifeMonths;
  if (to > from) leg.depreciationUsd[to - 1]! += (usd * (lifeMonths - (until - from))) / lifeMonths;
}
