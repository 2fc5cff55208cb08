import type { Prepared } from '../case/case.ts';
import type { MiningOption } from '../case/choices.ts';
import { monthlyDiscountFactor } from '../finance/finance.ts';
import {
  type MiningClass,
  type MiningRates,
  meterMwOf,
  miningRates,
  newThPerMw,
  pricesUsdPerTh,
  thPerSOf,
} from './fleet.ts';

/** Machines that mine in the months `from` … `to` − 1 and are sold at the end of the last. */
export interface Life {
  machines: readonly MiningClass[];
  from: number;
  to: number;
}

/** What to mine: these classes, at most the months 1 … `lastMonth`. */
export interface MiningTask {
  given: Prepared;
  classes: readonly MiningClass[];
  lastMonth: number;
  mayMine: readonly MiningOption[];
  /** What land and interconnect sell for when mining ends; 0 where something else is built there. */
  landUsd: number;
}

/** Everything that a schedule is valued with, by month. */
export interface Valuation {
  task: MiningTask;
  rates: MiningRates;
  priceUsdPerTh: Float64Array;
  /** Energy and what else is charged on it, per MW. */
  costUsdPerMw: Float64Array;
  /** The same amounts in today's money, and what a dollar sold in the month is. */
  present: {
    revenuePerTh: Float64Array;
    costPerMw: Float64Array;
    fixedPerMw: Float64Array;
    pricePerTh: Float64Array;
    discount: Float64Array;
  };
}

/** The best end of what began in a month: its value in today's money, the month of the end, and whether new machines follow. */
interface Stretch {
  usd: number;
  to: number;
  renewed: boolean;
}

/** By the month at whose end machines are bought, per MW: the best that comes of it less the price. */
interface Renewals {
  /** Below every number where none are bought. */
  usd: Float64Array;
  to: Int32Array;
  renewed: Uint8Array;
}

/** The lives of machines that are worth most on the path that is assumed; closing comes after a month at the earliest. */
export function bestLives(valuation: Valuation): Life[] {
  const { task } = valuation;
  const { classes, lastMonth, given } = task;
  if (lastMonth === 0 || meterMwOf(classes) === 0)
    return [{ machines: classes, from: 0, to: idleMonths(task) }];
  if (given.renewals === 'every life' && task.mayMine.includes('renewal')) return everyLife(valuation);
  return livesFrom({ valuation, renewals: renewalsOf(valuation) });
}

function livesFrom({ valuation, renewals }: { valuation: Valuation; renewals: Renewals }): Life[] {
  const { classes, given } = valuation.task;
  let { to, renewed } = bestStretch({ valuation, machines: classes, from: 0, renewals });
  const lives: Life[] = [{ machines: classes, from: 0, to }];
  while (renewed) {
    const from = to;
    to = renewals.to[from]!;
    renewed = renewals.renewed[from] === 1;
    lives.push({ machines: newMachines({ given, classes, month: from }), from, to });
  }
  return lives;
}

/** Machines that are always replaced when their life ends, up to the last month, where that beats never doing so. */
function everyLife(valuation: Valuation): Life[] {
  const { task, present } = valuation;
  const { given, classes, lastMonth } = task;
  const renewals = noRenewals(lastMonth);
  const lifeMonths = Math.round(given.assumptions.fleetLifeYears * 12);
  const lives: Life[] = [];
  let usd = 0;
  for (let from = 0; from < lastMonth; from += lifeMonths) {
    const to = Math.min(from + lifeMonths, lastMonth);
    const machines = from === 0 ? classes : newMachines({ given, classes, month: from });
    const whole = { ...task, lastMonth: to, mayMine: [], landUsd: to === lastMonth ? task.landUsd : 0 };
    const kept = bestStretch({ valuation: { ...valuation, task: whole }, machines, from, renewals });
    usd += kept.usd;
    if (from > 0) usd -= thPerSOf(machines) * present.pricePerTh[from - 1]!;
    lives.push({ machines, from, to });
  }
  const once = bestStretch({ valuation, machines: classes, from: 0, renewals });
  return usd > once.usd ? lives : [{ machines: classes, from: 0, to: once.to }];
}

/** Without machines there is nothing to wait for. */
const idleMonths = ({ lastMonth, mayMine }: MiningTask): number =>
  mayMine.includes('closing') ? Math.min(1, lastMonth) : lastMonth;

/** The machines that can be bought `month` months from now, on the same megawatts. */
function newMachines(asked: {
  given: Prepared;
  classes: readonly MiningClass[];
  month: number;
}): MiningClass[] {
  const meterMw = meterMwOf(asked.classes);
  return [{ meterMw, thPerS: meterMw * newThPerMw(asked.given, asked.month) }];
}

