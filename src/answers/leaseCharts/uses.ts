import type { ColumnsChart } from '../../charts/chart.ts';
import type { Band, ValuedPlan } from '../../economics/index.ts';
import type { Drawn } from './drawn.ts';

/** What the site is worth under each use, before or after `tax` in words, and within which range on many paths. */
export function usesChart({ site, compared, outcomes, write, tax }: Drawn & { tax: string }): ColumnsChart {
  const uses: [string, string, ValuedPlan, Band][] = [
    ['Never lease', 'mining', compared.mining, outcomes.mining],
    ['Colocation', 'colocation', compared.colocation, outcomes.colocation.site],
  ];
  const columns = uses.map(([label, subject, { npvUsd: value }, { p5Usd: low, p95Usd: high }]) => ({
    label,
    value,
    text: write({ metric: 'siteNpvUsd', value, subject }).text,
    low,
    high,
  }));
  const band = (metric: 'p5Usd' | 'p95Usd', value: number, subject: string) =>
    write({ metric, value, subject }).text;
  const said = columns.map(
    ({ label, text, low, high }) =>
      `${label} ${text} (P5 ${band('p5Usd', low, label)}, P95 ${band('p95Usd', high, label)})`,
  );
  const paths = outcomes.paths.toLocaleString('en-US');
  return {
    form: 'columns',
    title: `${site}: mining and the offer side by side`,
    unit: 'USD',
    note: `NPV of the whole site; whiskers: P5 to P95 of ${paths} paths`,
    alt: `NPV of the whole site, ${tax}: ${said.join('; ')}, over ${paths} paths.`,
    columns,
  };
}
