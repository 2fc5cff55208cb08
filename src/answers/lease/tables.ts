import type { Block, Figure, Part } from '../../chat/reply.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { Alternative, Comparison, UseValue, ValuedPlan } from '../../economics/index.ts';
import { taxWords } from './basis.ts';
import type { Judgement } from './judgement.ts';
import { budgetUsd, firstFullYearNoiUsdPerMw, rampOf, yieldOnCostPercent } from './operating.ts';

interface Column {
  name: string;
  subject: string;
  plan: ValuedPlan;
  alternative?: Alternative;
  /** The use by itself. */
  value: UseValue | undefined;
}

/** A split has a column where it is what is judged: an offer is for what it says. */
function columnsOf({ mining, colocation, gpuCloud, judged, leasable }: Comparison): Column[] {
  const converted = (name: string, alternative: Alternative): Column => ({
    name,
    subject: name.toLowerCase().replace('gpu', 'GPU'),
    plan: alternative,
    alternative,
    value: alternative.conversionValue,
  });
  return [
    { name: 'Never lease', subject: 'mining', plan: mining, value: mining.miningValue },
    converted('Colocation', colocation),
    converted('GPU cloud', gpuCloud),
    ...(judged.convertedMw === leasable.leasableMw ? [] : [converted('Best split', judged)]),
  ];
}

/** What the site is worth under each plan. */
export function siteTable({ pen, compared, pivot }: Judgement): Block {
  const columns = columnsOf(compared);
  const row = (label: string, cell: (column: Column) => Part): Part[] => [label, ...columns.map(cell)];
  return tableOf({
    title: `The whole site, ${taxWords(pivot)} and without debt, each use at its own rate`,
    columns: ['', ...columns.map(({ name }) => name)],
    rows: [
      row('NPV', ({ subject, plan }) => pen.of({ metric: 'siteNpvUsd', value: plan.npvUsd, subject })),
      row('Gain over mining', ({ subject, alternative }) =>
        pen.or({ metric: 'gainUsd', value: alternative?.gainUsd, subject, none: '—' }),
      ),
      row('Incremental NPV', ({ subject, alternative }) =>
        pen.or({ metric: 'incrementalNpvUsd', value: alternative?.incrementalNpvUsd, subject, none: '—' }),
      ),
      row('Incremental IRR', ({ subject, alternative }) =>
        alternative === undefined
          ? '—'
          : pen.rate({ metric: 'incrementalIrrPercent', irr: alternative.incrementalIrr, subject }),
      ),
      row('Converted', ({ subject, alternative }) =>
        pen.or({ metric: 'convertedMw', value: alternative?.convertedMw, subject, none: '—' }),
      ),
    ],
  });
}

/** Each use by itself. */
export function useTable({ pen, compared, pivot }: Judgement): Block {
  const { given } = pivot;
  const columns = columnsOf(compared);
  const row = (label: string, cell: (value: UseValue, subject: string) => Part): Part[] => [
    label,
    ...columns.map(({ value, subject }) => (value === undefined ? '—' : cell(value, subject))),
  ];
  return tableOf({
    title: `Stand-alone project, on its megawatts, ${taxWords(pivot)}`,
    columns: ['', ...columns.map(({ name }) => name)],
    rows: [
      row('NPV', ({ npvUsd: value }, subject) => pen.of({ metric: 'npvUsd', value, subject })),
      row('IRR', ({ irr }, subject) => pen.rate({ metric: 'irrPercent', irr, subject })),
      row('NPV of equity', ({ equityNpvUsd: value }, subject) =>
        pen.of({ metric: 'equityNpvUsd', value, subject }),
      ),
      row('IRR of equity', ({ equityIrr: irr }, subject) =>
        pen.rate({ metric: 'equityIrrPercent', irr, subject }),
      ),
      row('Payback', ({ paybackMonth }, subject) =>
        pen.or({
          metric: 'paybackYears',
          value: paybackMonth === undefined ? undefined : paybackMonth / 12,
          subject,
          none: 'none',
        }),
      ),
      row('Peak equity', ({ peakEquityUsd: value }, subject) =>
        pen.of({ metric: 'peakEquityUsd', value, subject }),
      ),
      [
        'NOI per gross MW, first full year',
        ...columns.map(({ plan, alternative, subject }) =>
          pen.or({
            metric: 'noiFirstFullYearUsdPerGrossMwYear',
            value: alternative
              ? firstFullYearNoiUsdPerMw({
                  legs: alternative.converted,
                  rampMonths: rampOf({ given, use: alternative.use }),
                })
              : firstFullYearNoiUsdPerMw({ legs: plan.mining, rampMonths: 0 }),
            subject,
            none: 'none',
          }),
        ),
      ],
      [
        'Capex, as budgeted',
        ...columns.map(({ alternative, subject }) =>
          pen.or({
            metric: 'capexUsd',
            value: alternative && budgetUsd({ given, ...alternative }),
            subject,
            none: '—',
          }),
        ),
      ],
      row('Minimum DSCR', ({ debt }, subject) =>
        pen.or({ metric: 'minimumDscr', value: debt?.minimumDscr, subject, none: '—' }),
      ),
      row('Average DSCR', ({ debt }, subject) =>
        pen.or({ metric: 'averageDscr', value: debt?.averageDscr, subject, none: '—' }),
      ),
      row('First cash', ({ firstCashMonth }) =>
        firstCashMonth === undefined ? 'none' : monthWords(firstCashMonth),
      ),
    ],
  });
}

/** The figures that go with the verdict; the title of an open one names its gain and what speaks against it. */
export function summaryFigures({ pen, pivot, judged, subject, verdict }: Judgement): Figure[] {
  const { given } = pivot;
  const debt = judged.conversionValue?.debt;
  const ruled = [
    ['gainUsd', judged.gainUsd],
    ['incrementalNpvUsd', judged.incrementalNpvUsd],
  ] as const;
  const known = [
    ...(verdict.tooCloseToCall ? [] : ruled),
    ['capexUsd', budgetUsd({ given, ...judged })],
    ['yieldOnCostPercent', yieldOnCostPercent({ given, judged })],
    ['minimumDscr', debt?.minimumDscr],
  ] as const;
  return known.flatMap(([metric, value]) =>
    value === undefined ? [] : [pen.of({ metric, value, subject })],
  );
}
