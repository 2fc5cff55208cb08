import type { WaterfallChart } from '../../charts/chart.ts';
import { bare } from '../../chat/show/chart.ts';
import { money } from '../../chat/show/numerals.ts';
import { midSentence } from './notes.ts';
import { isSplit } from './priced.ts';
import { costsNotGiven, type SiteCase, siteFigure } from './question.ts';

/** From a day's revenue, cost by cost, to its margin; what costs nothing, or is not known, is no step. */
export function waterfallChart({ of }: { of: SiteCase }): WaterfallChart {
  const { economics, subject } = of;
  const [revenue, margin] = (['revenueUsdPerDay', 'marginUsdPerDay'] as const).map((metric) =>
    siteFigure({ of, metric }),
  ) as [ReturnType<typeof siteFigure>, ReturnType<typeof siteFigure>];
  const costs: [string, number][] = [
    ['Pool fee', economics.poolFeeUsdPerDay],
    ['Energy', economics.energyCostUsdPerDay],
    [isSplit(of.question) ? 'Rest of the power bill' : 'Demand charge', economics.demandChargeUsdPerDay],
    ['Other operating', economics.otherOperatingUsdPerDay],
    ['SG&A', economics.sgaUsdPerDay],
    ['Interest', economics.interestUsdPerDay],
  ];
  const paid = costs.filter(([, usd]) => usd !== 0);
  const isWhole = costsNotGiven(of).length === 0;
  const last = isWhole ? 'Margin' : 'Margin on costs given';
  return {
    form: 'waterfall',
    title: `${subject}: where a day’s revenue goes`,
    unit: revenue.unit,
    ...(!isWhole && { note: `without ${costsNotGiven(of).join(', ')}: not given` }),
    alt: `${subject}: revenue ${revenue.text}, of which ${paid.map(([name, usd]) => `${midSentence(name)} takes ${money(usd)}`).join(', ')}; ${midSentence(last)} ${margin.text}.`,
    steps: [
      { label: 'Revenue', value: revenue.value, text: bare(revenue), kind: 'total' },
      ...paid.map(([label, usd]) => ({ label, value: -usd, text: money(-usd), kind: 'change' as const })),
      { label: last, value: margin.value, text: bare(margin), kind: 'total' },
    ],
  };
}
