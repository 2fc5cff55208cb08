import { type Block, type Part, type Reply, reply, type Step } from '../../chat/reply.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { Alternative, Comparison, Outcomes, UseValue, ValuedPlan } from '../../economics/index.ts';
import { marketFrame, marketRemarks } from '../market/frame.ts';
import { askedNote, defaultsNote, midSentence } from '../site/notes.ts';
import { titleOf } from '../site/question.ts';
import type { PivotQuestion } from './asked.ts';
import { type Pen, penFor } from './figures.ts';
import { rentNote } from './rentNote.ts';
import { riskBlocks } from './risk.ts';
import { pivotVerdict } from './verdict.ts';

/** The uses of one site side by side, what decides between them, and how sure that is. */
export function pivotAnswer(asked: {
  pivot: PivotQuestion;
  compared: Comparison;
  outcomes: Outcomes;
}): Reply {
  const { pivot, compared, outcomes } = asked;
  const { question, view } = pivot;
  const pen = penFor(pivot);
  const columns = columnsOf(compared);
  return reply({
    title: titleOf({ question, topic: 'mine or lease' }),
    tone: compared.best.use === 'mining' ? 'neutral' : 'good',
    ...marketFrame({ view }),
    blocks: [
      { kind: 'text', parts: pivotVerdict({ pen, compared, given: pivot.given }) },
      siteTable({ pen, columns }),
      useTable({ pen, columns }),
      ...riskBlocks({ pen, outcomes }),
      { kind: 'text', parts: limits({ pen, compared }) },
      { kind: 'text', parts: basis({ pen, pivot, compared }) },
      ...rentNote({ pen, pivot }),
      ...miningNote({ pen, compared }),
      ...marketRemarks({ view }),
      ...askedNote({ question, now: view.snapshot.now }),
      ...defaultsNote({ question, now: view.snapshot.now }),
    ],
    explanation: steps({ pen, compared }),
  });
}

interface Column {
  name: string;
  subject: string;
  plan: ValuedPlan;
  alternative?: Alternative;
  /** The use by itself. */
  value: UseValue | undefined;
}

function columnsOf({ mining, colocation, gpuCloud, split }: Comparison): Column[] {
  const converted = (name: string, alternative: Alternative): Column => ({
    name,
    subject: name.toLowerCase().replace('gpu', 'GPU'),
    plan: alternative,
    alternative,
    value: alternative.conversionValue,
  });
  return [
    { name: 'Keep mining', subject: 'mining', plan: mining, value: mining.miningValue },
    converted('Colocation', colocation),
    converted('GPU cloud', gpuCloud),
    ...(split === undefined ? [] : [converted('Best split', split)]),
  ];
}

