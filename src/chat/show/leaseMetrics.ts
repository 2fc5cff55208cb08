import { type AssumptionName, assumptionNames, assumptions } from '../../economics/index.ts';
import type { MetricSpec } from './metricSpec.ts';
import { metrics } from './metrics.ts';
import { bigUsd, count, fixed, percent, short, usd } from './numerals.ts';

const big = (label: string, per = ''): MetricSpec => ({
  label,
  unit: `USD${per}`,
  show: (v) => bigUsd(v) + per,
});
const share = (label: string): MetricSpec => ({ label, unit: '%', show: (v) => percent(v, 1) });
const rate = (label: string): MetricSpec => ({ label, unit: '% a year', show: (v) => percent(v, 2) });
const rent = (label: string): MetricSpec => ({
  label,
  unit: 'USD/kW-month',
  show: (v) => `${usd(v, 2)}/kW-month`,
});

const cover = (label: string): MetricSpec => ({ label, unit: '×', show: (v) => `${fixed(v, 2)}×` });

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar month: `Aug 2027`. */
export function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

/** What an assumption is called and how its value is written, from its unit. */
function assumptionMetric({ label, unit }: { label: string; unit: string }): MetricSpec {
  if (unit.startsWith('USD')) return { label, unit, show: (v) => usdShort(v) + unit.slice(3) };
  if (unit.startsWith('million USD')) return { label, unit, show: (v) => `${usdShort(v)}M${unit.slice(11)}` };
  if (unit.startsWith('%')) return { label, unit, show: (v) => short(v) + unit };
  return { label, unit, show: (v) => `${short(v)}${unit && ` ${unit}`}` };
}

/** Cents where there are any. */
const usdShort = (value: number): string => usd(value, 2).replace(/\.00$/, '');

/** The metrics of mine or lease, with those of the table; each assumption is one under its own name. */
export const leaseMetrics = {
  ...(Object.fromEntries(
    assumptionNames.map((name) => [name, assumptionMetric(assumptions[name])]),
  ) as Record<AssumptionName, MetricSpec>),
  siteNpvUsd: big('NPV of the whole site'),
  gainUsd: big('Above mining'),
  npvUsd: big('NPV of the stand-alone project'),
  equityNpvUsd: big('NPV of equity'),
  irrPercent: rate('IRR'),
  equityIrrPercent: rate('IRR of equity'),
  mirrPercent: { label: 'MIRR', unit: '% a year', show: (v) => `MIRR ${percent(v, 2)}` },
  incrementalNpvUsd: big('Incremental NPV'),
  incrementalIrrPercent: rate('Incremental IRR'),
  paybackYears: { label: 'Payback', unit: 'years', show: (v) => `${fixed(v, 1)} years` },
  peakEquityUsd: big('Peak equity'),
  noiFirstFullYearUsdPerGrossMwYear: big('NOI per gross MW, first full year', '/MW-year'),
  optionValueUsd: big('Value of the option'),
  minimumDscr: cover('Minimum DSCR'),
  averageDscr: cover('Average DSCR'),
  loanUsd: big('Debt'),
  equityUsd: big('Equity'),
  projectCostUsd: big('Cost of the project'),
  valueBeyondTermPercent: share('Value beyond the signed term'),
  bestStartMonths: {
    label: 'Best month to begin',
    unit: 'months',
    show: (v) => (v === 0 ? 'now' : v === 1 ? 'in 1 month' : `in ${fixed(v, 0)} months`),
  },
  presentValueUsd: big('Present value'),
  cashUsd: big('Cash'),
  noiUsd: big('NOI'),
  proceedsUsd: big('Proceeds'),
  taxUsd: big('Tax'),
  breakevenRentUsdPerKwMonth: rent('Rent at which mining is worth as much'),
  breakevenGpuPriceUsdPerHour: {
    label: 'GPU price at which mining is worth as much',
    unit: 'USD/GPU-hour',
    show: (v) => `${usd(v, 2)}/GPU-hour`,
  },
  breakevenHashpriceConstantUsdPerPhDay: {
    label: 'Hashprice, held constant, at which mining is worth as much',
    unit: 'USD/PH/day',
    show: (v) => `${usd(v, 2)}/PH/day`,
  },
  breakevenHashpriceOnPathUsdPerPhDay: {
    label: 'Hashprice in month 1, every month of the path scaled alike, at which mining is worth as much',
    unit: 'USD/PH/day',
    show: (v) => `${usd(v, 2)}/PH/day`,
  },
  hashpriceOfPathChangePercent: {
    label: 'How far hashprice is from the path in every month where mining is worth as much',
    unit: '%',
    show: (v) => percent(v, v >= 10 ? 0 : v >= 0.1 || v === 0 ? 1 : Math.ceil(-Math.log10(v))),
  },
  hashpriceOnPathUsdPerPhDay: {
    label: 'Hashprice on the path',
    unit: 'USD/PH/day',
    show: (v) => `${usd(v, 2)}/PH/day`,
  },
  btcPriceOnPathUsd: { label: 'BTC price on the path', unit: 'USD', show: (v) => usd(v, 0) },

  // An offer and a delay
  rentUsdPerMwYear: big('Rent of year 1 per critical MW', '/MW-year'),
  averageRentUsdPerMwYear: big('Average rent over the term per critical MW', '/MW-year'),
  contractUsd: big('Rent over the term'),
  yieldOnCostPercent: share('Yield on cost'),
  npvUsdPerGrossMw: big('NPV per gross MW', '/MW'),
  npvUsdPerCriticalMw: big('NPV per critical MW', '/MW'),
  gainUsdPerGrossMw: big('Above mining, per gross MW', '/MW'),
  capexUsdPerCriticalMw: big('Capex per critical MW', '/MW'),
  averageNoiUsdPerYear: big('NOI a year, average over the signed term', ' a year'),
  averageRevenueUsdPerYear: big('Revenue a year, average over the signed term', ' a year'),
  averageYieldPercent: share('Average NOI of the signed term over capex'),
  noiOfRentPercent: share('NOI of rent'),
  rentPercentilePercent: { label: 'Percentile among signed leases', unit: '%', show: (v) => fixed(v, 0) },
  dealCount: { label: 'Deals', unit: 'deals', show: (v) => count(v) },
  delayLossUsd: big('Lost'),
  delayLossUsdPerMonth: big('Lost per month', '/month'),
  delayLossUsdPerGrossMw: big('Lost per gross MW', '/MW'),
  miningMeanwhileUsd: big('Mining in the meantime'),
  oneMoreYearUsd: big('A year of mining first'),

  // What moves the verdict
  swingUsd: big('Swing'),
  lowGainUsd: big('At its P10'),
  highGainUsd: big('At its P90'),
  p5Usd: big('P5'),
  p50Usd: big('P50'),
  p95Usd: big('P95'),
  meanUsd: big('Mean'),
  gainPositivePercent: share('Paths on which the gain is above 0'),
  varianceSharePercent: share('Share of variance'),
  leaseAheadPercent: share('Leasing ahead in cash'),
  pathCount: { label: 'Paths', unit: 'paths', show: (v) => count(v) },

  // Signed deals
  contractUsdM: { label: 'Contract', unit: 'million USD', show: (v) => bigUsd(v * 1e6) },
  averageRentUsdPerKwMonth: rent('Average rent over the term'),

  // Last: what the table has of them is the table's.
  ...metrics,
} satisfies Record<string, MetricSpec>;

export type LeaseMetric = keyof typeof leaseMetrics;
