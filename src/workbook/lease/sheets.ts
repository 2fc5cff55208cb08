import type { Judgement } from '../../answers/lease/judgement.ts';
import type { Worksheet } from '../cells.ts';
import { flowsOf } from './flows.ts';
import { leaseInputs } from './inputs.ts';
import { loanRows } from './loans.ts';
import { plansOf } from './plans.ts';
import { leaseResults } from './results.ts';
import { yearsSheet } from './years.ts';

/** Mine or lease: its flows as values, and what follows from them as formulas. */
export function leaseSheets(of: Judgement): Worksheet[] {
  const plans = plansOf(of);
  const flows = flowsOf({ of, plans });
  const loans = loanRows(plans);
  return [
    leaseInputs({ of }),
    leaseResults({ of, plans, flows, loans }),
    yearsSheet(plans),
    loans.sheet,
    flows.sheet,
  ];
}
