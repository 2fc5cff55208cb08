import type { BarsChart, Labelled } from '../../charts/chart.ts';
import type { Figure } from '../../chat/reply.ts';
import { bare, named } from '../../chat/show/chart.ts';
import { basisNote } from '../market/course.ts';
import { marketInputs } from '../market/hashpriceSteps.ts';
import type { MarketView } from '../market/view.ts';

interface Asked {
  costs: readonly { label: string; cost: Figure }[];
  view: MarketView;
}

/** What a bitcoin costs a site at the levels that are known, beside its price; the others are named, and have no bar. */
export function costChart(asked: Asked & { subject: string; unknown: readonly string[] }): BarsChart {
  const { costs, view, subject, unknown } = asked;
  const { price } = marketInputs(view);
  const missing = unknown.length > 0 ? `not known: ${unknown.join(', ')}` : '';
  const said = costs.map(({ label, cost }) => `${cost.text} ${label.toLowerCase()}`).join(', ');
  return {
    ...besidePrice(asked),
    title: `${subject}: what a bitcoin costs`,
    note: [missing, basisNote(view)].filter(Boolean).join(' · '),
    alt: `A bitcoin costs ${subject} ${said}; its price is ${price.text}.${unknown.length > 0 ? ` Not known: ${unknown.join(', ')}.` : ''}`,
  };
}

/** What power for a bitcoin costs each of several sites. */
export function sitesCostChart(asked: Asked): BarsChart {
  const { costs, view } = asked;
  const { price } = marketInputs(view);
  const over = costs.filter(({ cost }) => cost.value > price.value);
  const pay = `${over.length} of ${costs.length} sites ${over.length === 1 ? 'pays' : 'pay'} more for power than a bitcoin’s price`;
  return {
    ...besidePrice(asked),
    title: 'Power per bitcoin',
    note: [`${over.length} of ${costs.length} above the price`, basisNote(view)].filter(Boolean).join(' · '),
    alt: `${pay}, ${price.text}${over.length > 0 ? `: ${named(over.map(({ label }) => label))}` : ''}.`,
  };
}

function besidePrice({ costs, view }: Asked): Pick<BarsChart, 'form' | 'unit' | 'bars' | 'limit'> {
  const { price } = marketInputs(view);
  const shown = (label: string, figure: Figure): Labelled => ({
    label,
    value: figure.value,
    text: bare(figure),
  });
  return {
    form: 'bars',
    unit: costs[0]!.cost.unit,
    bars: costs.map(({ label, cost }) => shown(label, cost)),
    limit: { ...shown('BTC price', price), good: 'below' },
  };
}
