import type { Prepared } from '../case/case.ts';
import { type MiningClass, meterMwOf, newThPerMw, thPerSOf } from './fleet.ts';
import { bestEnds, bestStretch, closings, type Ends } from './stretch.ts';
import type { MiningTask, Valuation } from './valuation.ts';

/** Machines that mine in the months `from` … `to` − 1 and are sold at the end of the last. */
export interface Life {
  machines: readonly MiningClass[];
  from: number;
  to: number;
}

/** The lives of machines that are worth most on the path that is assumed; closing comes after a month at the earliest. */
export function bestLives(valuation: Valuation): Life[] {
  const { task } = valuation;
  const { classes, lastMonth, given } = task;
  if (lastMonth === 0 || meterMwOf(classes) === 0)
    return [{ machines: classes, from: 0, to: idleMonths(task) }];
  if (given.renewals === 'every life' && task.mayMine.includes('renewal')) return everyLife(valuation);
  return livesFrom({ valuation, ends: bestEnds(valuation) });
}

function livesFrom({ valuation, ends }: { valuation: Valuation; ends: Ends }): Life[] {
  const { classes, given } = valuation.task;
  let { to } = bestStretch({ valuation, machines: classes, from: 0, ends });
  const lives: Life[] = [{ machines: classes, from: 0, to }];
  while (ends.renewed[to - 1] === 1) {
    const from = to;
    to = ends.to[from]!;
    lives.push({ machines: newMachines({ given, classes, month: from }), from, to });
  }
  return lives;
}

/** Machines that are always replaced when their life ends, up to the last month, where that beats never doing so. */
function everyLife(valuation: Valuation): Life[] {
  const { task, present } = valuation;
  const { given, classes, lastMonth } = task;
  const lifeMonths = Math.round(given.assumptions.fleetLifeYears * 12);
  const lives: Life[] = [];
  let usd = 0;
  for (let from = 0; from < lastMonth; from += lifeMonths) {
    const to = Math.min(from + lifeMonths, lastMonth);
    const machines = from === 0 ? classes : newMachines({ given, classes, month: from });
    const landUsd = to === lastMonth ? task.landUsd : 0;
    const whole: Valuation = { ...valuation, task: { ...task, lastMonth: to, mayMine: [], landUsd } };
    usd += bestStretch({ valuation: whole, machines, from, ends: closings(whole) }).usd;
    if (from > 0) usd -= thPerSOf(machines) * present.pricePerTh[from - 1]!;
    lives.push({ machines, from, to });
  }
  const once = bestStretch({ valuation, machines: classes, from: 0, ends: closings(valuation) });
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
  return [{ meterMw, thPerS: meterMw * newThPerMw(asked.given)[asked.month]! }];
}
