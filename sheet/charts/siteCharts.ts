import type { Chart } from '../../src/charts/index.ts';
import type { Figure, Step } from '../../src/chat/reply.ts';
import { metrics } from '../../src/chat/show/metrics.ts';
import { type Hashprice, type Site, siteEconomics, withHashprice } from '../../src/economics/index.ts';

const USD = 'USD per day';
/** Cells of the heat map across and down. */
const CELLS = 19;

/** From revenue by its costs to the margin, as the steps of an answer have them; none where they are not all there. */
export function waterfall(steps: readonly Step[]): Chart | undefined {
  const results = new Map(steps.map(({ result }) => [result.metric, result]));
  const [revenue, margin] = ['revenueUsdPerDay', 'marginUsdPerDay'].map((name) => results.get(name));
  if (!revenue || !margin) return undefined;
  const costs = COSTS.flatMap((name) => results.get(name) ?? []);
  const known = costs.reduce((sum, { value }) => sum + value, 0);
  const rest = revenue.value - known - margin.value;
  const changes = costs.map(({ label, value }) => change(label, -value));
  // SG&A and interest are given by the month and have no step of their own.
  if (Math.abs(rest) > 0.005) changes.push(change('SG&A and interest', -rest));
  return {
    form: 'waterfall',
    title: 'From revenue to margin',
    unit: USD,
    alt: `Revenue ${revenue.text} less costs leaves a margin of ${margin.text}.`,
    steps: [total(revenue), ...changes, total(margin)],
  };
}

const COSTS = ['poolFeeUsdPerDay', 'energyCostUsdPerDay', 'demandChargeUsdPerDay', 'otherOperatingUsdPerDay'];

/** The unit stands over the picture. */
const short = (text: string): string => text.replace('/day', '');

const total = ({ label, value, text }: Figure) => ({
  label,
  value,
  text: short(text),
  kind: 'total' as const,
});
const change = (label: string, value: number) => ({
  label,
  value,
  text: short(metrics.marginUsdPerDay.show(value)),
  kind: 'change' as const,
});

/** The margin at other hashprices and power prices, half to twice of both, with where the site is. */
export function heatMap({ site, hashprice }: { site: Site; hashprice: Hashprice }): Chart {
  const x = around(hashprice.usdPerPhDay);
  const y = around(Math.max(site.powerPriceUsdPerMwh, 10));
  const values = y.map((powerPriceUsdPerMwh) =>
    x.map(
      (usdPerPhDay) =>
        siteEconomics({
          site: { ...site, powerPriceUsdPerMwh },
          hashprice: withHashprice({ hashprice, usdPerPhDay }),
        }).marginUsdPerDay,
    ),
  );
  return {
    form: 'heatMap',
    title: 'Margin at other prices',
    unit: USD,
    alt: `Margin of ${site.name} over hashprice and power price, with the line along which it is nothing.`,
    x: { label: 'Hashprice', unit: 'USD/PH/day', values: x },
    y: { label: 'Power price', unit: 'USD/MWh', values: y },
    values,
    zero: 'breakeven',
    here: { x: hashprice.usdPerPhDay, y: site.powerPriceUsdPerMwh, label: 'now' },
  };
}

const around = (middle: number): number[] =>
  Array.from({ length: CELLS }, (_, at) => middle * (0.5 + (1.5 * at) / (CELLS - 1)));
