import {
  type Block,
  type Figure,
  type Part,
  type Reply,
  reply,
  type Step,
  textOf,
} from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { combined, figure, type Provenance } from '../../chat/show/figures.ts';
import type { Metrics } from '../../chat/show/metrics.ts';
import { exact, percent, usd } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { marketFrame, marketRemarks } from '../market/frame.ts';
import { hashpriceSteps, marketInputs } from '../market/hashpriceSteps.ts';
import type { MarketView } from '../market/view.ts';
import { costChart, sitesCostChart } from '../siteCharts/cost.ts';
import { costOfBtcSteps } from './costSteps.ts';
import { costFigure, costLevels, levelsNotKnown } from './costs.ts';
import { askedNote, siteNamed, siteNotes } from './notes.ts';
import { powerAt, powerBases, powerNote, powerNotes } from './power.ts';
import { isSplit } from './priced.ts';
import { type SiteCase, siteFigure } from './question.ts';
import { dayCostSteps } from './steps.ts';
import { figuresBlock } from './tables.ts';

/** What the cost of a bitcoin adds to the table of metrics. */
export const costMetrics = {
  costOfPricePercent: { label: 'Of the BTC price', unit: '%', show: (v) => percent(v, 1) },
  powerWithDemandUsdPerMwh: {
    label: 'Power with its demand charge',
    unit: 'USD/MWh',
    show: (v) => `${usd(v, 2)}/MWh`,
  },
} satisfies Metrics;

const [DIRECT] = costLevels;
const ALL = 'all sites';
/** Chat platforms cut longer tables, and nobody reads them; the cost of all covers every site. */
const MOST_ROWS = 50;

/** What a bitcoin that a site receives costs it, at each level whose costs are known. */
export function costAnswer({ of, view }: { of: SiteCase; view: MarketView }): Reply {
  const { question, subject, from } = of;
  const { now } = view.snapshot;
  const known = costLevels.flatMap((level) => {
    const cost = costFigure({ of, level });
    return cost === undefined ? [] : [{ level, cost }];
  });
  const { level, cost } = known.at(-1)!;
  const share = shareOfPrice({ cost, subject, from, view });
  return reply({
    title: textOf([
      `A bitcoin costs ${siteNamed(question)} `,
      cost,
      ` ${level.holding}, `,
      share,
      ' of its price',
    ]),
    tone: share.value > 100 ? 'bad' : 'good',
    ...marketFrame({ view }),
    blocks: [
      {
        kind: 'text',
        parts: [
          'It earns ',
          siteFigure({ of, metric: 'btcPerDay' }),
          ' after the pool’s fee, with power at ',
          ...powerAt({ question, subject, now }),
          ...withDemandCharge({ of }),
          '.',
        ],
      },
      { kind: 'figures', figures: [...known.map((it) => it.cost), marketInputs(view).price, share] },
      ...chartBlock(
        costChart({
          subject,
          view,
          costs: known.map((it) => ({ label: levelName(it.level), cost: it.cost })),
          unknown: costLevels
            .filter((it) => known.every(({ level }) => level !== it))
            .map(({ holding }) => holding),
        }),
      ),
      ...levelsNotKnown({ of }),
      ...siteNotes({ question, view, of }),
    ],
    details: [
      ...askedNote({ question, now }),
      ...powerNote({ question }),
      figuresBlock({
        of,
        metrics: ['powerCostUsdPerDay', 'cashCostUsdPerDay', 'poolFeeUsdPerDay', 'energyMwhPerDay'],
      }),
      LEVELS,
    ],
    explanation: [...dayCostSteps({ of, view }), ...costOfBtcSteps({ of, now })],
  });
}

