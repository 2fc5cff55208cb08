import { taxWords } from '../../answers/lease/basis.ts';
import type { Judgement } from '../../answers/lease/judgement.ts';
import { addMonths, type RateName } from '../../economics/index.ts';
import { type Cell, columnName, type NumberFormat, text, type Worksheet } from '../cells.ts';
import { LIVE, rateAt } from './inputs.ts';
import type { Plan } from './plans.ts';

/** A series by month; `formula` is of the row, counted as spreadsheets do. */
interface Series {
  key: string;
  plan: string;
  label: string;
  format: NumberFormat;
  value: (month: number) => number;
  formula?: (row: number) => string;
}

/** Where the months stand. */
export interface Flows {
  sheet: Worksheet;
  /** All months of a series: `Flows!F3:F302`. */
  range: (key: string) => string;
}

/** The names of series. */
export const factorKey = (rate: string): string => `factor ${rate}`;
export const flowKey = (plan: Plan, rate: RateName): string => `${plan.name} ${rate}`;
export const ofPlan = (plan: Plan, what: 'difference' | 'project' | 'loans' | 'saved' | 'equity'): string =>
  `${plan.name} ${what}`;

const HEADS = 2;
const FIRST_SERIES = 2;

/** Months down, series across: what a dollar of each month is worth at each rate, then the cash of each plan. */
export function flowsOf({ of, plans }: { of: Judgement; plans: readonly Plan[] }): Flows {
  const { months, startMonth } = of.compared;
  const all: Series[] = [];
  const letter = (key: string) => columnName(FIRST_SERIES + all.findIndex((one) => one.key === key));
  const { assumptions } = of.pivot.given;
  for (const rate of LIVE) all.push(factors({ rate, percent: assumptions[rate] }));
  for (const plan of plans)
    all.push(...planSeries({ plan, mining: plans[0]!, letter, tax: taxWords(of.pivot) }));
  const rows = Array.from({ length: months }, (_, month): Cell[] => [
    { value: month + 1 },
    text(addMonths({ month: startMonth, months: month })),
    ...all.map(({ value, formula, format }): Cell => {
      const known = { value: value(month), format };
      return formula ? { ...known, formula: formula(month + HEADS + 1) } : known;
    }),
  ]);
  const head = (cells: readonly string[]) => cells.map((cell) => text(cell, 'head'));
  return {
    sheet: {
      name: 'Flows',
      widths: [8, 10, ...all.map(() => 18)],
      frozen: { rows: HEADS, columns: 2 },
      rows: [
        head(['', '', ...all.map(({ plan }) => plan)]),
        head(['Month', '', ...all.map(({ label }) => label)]),
        ...rows,
      ],
    },
    range: (key) => `Flows!${letter(key)}${HEADS + 1}:${letter(key)}${HEADS + months}`,
  };
}

/** At month ends. The interest of a loan is charged by the month, the discount rates are of a year. */
function factors({ rate, percent }: { rate: (typeof LIVE)[number]; percent: number }): Series {
  const isMonthly = rate === 'debtRatePercent';
  const monthly = isMonthly ? 1 + percent / 1200 : (1 + percent / 100) ** (1 / 12);
  const cell = rateAt(rate);
  return {
    key: factorKey(rate),
    plan: 'A dollar is worth',
    label: rate.replace('DiscountPercent', ' rate').replace('RatePercent', ' rate'),
    format: 'precise',
    value: (month) => monthly ** -(month + 1),
    formula: (row) => (isMonthly ? `(1+${cell}/12)^-$A${row}` : `(1+${cell})^(-$A${row}/12)`),
  };
}

interface Written {
  plan: Plan;
  letter: (key: string) => string;
  /** Before or after which tax. */
  tax: string;
}

function planSeries({ mining, ...written }: Written & { mining: Plan }): Series[] {
  const { plan, letter } = written;
  const usd = { plan: plan.name, format: 'usd' as const };
  const cash = plan.flows.map(({ rate, flowsUsd }) => ({
    ...usd,
    key: flowKey(plan, rate),
    label: `Cash at the ${rate.replace('DiscountPercent', '')} rate`,
    value: (month: number) => flowsUsd[month]!,
  }));
  const sum = (of: Plan, row: number) => of.flows.map(({ rate }) => `${letter(flowKey(of, rate))}${row}`);
  if (!plan.conversion) return cash;
  const { flowsUsd } = plan.plan;
  const difference: Series = {
    ...usd,
    key: ofPlan(plan, 'difference'),
    label: 'Above never leasing',
    value: (month) => flowsUsd[month]! - mining.plan.flowsUsd[month]!,
    formula: (row) => [sum(plan, row).join('+'), ...sum(mining, row)].join('-'),
  };
  return [...cash, difference, ...projectSeries(written)];
}

/** The conversion by itself, with the loans on it. */
function projectSeries({ plan, letter, tax }: Written): Series[] {
  const project = plan.plan.conversionValue;
  if (!project) return [];
  const { flowsUsd, equityFlowsUsd, debt } = project;
  const loansUsd = (month: number) => debt?.flowsUsd[month] ?? 0;
  const usd = { plan: `${plan.name}, by itself`, format: 'usd' as const };
  const key = (what: Parameters<typeof ofPlan>[1]) => ofPlan(plan, what);
  return [
    { ...usd, key: key('project'), label: `Cash ${tax}`, value: (month) => flowsUsd[month]! },
    { ...usd, key: key('loans'), label: 'Of the loans', value: loansUsd },
    {
      ...usd,
      key: key('saved'),
      label: 'Tax that interest saves',
      value: (month) => equityFlowsUsd[month]! - flowsUsd[month]! - loansUsd(month),
    },
    {
      ...usd,
      key: key('equity'),
      label: 'Cash of the owner',
      value: (month) => equityFlowsUsd[month]!,
      formula: (row) =>
        (['project', 'loans', 'saved'] as const).map((what) => `${letter(key(what))}${row}`).join('+'),
    },
  ];
}
