import type { SiteCase } from '../answers/site/question.ts';
import type { SiteWorkings } from '../answers/workings.ts';
import { type Cell, columnName, text, type Worksheet } from './cells.ts';
import { FIRST_CASE, inputAt } from './inputs.ts';
import { machineCells } from './machines.ts';
import { type ResultHere, type ResultName, resultLines, resultNames } from './resultLines.ts';

/** Where a result of a case stands on its sheet: `C7`. */
const resultAt = (name: ResultName, at: number): string =>
  `${columnName(FIRST_CASE + at)}${resultNames.indexOf(name) + 2}`;

/** What every case earns, costs and can bear. */
export function resultsSheet({ kind, cases }: SiteWorkings): Worksheet {
  const isChange = kind === 'change';
  const head = [
    'Result',
    'Unit',
    ...cases.map(({ subject }) => subject),
    ...(isChange ? ['Difference'] : []),
  ];
  return {
    name: 'Results',
    widths: [46, 14, ...cases.map(() => 22), 18],
    frozen: { rows: 1, columns: FIRST_CASE },
    rows: [
      head.map((label) => text(label, 'head')),
      ...resultNames.map((name): Cell[] => [
        text(resultLines[name].label),
        text(resultLines[name].unit, 'note'),
        ...cases.map((_, at) => resultCell({ name, at, cases })),
        ...(isChange ? [differenceCell({ name, cases })] : []),
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
