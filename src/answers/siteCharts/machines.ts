import type { BarsChart } from '../../charts/chart.ts';
import type { Figure } from '../../chat/reply.ts';
import { bare } from '../../chat/show/chart.ts';
import { basisNote } from '../market/course.ts';
import type { MarketView } from '../market/view.ts';

/** Machines by the power price at which they earn nothing, as figures about each of them, beside the price they pay. */
export function machinesChart(asked: {
  breakevens: readonly Figure[];
  power: Figure;
  isDefault: boolean;
  view: MarketView;
}): BarsChart {
  const { breakevens, power, isDefault, view } = asked;
  const ranked = breakevens.toSorted((one, other) => other.value - one.value);
  const earning = ranked.filter(({ value }) => value > power.value);
  const earn = `${earning.length} of ${ranked.length} machines ${earning.length === 1 ? 'earns' : 'earn'}`;
  const ends = [...new Set([ranked[0]!, ranked.at(-1)!])].map(({ subject, text }) => `${subject} at ${text}`);
  return {
    form: 'bars',
    title: 'Breakeven power price of machines',
    unit: power.unit,
    note: [earn, basisNote(view)].filter(Boolean).join(' · '),
    alt: `With power at ${power.text} ${earn} money. Breakeven power price: ${ends.join(', down to ')}.`,
    bars: ranked.map((it) => ({ label: it.subject!, value: it.value, text: bare(it) })),
    limit: {
      label: isDefault ? 'Default power' : 'Power',
      value: power.value,
      text: bare(power),
      good: 'above',
    },
  };
}
