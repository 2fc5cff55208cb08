import type { Metrics } from '../../chat/show/metrics.ts';
import { fixed, percent, usd } from '../../chat/show/numerals.ts';

const amount = (label: string) => ({ label, unit: 'USD', show: (v: number) => usd(v, 2) });
/** Whole where it is whole, and otherwise with so many digits. */
const measure = (label: string, unit: string, digits: number) => ({
  label,
  unit,
  show: (v: number) => `${fixed(v, Number.isInteger(v) ? 0 : digits)} ${unit}`,
});
/** A price in as many digits as it has, two at least. */
const price = (label: string, unit: string) => ({
  label,
  unit: `USD/${unit}`,
  show: (v: number) => `${usd(v, Math.max(2, Math.min(6, decimalsOf(v))))}/${unit}`,
});
const decimalsOf = (value: number): number => (String(Number(value.toFixed(6))).split('.')[1] ?? '').length;

/** What bills and tariffs add to the table of metrics. */
export const billMetrics = {
  billUsd: amount('Bill'),
  billLineUsd: amount('Line of the bill'),
  billOtherLinesUsd: amount('Other lines of the bill'),
  billChangeUsd: amount('Change of the bill'),
  billDemandUsd: amount('Demand charges'),
  powerAllInUsdPerMwh: { label: 'All in', unit: 'USD/MWh', show: (v) => `${usd(v, 2)}/MWh` },
  powerVolumetricUsdPerMwh: { label: 'Volumetric price', unit: 'USD/MWh', show: (v) => `${usd(v, 2)}/MWh` },
  creditUsd: amount('Credit'),
  creditMwh: measure('Energy not used', 'MWh', 3),
  creditsUsd: amount('Credits'),
  creditsSavedUsd: amount('Other lines of the bill, changed by selling back'),
  powerBeforeCreditsUsd: amount('Cost before credits'),
  powerBeforeCreditsUsdPerMwh: {
    label: 'Before credits',
    unit: 'USD/MWh',
    show: (v) => `${usd(v, 2)}/MWh`,
  },
  powerNetOfCreditsUsdPerMwh: {
    label: 'Net of credits',
    unit: 'USD/MWh',
    show: (v) => `${usd(v, 2)}/MWh`,
  },
  powerUsedMwh: measure('Energy used', 'MWh', 3),
  loadFactorPercent: { label: 'Load factor', unit: '%', show: (v) => percent(v, 1) },
  peakLoadKw: measure('Peak', 'kW', 0),
  billedMwh: measure('Energy billed', 'MWh', 3),
  billedKw: measure('Demand billed', 'kW', 1),
  billedDays: measure('Days billed', 'days', 2),
  billedMonths: measure('Months billed', 'months', 2),
  billedBaseUsd: amount('Amount that a share is taken of'),
  hostedRevenueUsd: amount('Revenue that the host has a share of'),
  tariffUsdPerMwh: price('Price of energy', 'MWh'),
  tariffUsdPerKw: price('Price of demand', 'kW'),
  tariffUsdPerMonth: price('Fixed charge', 'month'),
  tariffUsdPerDay: price('Fixed charge', 'day'),
  tariffUsdPerYear: price('Fixed charge', 'year'),
  tariffSharePercent: { label: 'Share', unit: '%', show: (v) => `${Number(v.toFixed(4))}%` },
  intervalsReadCount: { label: 'Intervals read', unit: 'intervals', show: (v) => fixed(v, 0) },
} satisfies Metrics;
