import { power } from './power.ts';

const MOST_KEPT = 64;
/** More are computed than are asked for: starts a month apart ask for one more each. */
const DECADE = 120;

/**
 * What a yearly factor comes to by each month, `power(factor, month / 12)`; the same where it counts from one anniversary
 * to the next; and what a monthly one comes to by its end.
 */
export const yearlyPowers = powers((factor, month) => power(factor, month / 12));
export const yearlySteps = powers((factor, month) => power(factor, Math.floor(month / 12)));
export const monthlyPowers = powers((factor, month) => power(factor, month + 1));

/**
 * Powers by month, the last factors' kept: a hundred cases that differ in one input ask for the same thousands, and
 * powers are most of the work of a path. Never to be written to.
 */
function powers(power: (factor: number, month: number) => number) {
  const kept = new Map<number, Float64Array>();
  return ({ factor, months }: { factor: number; months: number }): Float64Array => {
    const known = kept.get(factor);
    if (known !== undefined && known.length >= months) return known.subarray(0, months);
    const made = new Float64Array(Math.ceil(months / DECADE) * DECADE);
    for (let month = 0; month < made.length; month++) made[month] = power(factor, month);
    kept.delete(factor);
    kept.set(factor, made);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return made.subarray(0, months);
  };
}
