import type { Labelled, LinesChart, Point } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import { figure } from '../../chat/show/figures.ts';
import { afterHalving } from '../../economics/index.ts';
import { basisNote } from './course.ts';
import { halvingFigures } from './halving.ts';
import { levelWords } from './hashpriceChart.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

/** Less than a pixel: whoever asks within it, and is told the same, is shown the same picture. */
const STEP_MS = 3_600_000;
const LEAST_AFTER_MS = 30 * 24 * STEP_MS;

interface Asked {
  view: MarketView;
  /** The hashprice at which each site breaks even, and whether that holds all of its costs. */
  levels: readonly Labelled[];
  isWhole: boolean;
}

/** Hashprice of now until the halving, and as it is with half the subsidy from then on, beside the breakevens of sites. */
export function halvingChart({ view, levels, isWhole }: Asked): LinesChart {
  const { halving, hashprice, snapshot } = view;
  const now = Math.floor(snapshot.now / STEP_MS) * STEP_MS;
  const at = Math.ceil(halving.time / STEP_MS) * STEP_MS;
  const present = hashprice.usdPerPhDay;
  const after = shownAfter(view);
  const end = at + Math.max((at - now) / 2, LEAST_AFTER_MS);
  const points: Point[] = [
    [now, present],
    [at, after.value],
    [end, after.value],
  ];
  const under = levels.filter(({ value }) => value > after.value).length;
  const notes = [
    `about ${halvingFigures(view).date.text}`,
    `now ${bare(marketInputs(view).hashprice)}, all else unchanged`,
    levels.length === 1
      ? `${levels[0]!.label} ${under === 1 ? 'under water' : 'above breakeven'} after it`
      : `${under} of ${levels.length} sites under water after it`,
    isWhole ? '' : 'on the costs given',
    basisNote(view),
  ];
  return {
    form: 'lines',
    title: 'Hashprice at the next halving',
    unit: after.unit,
    note: notes.filter(Boolean).join(' · '),
    alt: finding({ view, levels }),
    steps: true,
    points,
    now: { label: 'After', value: after.value, text: bare(after) },
    levels: [...levels],
    marks: [{ at, kind: 'event', label: 'halving' }],
  };
}

const shownAfter = ({ hashprice, from }: MarketView) =>
  figure({
    metric: 'hashpriceUsdPerPhDay',
    value: afterHalving({ hashprice }).usdPerPhDay,
    from: from.hashprice,
  });

function finding({ view, levels }: Omit<Asked, 'isWhole'>): string {
  const { date, earliest, latest } = halvingFigures(view);
  const { hashprice } = marketInputs(view);
  const after = shownAfter(view);
  const groups = [
    ['Already below breakeven', levels.filter(({ value }) => value > hashprice.value)],
    ['Falls below breakeven', levels.filter(({ value }) => value > after.value && value <= hashprice.value)],
    ['Stays above', levels.filter(({ value }) => value <= after.value)],
  ] as const;
  return [
    `Hashprice goes from ${hashprice.text} to ${after.text} at the halving, about ${date.text} (80% band ${earliest.text} to ${latest.text}), all else unchanged.`,
    ...groups.flatMap(([words, some]) =>
      some.length > 0 ? [`${words}: ${levelWords({ levels: some, view })}.`] : [],
    ),
  ].join(' ');
}
