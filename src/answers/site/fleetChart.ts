import type { BarsChart } from '../../charts/chart.ts';
import { named } from '../../chat/show/chart.ts';
import { usd } from '../../chat/show/numerals.ts';
import type { SiteCase } from './question.ts';

/** Sites by what each MWh earns: the size of a site says nothing of its place. Undefined below two sites. */
export function fleetChart({ cases }: { cases: readonly SiteCase[] }): BarsChart | undefined {
  if (cases.length < 2) return undefined;
  const bars = cases.map(({ subject, economics }) => {
    const value = economics.marginUsdPerDay / economics.energyMwhPerDay;
    return { label: subject, value, text: usd(value, 2) };
  });
  const ranked = bars.toSorted((one, other) => other.value - one.value);
  const losing = ranked.filter(({ value }) => value < 0);
  const [best, worst] = [ranked[0]!, ranked.at(-1)!];
  const lose =
    losing.length === 0
      ? 'None loses money'
      : `${losing.length} of ${bars.length} sites ${losing.length === 1 ? 'loses' : 'lose'} money`;
  return {
    form: 'bars',
    title: 'Fleet by margin per MWh',
    unit: 'USD/MWh',
    note: `${lose.replace('None', 'none')} now`,
    alt: `${lose}${losing.length > 0 ? `: ${named(losing.map(({ label }) => label))}` : ''}. Best ${best.label} at ${best.text}/MWh, worst ${worst.label} at ${worst.text}/MWh.`,
    bars,
  };
}
