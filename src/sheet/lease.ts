import { UserError } from '../common/errors.ts';
import { assume, assumptionNames, checkDeal, type Deal, type Overrides } from '../economics/index.ts';
import type { SheetQuestion } from './question.ts';

/** Checks what only mine or lease reads of a question. @throws UserError, or OutOfRangeError of the calculation core. */
export function checkLease({ assumed = {}, assumedOfSite = {}, deals = [] }: SheetQuestion): void {
  const names: readonly string[] = assumptionNames;
  const unknown = Object.keys({ ...assumed, ...assumedOfSite }).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UserError(
      `This link assumes ${JSON.stringify(unknown)}, and there is no such assumption here.`,
    );
  assume(assumed as Overrides, assumedOfSite as Overrides);
  for (const deal of deals) checkDeal(deal as Deal);
}
