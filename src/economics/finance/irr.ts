import { checkFlows, type MonthlyUsd, presentValue } from './finance.ts';

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

/**
 * Internal rate of return of flows at month ends, as a yearly rate. One change from outlay to income has exactly
 * one (Descartes' rule of signs); with more changes or none there is no single one, and the answer says which.
 * @throws RangeError when the flows cannot be added up.
 */
export function irr({ flowsUsd }: { flowsUsd: MonthlyUsd }): Irr {
  checkFlows(flowsUsd);
  const signs = signsOf(flowsUsd);
  if (!signs.includes(-1)) return { none: 'no outlay' };
  if (!signs.includes(1)) return { none: 'no income' };
  if (signs.length > 2) return { none: 'several sign changes' };
  if (signs[0] === 1) return { none: 'income before outlay' };
  return bisect(flowsUsd);
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

/** Value falls as the rate rises, so that halving the bracket finds the rate whatever the flows look like. */
function bisect(flowsUsd: MonthlyUsd): Irr {
  const valueAt = (growth: number) => presentValue({ flowsUsd, factor: growth ** (-1 / 12) });
  let low = 1 + LOWEST_PERCENT / 100;
  let high = 1 + HIGHEST_PERCENT / 100;
  if (valueAt(low) < 0 || valueAt(high) > 0) return { none: 'outside −99…10,000 %' };
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (valueAt(middle) > 0) low = middle;
    else high = middle;
  }
  return { irrPercent: ((low + high) / 2 - 1) * 100 };
}
