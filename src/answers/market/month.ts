import {
  type Block,
  type Figure,
  type Part,
  type Reply,
  reply,
  type SourceLine,
  type Step,
} from '../../chat/reply.ts';
import { combined, figure, type Metric } from '../../chat/show/figures.ts';
import { monthWords } from '../../chat/show/leaseMetrics.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import {
  attributeMonth,
  type MonthAttribution,
  type MonthMeans,
  naiveChangePercent,
} from '../../economics/index.ts';
import type { KnownMonth } from './monthMeans.ts';

/** How price and hashrate are said to have moved (%), and by whom. */
interface Moves {
  price: number;
  hashrate: number;
  source: string;
  /** Whose they are, within a sentence. */
  words: string;
}

/** What was quoted of a month. */
const QUOTED: Record<string, Moves> = {
  '2025-09': {
    ...{ price: -2, hashrate: 9 },
    source: 'Jefferies, mining note for September 2025',
    words: 'as Jefferies quoted them (mining note for September 2025)',
  },
};

/** How mining revenue per hash moved from one month to the next, and what of it came from where. */
export function monthAnswer(asked: { before: KnownMonth; after: KnownMonth }): Reply {
  const { before, after } = asked;
  const change = attributeMonth({ before: before.means, after: after.means });
  const pen = penOf(asked);
  const [was, is] = [before, after].map(({ month }) => monthWords(month)) as [string, string];
  return reply({
    title: `Mean hashprice ${change.hashpriceChangePercent < 0 ? 'fell' : 'rose'} ${share(change.hashpriceChangePercent)} in ${is}, to ${pen('hashpriceUsdPerPhDay', after.means.hashpriceUsdPerPhDay, is).text}`,
    tone: change.hashpriceChangePercent < 0 ? 'bad' : 'good',
    blocks: [
      {
        kind: 'text',
        parts: [
          'Mining revenue per hash moved by ',
          pen('hashpriceChangePercent', change.hashpriceChangePercent, is),
          ': from ',
          pen('hashpriceUsdPerPhDay', before.means.hashpriceUsdPerPhDay, was),
          ' to ',
          pen('hashpriceUsdPerPhDay', after.means.hashpriceUsdPerPhDay, is),
          '.',
          ...partialWords([before, after]),
        ],
      },
      shortTable({ change, before, after, pen }),
    ],
    details: [
      partsTable({ change, before, after, pen }),
      ...naiveNote({ change, before, after, pen }),
      {
        kind: 'text',
        parts: [
          'A log percent is 100 × the natural logarithm of new ÷ old, so that parts add up. Months and their days are those of UTC.',
        ],
      },
    ],
    sources: sourcesOf(asked),
    explanation: steps({ change, before, after, pen }),
  });
}

/** One line for each source, though both months may come from one. */
function sourcesOf({ before, after }: { before: KnownMonth; after: KnownMonth }): SourceLine[] {
  const months = before.source === after.source ? [after] : [before, after];
  return months.map(({ source, observedAt, state }) => {
    const asOf = new Date(observedAt).toISOString();
    return { what: 'monthly means', source, asOf, state };
  });
}

type Pen = (metric: Metric, value: number, subject: string, source?: string) => Figure;

function penOf({ before, after }: { before: KnownMonth; after: KnownMonth }): Pen {
  const both = combined([before, after]);
  return (metric, value, subject, source = both.source) =>
    figure({ metric, value, subject, from: { ...both, source } });
}

const partialWords = (months: readonly KnownMonth[]): Part[] =>
  months.flatMap(({ month, partial }) =>
    partial === undefined ? [] : [` ${monthWords(month)} is partial: ${partial}.`],
  );

interface Shown {
  change: MonthAttribution;
  before: KnownMonth;
  after: KnownMonth;
  pen: Pen;
}

const FROM: { metric: Metric & keyof MonthAttribution; mean?: keyof MonthMeans; shown?: Metric }[] = [
  { metric: 'priceLogPercent', mean: 'priceUsd', shown: 'btcPriceUsd' },
  { metric: 'difficultyLogPercent', mean: 'difficulty', shown: 'difficulty' },
  { metric: 'feesLogPercent', mean: 'feesBtcPerBlock', shown: 'feesBtcPerBlock' },
  { metric: 'subsidyLogPercent', mean: 'subsidyBtc', shown: 'subsidyBtc' },
  { metric: 'withinMonthMixLogPercent' },
  { metric: 'totalLogPercent' },
];

