import type { BarsChart } from '../../charts/chart.ts';
import { named } from '../../chat/show/chart.ts';
import { usd } from '../../chat/show/numerals.ts';
import type { SiteCase } from './question.ts';

/**
 * Sites by what each megawatt at the meter earns in a day, as machines are ranked: the size of a site says nothing of
 * its place, standing still does. Undefined below two sites.
 */
export function fleetChart({ cases }: { cases: readonly SiteCase[] }): BarsChart | undefined {
  if (cases.length < 2) return undefined;
  const bars = cases.map(({ subject, economics }) => {
    const value = economics.marginUsdPerDay / economics.powerDrawMw;
    return { label: subject, value, text: usd(value, 0) };
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
    title: 'Fleet by margin per MW',
    unit: 'USD/MW/day',
    note: `${lose.replace('None', 'none')} now`,
    alt: `${lose}${losing.length > 0 ? `: ${named(losing.map(({ label }) => label))}` : ''}. Best ${best.label} at ${best.text}/MW/day, worst ${worst.label} at ${worst.text}/MW/day.`,
    bars,
  };
}
