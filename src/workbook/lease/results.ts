import { taxWords } from '../../answers/lease/basis.ts';
import type { Judgement } from '../../answers/lease/judgement.ts';
import { leaseMetrics } from '../../chat/show/leaseMetrics.ts';
import type { ReturnRate } from '../../economics/index.ts';
import { type Cell, columnName, type NumberFormat, text, type Worksheet } from '../cells.ts';
import { type Flows, factorKey, flowKey, ofPlan } from './flows.ts';
import type { LoanRows } from './loans.ts';
import type { Plan } from './plans.ts';

interface Asked {
  of: Judgement;
  plans: readonly Plan[];
  flows: Flows;
  loans: LoanRows;
}

/** A result of a plan; nothing where the plan has none. */
interface Line {
  label: string;
  cell: (plan: Plan, at: number) => Cell;
}

const NPV_ROW = 2;
const npvAt = (at: number): string => `${columnName(at + 1)}${NPV_ROW}`;

/** NPV, IRR and cover as formulas of the flows. */
export function leaseResults(asked: Asked): Worksheet {
  const { plans } = asked;
  return {
    name: 'Results',
    widths: [46, ...plans.map(() => 20)],
    frozen: { rows: 1, columns: 1 },
    rows: [
      ['Result', ...plans.map(({ name }) => name)].map((it) => text(it, 'head')),
      ...[...siteLines(asked), ...projectLines(asked)].map(({ label, cell }): Cell[] => [
        text(label),
        ...plans.map(cell),
      ]),
    ],
  };
}

function siteLines({ of, flows }: Asked): Line[] {
  const worth = (plan: Plan) =>
    plan.flows.map(({ rate }) => product(flows, flowKey(plan, rate), factorKey(rate))).join('+');
  return [
    {
      label: `${leaseMetrics.siteNpvUsd.label}, ${taxWords(of.pivot)} and without debt`,
      cell: (plan) => ({ value: plan.plan.npvUsd, formula: worth(plan), format: 'usd' }),
    },
    conversionLine('Gain over mining', ({ alternative }, _, at) => ({
      value: alternative.gainUsd,
      formula: `${npvAt(at)}-${npvAt(0)}`,
      format: 'usd',
    })),
    conversionLine(leaseMetrics.incrementalNpvUsd.label, ({ alternative, rate }, plan) => ({
      value: alternative.incrementalNpvUsd,
      formula: product(flows, ofPlan(plan, 'difference'), factorKey(rate)),
      format: 'usd',
    })),
    conversionLine(leaseMetrics.incrementalIrrPercent.label, ({ alternative }, plan) =>
      rateCell(alternative.incrementalIrr, flows.range(ofPlan(plan, 'difference'))),
    ),
  ];
}

function projectLines({ flows, loans }: Asked): Line[] {
  const npvOf = (plan: Plan, rate: string) => product(flows, ofPlan(plan, 'project'), factorKey(rate));
  return [
    conversionLine(leaseMetrics.npvUsd.label, ({ rate }, { plan, ...rest }) => ({
      value: plan.conversionValue?.npvUsd,
      formula: npvOf({ plan, ...rest }, rate),
      format: 'usd',
    })),
    conversionLine('IRR of the stand-alone project', (_, plan) =>
      rateCell(plan.plan.conversionValue?.irr, flows.range(ofPlan(plan, 'project'))),
    ),
    conversionLine(leaseMetrics.equityNpvUsd.label, ({ rate }, plan) => ({
      value: plan.plan.conversionValue?.equityNpvUsd,
      formula: `${npvOf(plan, rate)}+${product(flows, ofPlan(plan, 'saved'), factorKey('debtRatePercent'))}`,
      format: 'usd',
    })),
    conversionLine(leaseMetrics.equityIrrPercent.label, (_, plan) =>
      rateCell(plan.plan.conversionValue?.equityIrr, flows.range(ofPlan(plan, 'equity'))),
    ),
    coverLine(leaseMetrics.minimumDscr.label, 'minimumDscr', (plan) => loans.least(plan)),
    coverLine(leaseMetrics.averageDscr.label, 'averageDscr', (plan) => loans.mean(plan)),
  ];
}

const product = (flows: Flows, one: string, other: string): string =>
  `SUMPRODUCT(${flows.range(one)},${flows.range(other)})`;

function conversionLine(
  label: string,
  cell: (conversion: NonNullable<Plan['conversion']>, plan: Plan, at: number) => Cell,
): Line {
  return { label, cell: (plan, at) => (plan.conversion ? cell(plan.conversion, plan, at) : {}) };
}

const coverLine = (
  label: string,
  which: 'minimumDscr' | 'averageDscr',
  formula: (plan: Plan) => string | undefined,
): Line => {
  const format: NumberFormat = 'cents';
  return conversionLine(label, (_, plan) => {
    const value = plan.plan.conversionValue?.debt?.[which];
    const computed = formula(plan);
    return value === undefined || computed === undefined
      ? text('no loan')
      : { value, formula: computed, format };
  });
};

/** Flows with a single rate have a formula, which begins its search there; the others say why there is none. */
function rateCell(rate: ReturnRate | undefined, range: string): Cell {
  if (rate === undefined) return {};
  if ('none' in rate) return text(`none: ${rate.none}`);
  if ('mirrPercent' in rate) return text('several: see MIRR in the answer');
  const value = rate.irrPercent / 100;
  const monthly = (1 + value) ** (1 / 12) - 1;
  return { value, formula: `(1+IRR(${range},${monthly}))^12-1`, format: 'percent' };
}
