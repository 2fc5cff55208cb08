import { costsNotGiven, type SiteCase } from '../answers/site/question.ts';
import type { SiteWorkings } from '../answers/workings.ts';
import { type Cell, columnName, NOT_GIVEN, text, type Worksheet, where } from './cells.ts';
import { FIRST_CASE, inputAt } from './inputs.ts';
import { machineCells } from './machines.ts';
import { type ResultHere, type ResultName, resultLines, resultNames } from './resultLines.ts';

/** Where a result of a case stands on its sheet: `C7`. */
const resultAt = (name: ResultName, at: number): string =>
  `${columnName(FIRST_CASE + at)}${resultNames.indexOf(name) + 2}`;

/** What several sites have together; a breakeven or a cost per BTC is of one. */
const SUMMED: readonly ResultName[] = [
  ...(['hashrate', 'draw', 'mwh', 'revenue', 'poolFee', 'energy', 'demand', 'power'] as const),
  ...(['other', 'sga', 'interest', 'cash', 'margin', 'btc'] as const),
];

/** What every case earns, costs and can bear. */
export function resultsSheet({ kind, cases }: SiteWorkings): Worksheet {
  const isChange = kind === 'change';
  const isSummed = kind === 'cases' && cases.length > 1;
  const head = [
    'Result',
    'Unit',
    ...cases.map(({ subject }) => subject),
    ...(isChange ? ['Difference'] : []),
    ...(isSummed
      ? [cases.some((of) => costsNotGiven(of).length > 0) ? 'All sites, costs given' : 'All sites']
      : []),
  ];
  return {
    name: 'Results',
    widths: [46, 14, ...cases.map(() => 22), 18],
    frozen: { rows: 1, columns: FIRST_CASE },
    rows: [
      head.map((label) => text(label, 'head')),
      ...resultNames.map((name): Cell[] => [
        text(resultLines[name].label(cases)),
        text(resultLines[name].unit, 'note'),
        ...cases.map((_, at) => resultCell({ name, at, cases })),
        ...(isChange ? [differenceCell({ name, cases })] : []),
        ...(isSummed ? [sumCell({ name, cases })] : []),
      ]),
    ],
  };
}

function resultCell(asked: { name: ResultName; at: number; cases: readonly SiteCase[] }): Cell {
  const { name, at, cases } = asked;
  const { value, formula, format } = resultLines[name];
  const here: ResultHere = {
    result: (other) => resultAt(other, at),
    input: (input) => inputAt(input, at),
    machines: (column) => machineCells({ cases, at, name: column }),
  };
  return { value: value(cases[at]!), formula: formula(here), format };
}

function differenceCell({ name, cases }: { name: ResultName; cases: readonly SiteCase[] }): Cell {
  const { value, format } = resultLines[name];
  const [before, after] = cases.map(value);
  if (typeof before !== 'number' || typeof after !== 'number') return {};
  const formula = `${resultAt(name, 1)}-${resultAt(name, 0)}`;
  return { value: after - before, formula, format };
}

/** A site that lacks a cost has none in the sum; where all lack it the sum is not given either. */
function sumCell({ name, cases }: { name: ResultName; cases: readonly SiteCase[] }): Cell {
  if (!SUMMED.includes(name)) return {};
  const { value, format } = resultLines[name];
  const known = cases.map(value).filter((it) => typeof it === 'number');
  const range = `${resultAt(name, 0)}:${resultAt(name, cases.length - 1)}`;
  const sum = known.length > 0 ? known.reduce((all, one) => all + one, 0) : NOT_GIVEN;
  return { value: sum, formula: where([range], `SUM(${range})`), format };
}
