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
  /** Present value of a cost or a sale, and of revenue, at the end of a month. */
  discount: Float64Array;
  revenueDiscount: Float64Array;
}

/** The best end of what began in a month: its value then, in today's money, the month of the end, and what follows. */
interface Stretch {
  usd: number;
  to: number;
  renewed: boolean;
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

function livesFrom(asked: { valuation: Valuation; renewals: readonly (Stretch | undefined)[] }): Life[] {
  const { valuation, renewals } = asked;
  const { classes, given } = valuation.task;
  let stretch = bestStretch({ valuation, machines: classes, from: 0, renewals });
  const lives: Life[] = [{ machines: classes, from: 0, to: stretch.to }];
  while (stretch.renewed) {
    const from = stretch.to;
    stretch = renewals[from]!;
    lives.push({ machines: newMachines({ given, classes, month: from }), from, to: stretch.to });
  }
  return lives;
}

/** Machines that are always replaced when their life ends, up to the last month, where that beats never doing so. */
function everyLife(valuation: Valuation): Life[] {
  const { task, priceUsdPerTh, discount } = valuation;
  const { given, classes, lastMonth } = task;
  const lifeMonths = Math.round(given.assumptions.fleetLifeYears * 12);
  const lives: Life[] = [];
  let usd = 0;
  for (let from = 0; from < lastMonth; from += lifeMonths) {
    const to = Math.min(from + lifeMonths, lastMonth);
    const machines = from === 0 ? classes : newMachines({ given, classes, month: from });
    const whole = { ...task, lastMonth: to, mayMine: [], landUsd: to === lastMonth ? task.landUsd : 0 };
    const kept = bestStretch({ valuation: { ...valuation, task: whole }, machines, from, renewals: [] });
    usd += kept.usd;
    if (from > 0) usd -= thPerSOf(machines) * priceUsdPerTh[from - 1]! * discount[from - 1]!;
    lives.push({ machines, from, to });
  }
  const once = bestStretch({ valuation, machines: classes, from: 0, renewals: [] });
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
  const factors = (discountPercent: number) => {
    const factor = monthlyDiscountFactor({ discountPercent });
    return Float64Array.from({ length: lastMonth }, (_, month) => factor ** (month + 1));
  };
  const discount = factors(miningDiscountPercent);
  const contracted = factors(contractedDiscountPercent);
  return {
    task,
    rates: miningRates(given),
    priceUsdPerTh: pricesUsdPerTh(given),
    discount,
    revenueDiscount: discount.map((usd, month) =>
      month < given.market.fixedMonths ? contracted[month]! : usd,
    ),
  };
}

/** Machines bought at the end of a month, per MW: what they are worth less their price, from the last month back. */
function renewalsOf(valuation: Valuation): (Stretch | undefined)[] {
  const { task, discount, priceUsdPerTh } = valuation;
  const { given, lastMonth, mayMine } = task;
  const renewals: (Stretch | undefined)[] = [];
  if (!mayMine.includes('renewal')) return renewals;
  for (let from = lastMonth - 1; from >= 1; from--) {
    const thPerS = newThPerMw(given, from);
    const machines = [{ meterMw: 1, thPerS }];
    const stretch = bestStretch({ valuation, machines, from, renewals });
    const paidUsd = thPerS * priceUsdPerTh[from - 1]! * discount[from - 1]!;
    renewals[from] = { ...stretch, usd: stretch.usd - paidUsd };
  }
  return renewals;
}

/** How long to run machines that are there from a month on, and what to do then. */
function bestStretch(asked: {
  valuation: Valuation;
  machines: readonly MiningClass[];
  from: number;
  renewals: readonly (Stretch | undefined)[];
}): Stretch {
  const { valuation, machines, from, renewals } = asked;
  const { task, discount, priceUsdPerTh } = valuation;
  const { lastMonth, mayMine, given } = task;
  const mw = meterMwOf(machines);
  const landUsd = (task.landUsd * mw) / meterMwOf(task.classes);
  const mayClose = mayMine.includes('closing');
  const resaleTh = (thPerSOf(machines) * given.assumptions.salvagePercent) / 100;
  // Numbers and no objects: this loop is most of the work of a schedule.
  let [bestUsd, bestTo, renewed] = [Number.NEGATIVE_INFINITY, lastMonth, false];
  let earnedUsd = 0;
  for (let month = from; month < lastMonth; month++) {
    earnedUsd += monthUsd({ valuation, machines, month, mw });
    const to = month + 1;
    const soldUsd = earnedUsd + resaleTh * priceUsdPerTh[month]! * discount[month]!;
    const closedUsd = soldUsd + landUsd * discount[month]!;
    if ((mayClose || to === lastMonth) && closedUsd > bestUsd) {
      [bestUsd, bestTo, renewed] = [closedUsd, to, false];
    }
    const renewal = renewals[to];
    if (renewal !== undefined && soldUsd + mw * renewal.usd > bestUsd) {
      [bestUsd, bestTo, renewed] = [soldUsd + mw * renewal.usd, to, true];
    }
  }
  return { usd: bestUsd, to: bestTo, renewed };
}

/** Present value of a month, each class switched off where it would lose money. */
function monthUsd(asked: {
  valuation: Valuation;
  machines: readonly MiningClass[];
  month: number;
  mw: number;
}): number {
  const { valuation, machines, month, mw } = asked;
  const { rates, discount, revenueDiscount } = valuation;
  const costUsdPerMw = rates.energyUsdPerMw[month]! + rates.otherUsdPerMw[month]!;
  let usd = -rates.fixedUsdPerMw[month]! * mw * discount[month]!;
  for (const one of machines) {
    const revenue = one.thPerS * rates.revenueUsdPerTh[month]!;
    const cost = one.meterMw * costUsdPerMw;
    if (revenue > cost) usd += revenue * revenueDiscount[month]! - cost * discount[month]!;
  }
  return usd;
}
