import { power } from '../elementary/power.ts';
import { checkFlows, type MonthlyUsd, monthlyDiscountFactor, presentValue } from './finance.ts';

/** A yearly rate in percent, or the reason why there is no single one. */
export type Irr =
  | { irrPercent: number }
  | {
      none:
        | 'no outlay'
        | 'no income'
        | 'income before outlay'
        | 'several sign changes'
        | 'outside −99…10,000 %';
    };

const LOWEST_PERCENT = -99;
const HIGHEST_PERCENT = 10_000;
const HALVINGS = 100;

/** An IRR, or, where there is no single one, the modified rate with what its money costs and earns meanwhile. */
export type ReturnRate = Irr | { mirrPercent: number; ratePercent: number };

/** The IRR of flows at month ends; where their signs leave several, the MIRR at `discountPercent`. @throws RangeError */
export function returnRate(asked: { flowsUsd: MonthlyUsd; discountPercent: number }): ReturnRate {
  const { flowsUsd, discountPercent: ratePercent } = asked;
  const found = irr({ flowsUsd });
  if (!('none' in found) || found.none !== 'several sign changes') return found;
  const percent = mirrPercent({ flowsUsd, ratePercent });
  // Amounts of next to nothing have no ratio.
  return Number.isFinite(percent) ? { mirrPercent: percent, ratePercent } : found;
}

/**
 * Internal rate of return of flows at month ends, as a yearly rate. One change from outlay to income has exactly
 * one (Descartes' rule of signs). With more changes, money paid and received so far that changes once, from less to
 * more, has exactly one above 0 (Norstrom, 1972): a bill late in a project leaves its rate. Else there is no single
 * one, and the answer says why.
 * @throws RangeError when the flows cannot be added up.
 */
export function irr({ flowsUsd }: { flowsUsd: MonthlyUsd }): Irr {
  checkFlows(flowsUsd);
  const signs = signsOf(flowsUsd);
  if (!signs.includes(-1)) return { none: 'no outlay' };
  if (!signs.includes(1)) return { none: 'no income' };
  if (signs[0] === 1) return { none: 'income before outlay' };
  if (signs.length === 2) return bisect({ flowsUsd, lowestPercent: LOWEST_PERCENT });
  const ahead = signsOf(runningSums(flowsUsd));
  return ahead.length === 2 ? bisect({ flowsUsd, lowestPercent: 0 }) : { none: 'several sign changes' };
}

/** Modified IRR: outlays at their value in the first month, income at its value in the last, both at one yearly rate. */
export function mirrPercent(asked: { flowsUsd: MonthlyUsd; ratePercent: number }): number {
  const { incomeUsd, outlayUsd, months } = mirrEnds(asked);
  return (power(incomeUsd / outlayUsd, 12 / months) - 1) * 100;
}

/** What a MIRR is between: outlays as of the first month, and income as of the last, `months` later. @throws RangeError */
export function mirrEnds({ flowsUsd, ratePercent }: { flowsUsd: MonthlyUsd; ratePercent: number }) {
  checkFlows(flowsUsd);
  const months = flowsUsd.length - 1;
  const factor = monthlyDiscountFactor({ discountPercent: ratePercent });
  const flows = Float64Array.from(flowsUsd);
  const worth = (sign: 1 | -1) =>
    presentValue({ flowsUsd: flows.map((usd) => Math.max(0, sign * usd)), factor });
  return { incomeUsd: worth(1) / power(factor, months + 1), outlayUsd: worth(-1) / factor, months };
}

function runningSums(flowsUsd: MonthlyUsd): Float64Array {
  let sum = 0;
  return Float64Array.from(flowsUsd, (usd) => {
    sum += usd;
    return sum;
  });
}

/** The signs of the flows in order, those that repeat once: −, + for an outlay that pays back. */
function signsOf(flowsUsd: MonthlyUsd): number[] {
  const signs: number[] = [];
  for (let month = 0; month < flowsUsd.length; month++) {
    const sign = Math.sign(flowsUsd[month]!);
    if (sign !== 0 && sign !== signs.at(-1)) signs.push(sign);
  }
  return signs;
}

/** There is one rate: below it the value is above 0. */
function bisect({ flowsUsd, lowestPercent }: { flowsUsd: MonthlyUsd; lowestPercent: number }): Irr {
  const valueAt = (growth: number) => presentValue({ flowsUsd, factor: power(growth, -1 / 12) });
  let low = 1 + lowestPercent / 100;
  let high = 1 + HIGHEST_PERCENT / 100;
  if (valueAt(low) < 0 || valueAt(high) > 0) return { none: 'outside −99…10,000 %' };
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (valueAt(middle) > 0) low = middle;
    else high = middle;
  }
  return { irrPercent: ((low + high) / 2 - 1) * 100 };
}
