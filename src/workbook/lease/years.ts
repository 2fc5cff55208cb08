import { useNames } from '../../answers/lease/asked.ts';
import type { UseYear } from '../../economics/index.ts';
import { type Cell, text, type Worksheet } from '../cells.ts';
import type { Plan } from './plans.ts';

const AMOUNTS: [label: string, read: (year: UseYear) => number, formula?: (row: number) => string][] = [
  ['Revenue', ({ revenueUsd }) => revenueUsd],
  ['NOI', ({ noiUsd }) => noiUsd],
  ['Capex', ({ capexUsd }) => capexUsd],
  ['Proceeds', ({ proceedsUsd }) => proceedsUsd],
  ['Tax', ({ taxUsd }) => taxUsd],
  ['Cash', ({ cashUsd }) => cashUsd, (row) => `E${row}-F${row}+G${row}-H${row}`],
  ['Debt service', ({ debtServiceUsd }) => debtServiceUsd],
  ['Of the loans', ({ debtNetUsd }) => debtNetUsd],
  ['Cash of the owner', ({ equityCashUsd }) => equityCashUsd, (row) => `I${row}+K${row}`],
  ['Worth today', ({ presentUsd }) => presentUsd],
];

/** Every plan by use and year, USD. */
export function yearsSheet(plans: readonly Plan[]): Worksheet {
  const years = plans.flatMap((plan) => plan.years.map((year) => ({ plan: plan.name, year })));
  return {
    name: 'Years',
    widths: [16, 16, 8, ...AMOUNTS.map(() => 18)],
    frozen: { rows: 1, columns: 3 },
    rows: [
      ['Plan', 'Use', 'Year', ...AMOUNTS.map(([label]) => label)].map((it) => text(it, 'head')),
      ...years.map(({ plan, year }, at): Cell[] => [
        text(plan),
        text(useNames[year.use]),
        { value: year.year },
        ...AMOUNTS.map(([, read, formula]): Cell => {
          const value = read(year);
          return { value, format: 'usd', ...(formula && { formula: formula(at + 2) }) };
        }),
      ]),
    ],
  };
}
