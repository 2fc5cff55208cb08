import { checkRange } from '../range.ts';
import { type AssumptionName, assumptionNames, assumptions } from './assumptionTable.ts';

/** A value for every assumption, in the unit of its name. */
export type Assumptions = Readonly<Record<AssumptionName, number>>;
/** Values that somebody gave; what is absent or undefined is not known. */
export type Overrides = { readonly [Name in AssumptionName]?: number | undefined };

/**
 * The defaults with what was given put over them, the later over the earlier: a tenant's, a site's, the question's.
 * @throws RangeError naming the assumption, what was read and what is accepted.
 */
export function assume(...overrides: readonly Overrides[]): Assumptions {
  const merged: Partial<Record<AssumptionName, number>> = {};
  for (const name of assumptionNames) {
    const given = overrides.map((one) => one[name]).filter((value) => value !== undefined);
    merged[name] = given.at(-1) ?? assumptions[name].value;
  }
  return checkAssumptions(merged as Assumptions);
}

/** Returns the assumptions when each is within its range. @throws RangeError */
export function checkAssumptions(values: Assumptions): Assumptions {
  for (const name of assumptionNames) {
    const { min, max, unit } = assumptions[name];
    checkRange({ field: name, value: values[name], min, max, unit });
  }
  return values;
}