const share = (value: number): string => `${Math.abs(value).toFixed(2)}%`;

/** What of the change came from where, without the means. */
function shortTable({ change, after, pen }: Shown): Block {
  return tableOf({
    title: 'Where it came from, in log percent',
    columns: ['', 'Part'],
    rows: FROM.map(({ metric }) => {
      const part = pen(metric, change[metric], monthWords(after.month));
      return [part.label, part];
    }),
  });
}

function partsTable({ change, before, after, pen }: Shown): Block {
  return tableOf({
    title: 'Where it came from, in log percent: these add up exactly',
    columns: ['', monthWords(before.month), monthWords(after.month), 'Part'],
    rows: FROM.map(({ metric, mean, shown }) => {
      const part = pen(metric, change[metric], monthWords(after.month));
      if (mean === undefined || shown === undefined) return [part.label, '', '', part];
      const means = [before, after].map(({ month, means }) => pen(shown, means[mean], monthWords(month)));
      return [part.label, ...means, part];
    }),
  });
}

/** A naive figure this near to the true one, in percent points, is right by chance: calling it wrong would not be true. */
const NEAR_PERCENT = 0.5;

/** What dividing price by hashrate would have said where that is wrong, and why. */
function naiveNote({ change, before, after, pen }: Shown): Block[] {
  const quoted = QUOTED[after.month] ?? ownQuote({ before, after });
  if (quoted === undefined) return [];
  const { price, hashrate, source, words } = quoted;
  const value = naiveChangePercent({ priceChangePercent: price, hashrateChangePercent: hashrate });
  if (Math.abs(value - change.hashpriceChangePercent) <= NEAR_PERCENT) return [];
  const subject = monthWords(after.month);
  return [
    {
      kind: 'note',
      tone: 'info',
      parts: [
        'Naively, price ',
        pen('quotedPriceChangePercent', price, subject, source),
        ' over hashrate ',
        pen('quotedHashrateChangePercent', hashrate, subject, source),
        `, ${words}, gives `,
        pen('naiveChangePercent', value, subject, source),
        '. That is wrong: a hash is paid by difficulty, which follows hashrate only at the next retarget.',
      ],
    },
  ];
}

function ownQuote({ before, after }: Pick<Shown, 'before' | 'after'>): Moves | undefined {
  if (before.hashrateEhPerS === undefined || after.hashrateEhPerS === undefined) return undefined;
  return {
    price: (after.means.priceUsd / before.means.priceUsd - 1) * 100,
    hashrate: (after.hashrateEhPerS / before.hashrateEhPerS - 1) * 100,
    source: after.source,
    words: 'from one monthly mean to the next',
  };
}

function steps({ change, before, after, pen }: Shown): Step[] {
  const [was, is] = [before, after].map(({ month }) => monthWords(month)) as [string, string];
  const parts = FROM.slice(0, -1).map(({ metric }) => pen(metric, change[metric], is));
  return [
    {
      result: pen('hashpriceChangePercent', change.hashpriceChangePercent, is),
      formula: 'change = (mean hashprice ÷ mean hashprice of the month before − 1) × 100',
      inputs: [
        pen('hashpriceUsdPerPhDay', after.means.hashpriceUsdPerPhDay, is),
        pen('hashpriceUsdPerPhDay', before.means.hashpriceUsdPerPhDay, was),
      ],
      arithmetic: `(${exact(after.means.hashpriceUsdPerPhDay)} ÷ ${exact(before.means.hashpriceUsdPerPhDay)} − 1) × 100 = ${exact(change.hashpriceChangePercent)}`,
    },
    {
      result: pen('totalLogPercent', change.totalLogPercent, is),
      formula:
        'ln of the change = ln of price − ln of difficulty + fees and subsidy by their logarithmic mean + within-month mix',
      inputs: parts,
      arithmetic: `${parts.map(({ value }) => exact(value)).join(' + ')} = ${exact(change.totalLogPercent)}`,
    },
  ];
}
