import { type Cell, text, type Worksheet } from '../cells.ts';
import type { Plan } from './plans.ts';

/** What each loan year earns and owes, and where a plan's years stand. */
export interface LoanRows {
  sheet: Worksheet;
  /** Formulas of the least and the mean cover of a plan; undefined where it has no loan. */
  least: (plan: Plan) => string | undefined;
  mean: (plan: Plan) => string | undefined;
}

/** Cash of each loan year over the debt service that falls due in it. */
export function loanRows(plans: readonly Plan[]): LoanRows {
  const years = plans.flatMap((plan) =>
    (plan.plan.conversionValue?.debt?.loanYears ?? []).map((year) => ({ plan, ...year })),
  );
  const rowsOf = (plan: Plan) => {
    const first = years.findIndex((year) => year.plan === plan);
    const last = years.findLastIndex((year) => year.plan === plan);
    return first < 0 ? undefined : (column: string) => `Loans!${column}${first + 2}:${column}${last + 2}`;
  };
  const formula = (plan: Plan, write: (range: (column: string) => string) => string) => {
    const range = rowsOf(plan);
    return range && write(range);
  };
  return {
    sheet: {
      name: 'Loans',
      widths: [20, 22, 22, 14],
      frozen: { rows: 1, columns: 1 },
      rows: [
        ['Plan', 'Cash of a loan year', 'Debt service', 'Cover'].map((it) => text(it, 'head')),
        ...years.map(({ plan, cashUsd, dueUsd }, at): Cell[] => [
          text(plan.name),
          { value: cashUsd, format: 'usd' },
          { value: dueUsd, format: 'usd' },
          { value: cashUsd / dueUsd, formula: `B${at + 2}/C${at + 2}`, format: 'cents' },
        ]),
      ],
    },
    least: (plan) => formula(plan, (range) => `MIN(${range('D')})`),
    mean: (plan) => formula(plan, (range) => `SUM(${range('B')})/SUM(${range('C')})`),
  };
}