/** Computed once for a leg: powers are most of its work. */
export function valuationOf(task: MiningTask): Valuation {
  const { given, lastMonth } = task;
  const { miningDiscountPercent, contractedDiscountPercent } = given.assumptions;
  const discount = discounts({ discountPercent: miningDiscountPercent, lastMonth });
  const contracted = discounts({ discountPercent: contractedDiscountPercent, lastMonth });
  const { fixedMonths } = given.market;
  const rates = miningRates(given);
  const priceUsdPerTh = pricesUsdPerTh(given);
  const costUsdPerMw = rates.energyUsdPerMw.map((usd, month) => usd + rates.otherUsdPerMw[month]!);
  const by = (factors: Float64Array, usd: Float64Array) =>
    factors.map((factor, month) => factor * usd[month]!);
  const paid = discount.map((factor, month) => (month < fixedMonths ? contracted[month]! : factor));
  return {
    task,
    rates,
    priceUsdPerTh,
    costUsdPerMw,
    present: {
      revenuePerTh: by(paid, rates.revenueUsdPerTh),
      costPerMw: by(discount, costUsdPerMw),
      fixedPerMw: by(discount, rates.fixedUsdPerMw),
      pricePerTh: by(discount, priceUsdPerTh),
      discount,
    },
  };
}

function discounts({
  discountPercent,
  lastMonth,
}: {
  discountPercent: number;
  lastMonth: number;
}): Float64Array {
  const factor = monthlyDiscountFactor({ discountPercent });
  return Float64Array.from({ length: lastMonth }, (_, month) => factor ** (month + 1));
}

const noRenewals = (lastMonth: number): Renewals => ({
  usd: new Float64Array(lastMonth + 1).fill(Number.NEGATIVE_INFINITY),
  to: new Int32Array(lastMonth + 1),
  renewed: new Uint8Array(lastMonth + 1),
});

/** From the last month back, so that what follows a renewal is known. */
function renewalsOf(valuation: Valuation): Renewals {
  const { task, present } = valuation;
  const { given, lastMonth, mayMine } = task;
  const renewals = noRenewals(lastMonth);
  if (!mayMine.includes('renewal')) return renewals;
  for (let from = lastMonth - 1; from >= 1; from--) {
    const thPerS = newThPerMw(given, from);
    const machines = [{ meterMw: 1, thPerS }];
    const stretch = bestStretch({ valuation, machines, from, renewals });
    renewals.usd[from] = stretch.usd - thPerS * present.pricePerTh[from - 1]!;
    renewals.to[from] = stretch.to;
    renewals.renewed[from] = stretch.renewed ? 1 : 0;
  }
  return renewals;
}

/** How long to run machines that are there from a month on, and what to do then. */
function bestStretch(asked: {
  valuation: Valuation;
  machines: readonly MiningClass[];
  from: number;
  renewals: Renewals;
}): Stretch {
  const { valuation, machines, from, renewals } = asked;
  const { lastMonth, mayMine, given, classes, landUsd: allLandUsd } = valuation.task;
  const { pricePerTh, discount } = valuation.present;
  const mw = meterMwOf(machines);
  const landUsd = (allLandUsd * mw) / meterMwOf(classes);
  const mayClose = mayMine.includes('closing');
  const resaleTh = (thPerSOf(machines) * given.assumptions.salvagePercent) / 100;
  const earned = earnedUsd({ valuation, machines, from });
  let bestUsd = Number.NEGATIVE_INFINITY;
  let to = lastMonth;
  let renewed = false;
  let sum = 0;
  for (let month = from; month < lastMonth; month++) {
    sum += earned[month]!;
    const soldUsd = sum + resaleTh * pricePerTh[month]!;
    const closedUsd = soldUsd + landUsd * discount[month]!;
    if (closedUsd > bestUsd && (mayClose || month === lastMonth - 1)) {
      bestUsd = closedUsd;
      to = month + 1;
      renewed = false;
    }
    const renewedUsd = soldUsd + mw * renewals.usd[month + 1]!;
    if (renewedUsd > bestUsd) {
      bestUsd = renewedUsd;
      to = month + 1;
      renewed = true;
    }
  }
  return { usd: bestUsd, to, renewed };
}

/** Present value of each month, each class switched off where it would lose money. */
function earnedUsd(asked: {
  valuation: Valuation;
  machines: readonly MiningClass[];
  from: number;
}): Float64Array {
  const { valuation, machines, from } = asked;
  const { task, rates, present, costUsdPerMw } = valuation;
  const { revenueUsdPerTh } = rates;
  const { revenuePerTh, costPerMw, fixedPerMw } = present;
  const { lastMonth } = task;
  const usd = new Float64Array(lastMonth);
  const mw = meterMwOf(machines);
  for (let month = from; month < lastMonth; month++) usd[month] = -mw * fixedPerMw[month]!;
  for (const { thPerS, meterMw } of machines) {
    for (let month = from; month < lastMonth; month++) {
      if (thPerS * revenueUsdPerTh[month]! > meterMw * costUsdPerMw[month]!) {
        usd[month]! += thPerS * revenuePerTh[month]! - meterMw * costPerMw[month]!;
      }
    }
  }
  return usd;
}
