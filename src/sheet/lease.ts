import { z } from 'zod/mini';
import { UserError } from '../common/errors.ts';
import {
  assume,
  assumptionNames,
  checkDeal,
  type Deal,
  dealStatuses,
  type Overrides,
  structures,
} from '../economics/index.ts';
import { faultOf, type SheetQuestion } from './question.ts';

const text = z.string().check(z.maxLength(200));
const maybe = z.optional(z.number());
const deal = z.strictObject({
  date: text,
  landlord: text,
  lessee: text,
  site: text,
  structure: z.enum(structures),
  status: z.enum(dealStatuses),
  criticalMw: maybe,
  grossMw: maybe,
  termYears: maybe,
  contractUsdM: maybe,
  escalatorPercentPerYear: maybe,
  retrofit: z.optional(z.boolean()),
  note: z.optional(text),
  source: text,
  own: z.literal(true),
});

const shape = z.strictObject({ deals: z.array(deal) });

/** Checks what only mine or lease reads of a question. @throws UserError, or OutOfRangeError of the calculation core. */
export function checkLease({ assumed = {}, assumedOfSite = {}, deals = [] }: SheetQuestion): void {
  const names: readonly string[] = assumptionNames;
  const unknown = Object.keys({ ...assumed, ...assumedOfSite }).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UserError(
      `This link assumes ${JSON.stringify(unknown)}, and there is no such assumption here.`,
    );
  assume(assumed as Overrides, assumedOfSite as Overrides);
  const read = shape.safeParse({ deals });
  if (!read.success) throw new UserError(`This link cannot be computed with: ${faultOf(read.error.issues)}.`);
  for (const deal of read.data.deals) checkDeal(deal as Deal);
}
