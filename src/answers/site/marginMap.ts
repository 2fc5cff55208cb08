import type { HeatMapChart } from '../../charts/chart.ts';
import { NAMED_HASHPRICE_RANGE, SITE_RANGES, siteEconomics, withHashprice } from '../../economics/index.ts';
import { costsNotGiven, type SiteCase, siteFigure } from './question.ts';

const STEPS = 8;
/** How far around the present and the breakeven the map reaches, as a share of what lies between. */
const AROUND = 0.6;

/**
 * A site's margin over hashprice and power price, with the line where it is zero and the case itself, by its `label`.
 * The margins are computed when somebody draws it: most answers are read without their picture.
 */
export function marginMap({ of, label = 'now' }: { of: SiteCase; label?: string }): HeatMapChart {
  const { question, economics, hashprice, subject } = of;
  const { site } = question;
  const power = site.powerPriceUsdPerMwh;
  const [margin, toHashprice, toPower] = (
    ['marginUsdPerDay', 'breakevenHashpriceUsdPerPhDay', 'breakevenPowerPriceUsdPerMwh'] as const
  ).map((metric) => siteFigure({ of, metric })) as [Shown, Shown, Shown];
  const x = axis({
    ends: [hashprice.usdPerPhDay, economics.breakevenHashpriceUsdPerPhDay],
    min: 0.01,
    max: NAMED_HASHPRICE_RANGE.max,
  });
  const y = axis({
    ends: [power, economics.breakevenPowerPriceUsdPerMwh],
    ...SITE_RANGES.powerPriceUsdPerMwh,
  });
  const marginAt = (usdPerPhDay: number, powerPriceUsdPerMwh: number) =>
    siteEconomics({
      site: { ...site, powerPriceUsdPerMwh },
      hashprice: withHashprice({ hashprice, usdPerPhDay }),
    }).marginUsdPerDay;
  const costs = costsNotGiven(of);
  let values: number[][] | undefined;
  return {
    form: 'heatMap',
    title: `${subject}: margin map`,
    unit: margin.unit,
    note: costs.length > 0 ? 'on the costs given' : 'after all cash costs',
    alt: `${subject}: margin ${margin.text}; it is zero at a hashprice of ${toHashprice.text}, or with power at ${toPower.text}.`,
    x: { label: 'Hashprice', unit: 'USD/PH/day', values: x },
    y: { label: 'power price', unit: 'USD/MWh', values: y },
    get values() {
      values ??= y.map((price) => x.map((payout) => marginAt(payout, price)));
      return values;
    },
    zero: 'breakeven',
    here: { x: hashprice.usdPerPhDay, y: power, label: `${label} ${margin.text}` },
  };
}

type Shown = ReturnType<typeof siteFigure>;

/** Steps from below both ends to above them, within what can be computed. */
function axis(asked: { ends: readonly [number, number]; min: number; max: number }): number[] {
  const { ends, min, max } = asked;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max((high - low) * AROUND, Math.abs(high) * 0.4, 1);
  const from = Math.min(Math.max(min, low - room), max - 1);
  const to = Math.max(Math.min(max, high + room), from + 1);
  return Array.from({ length: STEPS + 1 }, (_, at) => from + ((to - from) * at) / STEPS);
}
