import { type Block, type Part, type Reply, reply, textOf } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { damagedBlocks } from '../../chat/show/damaged.ts';
import { figure, type Metric } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import type { SiteBook } from '../../sites/book.ts';
import { marketFrame, marketRemarks } from '../market/frame.ts';
import { hashpriceSteps } from '../market/hashpriceSteps.ts';
import type { MarketView } from '../market/view.ts';
import { fleetChart } from './fleetChart.ts';
import { powerBases, powerNotes } from './power.ts';
import { costsNotGiven, labelOf, type SiteCase, type SiteMetric, siteFigure } from './question.ts';

const SUMMED = [
  'revenueUsdPerDay',
  'powerCostUsdPerDay',
  'marginUsdPerDay',
  'hashratePhPerS',
  'powerDrawMw',
] as const;

/** Chat platforms cut longer tables, and nobody reads them; the sum covers every site. */
const MOST_ROWS = 50;

/** One answer for several sites: the sum first, then each, the worst margin first. */
export function allSitesAnswer(asked: { cases: readonly SiteCase[]; view: MarketView }): Reply {
  const { view } = asked;
  const cases = asked.cases.toSorted((a, b) => a.economics.marginUsdPerDay - b.economics.marginUsdPerDay);
  const sums = sumFigures({ cases, view });
  const losing = cases.filter(({ economics }) => economics.marginUsdPerDay < 0);
  return reply({
    title: textOf(headline({ cases, losing, sums, view })),
    tone: sums.marginUsdPerDay.value < 0 ? 'bad' : losing.length > 0 ? 'warning' : 'good',
    ...marketFrame({ view }),
    blocks: [
      shortTable({ cases }),
      ...powerBases({ questions: cases.map(({ question }) => question) }),
      ...chartBlock(fleetChart({ cases })),
      ...marketRemarks({ view }),
    ],
    details: [
      { kind: 'text', parts: [...headline({ cases, losing, sums, view }), '.'] },
      { kind: 'figures', figures: Object.values(sums) },
      siteTable({ cases }),
      ...powerNotes({ questions: cases.slice(0, MOST_ROWS).map(({ question }) => question) }),
      ...(cases.length > MOST_ROWS ? [rest({ cases, view })] : []),
    ],
    explanation: [
      ...hashpriceSteps(view),
      {
        result: sums.marginUsdPerDay,
        formula: 'margin of all = Σ margin of each site; `profit <site>` explains one of them',
        inputs: cases.slice(0, MOST_ROWS).map((of) => siteFigure({ of, metric: 'marginUsdPerDay' })),
        arithmetic: `the sum over ${cases.length} sites = ${exact(sums.marginUsdPerDay.value)}`,
      },
    ],
  });
}

/** Whether a sum is without what somebody did not give. */
const lackCosts = (cases: readonly SiteCase[]): boolean => cases.some((of) => costsNotGiven(of).length > 0);

type Sums = Record<(typeof SUMMED)[number], ReturnType<typeof figure>>;

function sumFigures({ cases, view }: { cases: readonly SiteCase[]; view: MarketView }): Sums {
  const sums = SUMMED.map((metric) => {
    const value = cases.reduce((sum, { economics }) => sum + economics[metric], 0);
    const label = labelOf({ of: cases[0]!, metric, given: lackCosts(cases) });
    const about = { metric, value, subject: 'all sites', from: view.from.hashprice };
    return [metric, figure({ ...about, ...(label !== undefined && { label }) })];
  });
  return Object.fromEntries(sums);
}

function headline(asked: {
  cases: readonly SiteCase[];
  losing: readonly SiteCase[];
  sums: Sums;
  view: MarketView;
}): Part[] {
  const { cases, losing, sums, view } = asked;
  const count = (value: number) =>
    figure({ metric: 'siteCount', value, subject: 'all sites', from: view.from.hashprice });
  const below = (value: number) => ({
    ...count(value),
    subject: 'losing money',
    label: 'Sites losing money',
  });
  const tail: Part[] =
    losing.length > 0
      ? ['; ', below(losing.length), losing.length === 1 ? ' loses money' : ' lose money']
      : ['; none loses money'];
  const sites = cases.length === 1 ? ' site' : ' sites';
  const given: Part[] = lackCosts(cases) ? [' on the costs given'] : [];
  return [count(cases.length), `${sites}, margin `, sums.marginUsdPerDay, ...given, ...tail];
}

const COLUMNS: { label: string; metric: SiteMetric & Metric }[] = [
  { label: 'Margin', metric: 'marginUsdPerDay' },
  { label: 'Of revenue', metric: 'marginPercent' },
  { label: 'Headroom', metric: 'headroomPercent' },
  { label: 'Draw', metric: 'powerDrawMw' },
];

function shortTable({ cases }: { cases: readonly SiteCase[] }) {
  return tableOf({
    title: 'The worst margin first; headroom is how far hashprice can fall',
    inDetails: true,
    columns: ['Site', 'Margin', 'Headroom'],
    rows: cases
      .slice(0, MOST_ROWS)
      .map((of) => [
        of.subject,
        siteFigure({ of, metric: 'marginUsdPerDay' }),
        siteFigure({ of, metric: 'headroomPercent' }),
      ]),
  });
}

function siteTable({ cases }: { cases: readonly SiteCase[] }): Block {
  return {
    kind: 'table',
    title: 'By site, the worst margin first',
    columns: [
      { label: 'Site', align: 'left' },
      ...COLUMNS.map(({ label }) => ({ label, align: 'right' as const })),
    ],
    rows: cases
      .slice(0, MOST_ROWS)
      .map((of) => [of.subject, ...COLUMNS.map(({ metric }) => siteFigure({ of, metric }))]),
  };
}

function rest({ cases, view }: { cases: readonly SiteCase[]; view: MarketView }): Block {
  const left = figure({
    metric: 'siteCount',
    value: cases.length - MOST_ROWS,
    subject: 'not listed',
    from: view.from.hashprice,
  });
  return {
    kind: 'note',
    tone: 'info',
    parts: [left, ' more sites with better margins are in the sum and not listed.'],
  };
}

/** What is said of the tenant's sites that cannot be read any more, wherever all sites are shown. */
export async function damagedSites(sites: Pick<SiteBook, 'damaged'>): Promise<Block[]> {
  const does = 'It is in no figure, and alerts about it wait';
  return damagedBlocks({ what: 'site', damaged: await sites.damaged(), does });
}