/** The same of several sites: of all together first, then of each, the dearest first. */
export function allCostsAnswer(asked: { cases: readonly SiteCase[]; view: MarketView }): Reply {
  const { view } = asked;
  const cases = asked.cases.toSorted((a, b) => direct(b).value - direct(a).value);
  const from = combined(cases.map((it) => it.from));
  const { cost, step } = costOfAll({ cases, from });
  const share = shareOfPrice({ cost, subject: ALL, from, view });
  const shown = cases.slice(0, MOST_ROWS);
  return reply({
    title: textOf([
      `A bitcoin costs ${cases.length} sites together `,
      cost,
      ' in power, ',
      share,
      ' of its price',
    ]),
    tone: share.value > 100 ? 'bad' : 'good',
    ...marketFrame({ view }),
    blocks: [
      tableOf({
        title: 'Power per BTC, the dearest first',
        inDetails: true,
        columns: ['Site', 'Direct', 'Of price'],
        rows: shown.map((of) => [
          of.subject,
          direct(of),
          shareOfPrice({ cost: direct(of), subject: of.subject, from: of.from, view }),
        ]),
      }),
      ...chartBlock(
        sitesCostChart({ view, costs: cases.map((of) => ({ label: of.subject, cost: direct(of) })) }),
      ),
      ...powerBases({ questions: cases.map(({ question }) => question) }),
      ...marketRemarks({ view }),
    ],
    details: [
      { kind: 'figures', figures: [cost, ...step.inputs, marketInputs(view).price] },
      tableOf({
        title: 'By site, the dearest first',
        columns: ['Site', 'Direct', 'Cash', 'All-in'],
        rows: shown.map((of): Part[] => [
          of.subject,
          ...costLevels.map((level) => costFigure({ of, level }) ?? 'not known'),
        ]),
      }),
      LEVELS,
      ...powerNotes({ questions: shown.map(({ question }) => question) }),
      ...notListed(cases.length - shown.length),
    ],
    explanation: [...hashpriceSteps(view), step],
  });
}

/** What power comes to with the demand charge of the site itself; the bill of a tariff is named with its price. */
function withDemandCharge({ of }: { of: SiteCase }): Part[] {
  const { question, economics, subject, from } = of;
  if (economics.demandChargeUsdPerDay === 0 || isSplit(question)) return [];
  const value = economics.powerCostUsdPerDay / economics.energyMwhPerDay;
  return [
    ', ',
    figure({ own: costMetrics, metric: 'powerWithDemandUsdPerMwh', value, subject, from }),
    ' with its demand charge',
  ];
}

const LEVELS: Block = {
  kind: 'note',
  tone: 'info',
  parts: [
    'Direct is all of power, a demand charge or the rest of a tariff’s bill with it. Cash adds other operating cost, SG&A and interest; all-in adds straight-line depreciation and stock compensation. None of them holds the pool’s fee, which is among a day’s cash costs: it is paid in BTC that are not earned.',
  ],
};

/** `In power` */
const levelName = ({ holding }: (typeof costLevels)[number]): string =>
  holding.slice(0, 1).toUpperCase() + holding.slice(1);

/** Power is known of every site. */
const direct = (of: SiteCase): Figure => costFigure({ of, level: DIRECT })!;

function costOfAll({ cases, from }: { cases: readonly SiteCase[]; from: Provenance }) {
  const sum = (metric: 'powerCostUsdPerDay' | 'btcPerDay') => {
    const value = cases.reduce((total, { economics }) => total + economics[metric], 0);
    return figure({ metric, value, subject: ALL, from });
  };
  const [power, btc] = [sum('powerCostUsdPerDay'), sum('btcPerDay')];
  const cost = figure({ metric: DIRECT.metric, value: power.value / btc.value, subject: ALL, from });
  const step: Step = {
    result: cost,
    formula: 'direct cost per BTC of all = Σ power cost ÷ Σ BTC earned; `cost <site>` explains one of them',
    inputs: [power, btc],
    arithmetic: `${exact(power.value)} ÷ ${exact(btc.value)} = ${exact(cost.value)}`,
  };
  return { cost, step };
}

function shareOfPrice(asked: { cost: Figure; subject: string; from: Provenance; view: MarketView }): Figure {
  const { cost, subject, from, view } = asked;
  const value = (cost.value / view.hashprice.priceUsd) * 100;
  return figure({ own: costMetrics, metric: 'costOfPricePercent', value, subject, from });
}

function notListed(count: number): Block[] {
  if (count === 0) return [];
  const parts = [`${count} more sites, of which a bitcoin costs less, count above and are not listed.`];
  return [{ kind: 'note', tone: 'info', parts }];
}
