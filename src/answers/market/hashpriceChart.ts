import type { Labelled, LinesChart } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import { figure } from '../../chat/show/figures.ts';
import { chainMarks } from './chainMarks.ts';
import { changeWords } from './changes.ts';
import { basisNote, courseOf } from './course.ts';
import { marketInputs } from './hashpriceSteps.ts';
import type { MarketView } from './view.ts';

/** A site's breakeven hashprice, by its name. */
type BreakevenLevel = Labelled;

interface Asked {
  view: MarketView;
  days: number;
  /** Those of the sites that the asker may read. */
  levels?: readonly BreakevenLevel[];
}

/** Hashprice over the last days, with retargets, halvings and the breakevens of sites. Undefined without history. */
export function hashpriceChart({ view, days, levels = [] }: Asked): LinesChart | undefined {
  const { snapshot, hashprice } = view;
  const present = hashprice.usdPerPhDay;
  const { history, now } = snapshot;
  const points = courseOf({ history, of: 'hashpriceUsdPerPhDay', days, now, present });
  if (points.length < 2) return undefined;
  const shown = marketInputs(view).hashprice;
  const under = levels.filter(({ value }) => value > present);
  const water = levels.length === 0 ? '' : `${under.length} of ${levels.length} sites under water`;
  return {
    form: 'lines',
    title: levels.length > 0 ? `Hashprice and breakevens, ${days} days` : `Hashprice, ${days} days`,
    unit: shown.unit,
    note: [basisNote(view), water].filter(Boolean).join(' · '),
    alt: finding({ view, days, levels }),
    points,
    now: { label: 'Now', value: present, text: bare(shown) },
    levels: [...levels],
    marks: chainMarks(snapshot).filter(({ at }) => at >= points[0]![0]),
    legend: 'difficulty up, down at a retarget',
  };
}

/** What the picture shows, in words. */
function finding({ view, days, levels = [] }: Asked): string {
  const { usdPerPhDay: present } = view.hashprice;
  const shown = marketInputs(view).hashprice.text;
  const under = levels.filter(({ value }) => value > present);
  const above = levels.filter(({ value }) => value <= present);
  return [
    `Hashprice is ${shown}${changeWords({ view, days, of: 'hashpriceUsdPerPhDay', present })}.`,
    ...(under.length > 0 ? [`Below breakeven: ${levelWords({ levels: under, view })}.`] : []),
    ...(above.length > 0 ? [`Above breakeven: ${levelWords({ levels: above, view })}.`] : []),
  ].join(' ');
}

const MOST_NAMED = 3;

/** Sites with their breakevens; more than three are a range: a sentence of names is read by nobody. */
export function levelWords({ levels, view }: Required<Pick<Asked, 'levels' | 'view'>>): string {
  const words = ({ label, value }: BreakevenLevel) =>
    `${label} (${figure({ metric: 'breakevenHashpriceUsdPerPhDay', value, from: view.from.hashprice }).text})`;
  const sorted = levels.toSorted((one, other) => one.value - other.value);
  if (sorted.length <= MOST_NAMED) return sorted.map(words).join(', ');
  return `${sorted.length} sites, from ${words(sorted[0]!)} to ${words(sorted.at(-1)!)}`;
}