function siteTable({ pen, columns }: { pen: Pen; columns: Column[] }): Block {
  const row = (label: string, cell: (column: Column) => Part): Part[] => [label, ...columns.map(cell)];
  return tableOf({
    title: 'The whole site',
    columns: ['', ...columns.map(({ name }) => name)],
    rows: [
      row('NPV', ({ subject, plan }) => pen.of({ metric: 'siteNpvUsd', value: plan.npvUsd, subject })),
      row('Above mining', ({ subject, alternative }) =>
        pen.or({ metric: 'gainUsd', value: alternative?.gainUsd, subject, none: '—' }),
      ),
      row('Difference, NPV', ({ subject, alternative }) =>
        pen.or({ metric: 'incrementalNpvUsd', value: alternative?.incrementalNpvUsd, subject, none: '—' }),
      ),
      row('Difference, IRR', ({ subject, alternative }) =>
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

function useTable({ pen, columns }: { pen: Pen; columns: Column[] }): Block {
  const row = (label: string, cell: (value: UseValue, subject: string) => Part): Part[] => [
    label,
    ...columns.map(({ value, subject }) => (value === undefined ? '—' : cell(value, subject))),
  ];
  return tableOf({
    title: 'The use alone, on its megawatts',
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
      row('Revenue per gross MW-year', ({ revenueUsdPerGrossMwYear: value }, subject) =>
        pen.of({ metric: 'revenueUsdPerGrossMwYear', value, subject }),
      ),
      row('NOI per gross MW-year', ({ noiUsdPerGrossMwYear: value }, subject) =>
        pen.of({ metric: 'noiUsdPerGrossMwYear', value, subject }),
      ),
      row('NOI of revenue', ({ noiMarginPercent: value }, subject) =>
        pen.of({ metric: 'noiMarginPercent', value, subject }),
      ),
      row('First cash', ({ firstCashMonth }) =>
        firstCashMonth === undefined ? 'none' : monthWords(firstCashMonth),
      ),
    ],
  });
}

const BINDING = {
  gross: 'all the site has',
  energised: 'what is energised',
  firm: 'what is firm',
} as const;

/** Which megawatts can be let, and what binds. */
function limits({ pen, compared }: { pen: Pen; compared: Comparison }): Part[] {
  const { leasableMw, criticalMw, binding, laterMw, laterMonths } = compared.leasable;
  return [
    'Leasable: ',
    pen.of({ metric: 'leasableMw', value: leasableMw }),
    ` (${BINDING[binding]}), which is `,
    pen.of({ metric: 'criticalMw', value: criticalMw }),
    ' critical.',
    ...(laterMw > 0
      ? [
          ' Of this ',
          pen.of({ metric: 'convertedMw', value: laterMw, subject: 'later' }),
          ` have power in ${laterMonths} months.`,
        ]
      : []),
  ];
}

/** The conventions and the assumptions that weigh most, which whoever reads the verdict must know. */
function basis({ pen, pivot, compared }: { pen: Pen; pivot: PivotQuestion; compared: Comparison }): Part[] {
  const said = pivot.overridden.filter(({ by }) => by !== 'measured' && by !== 'deals');
  const others = [...new Set(said.map(({ name }) => name))];
  return [
    `Over ${compared.months} months from ${monthWords(compared.startMonth)}, before tax unless given. The BTC price grows `,
    pen.assumed('btcPriceGrowthPercentPerYear'),
    `. Lease: ${pivot.given.leaseForm}, `,
    pen.assumed('rentUsdPerKwMonth'),
    ', ',
    pen.assumed('leaseTermYears'),
    '. After a GPU contract the halls are let at that rent. ',
    ...(others.length > 0
      ? [
          'Assumed otherwise than the default: ',
          ...others.flatMap((name) => named(pen, name)).slice(0, -1),
          '. ',
        ]
      : []),
    'All of it: assumptions.',
  ];
}

const named = (pen: Pen, name: Parameters<Pen['assumed']>[0]): Part[] => {
  const value = pen.assumed(name);
  return [`${midSentence(value.label)} `, value, ', '];
};

function miningNote({ pen, compared }: { pen: Pen; compared: Comparison }): Block[] {
  const { options } = compared;
  const worth = (subject: string, value: number) => pen.of({ metric: 'optionValueUsd', value, subject });
  return [
    {
      kind: 'note',
      tone: 'info',
      parts: [
        'Mining: on this path switching machines off while they lose money is worth ',
        worth('switching off', options.idlingUsd),
        ', closing for good ',
        worth('closing', options.closingUsd),
        ' and renewing the fleet ',
        worth('renewal', options.renewalUsd),
        '.',
      ],
    },
  ];
}

function steps({ pen, compared }: { pen: Pen; compared: Comparison }): Step[] {
  const { leasable, colocation, mining } = compared;
  const gain = pen.of({ metric: 'gainUsd', value: colocation.gainUsd, subject: 'colocation' });
  const leased = pen.of({ metric: 'siteNpvUsd', value: colocation.npvUsd, subject: 'colocation' });
  const mined = pen.of({ metric: 'siteNpvUsd', value: mining.npvUsd, subject: 'mining' });
  const critical = pen.of({ metric: 'criticalMw', value: leasable.criticalMw });
  const rent = pen.assumed('rentUsdPerKwMonth');
  const perMw = pen.of({ metric: 'rentUsdPerMwYear', value: rent.value * 12_000 });
  const ratio = leasable.grossToCritical;
  return [
    {
      result: critical,
      formula: 'critical megawatts = leasable megawatts ÷ gross per critical',
      inputs: [
        pen.of({ metric: 'leasableMw', value: leasable.leasableMw }),
        pen.of({ metric: 'grossToCritical', value: ratio }),
      ],
      arithmetic: `${exact(leasable.leasableMw)} ÷ ${exact(ratio)} = ${exact(leasable.criticalMw)}`,
    },
    {
      result: perMw,
      formula: 'rent of year 1 per critical MW = $/kW-month × 1,000 × 12',
      inputs: [rent],
      arithmetic: `${exact(rent.value)} × 1,000 × 12 = ${exact(perMw.value)}`,
    },
    {
      result: gain,
      formula:
        'above mining = NPV of the site with the lease − NPV of going on mining; each month’s cash ÷ (1 + rate)^(month ÷ 12), each use at its own rate',
      inputs: [leased, mined],
      arithmetic: `${exact(leased.value)} − ${exact(mined.value)} = ${exact(gain.value)}`,
    },
  ];
}
