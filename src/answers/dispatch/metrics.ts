import type { Metrics } from '../../chat/show/metrics.ts';
import { money, percent, usd } from '../../chat/show/numerals.ts';

const perMwh = (value: number): string => `${usd(value, 2)}/MWh`;
const hours = (value: number): string => `${Number(value.toFixed(2))} h`;

/** What an answer about running or stopping adds to the table of metrics. */
export const dispatchMetrics = {
  strikePriceUsdPerMwh: { label: 'Strike price', unit: 'USD/MWh', show: perMwh },
  dayAheadUsdPerMwh: { label: 'Dearest day-ahead price', unit: 'USD/MWh', show: perMwh },
  offHours: { label: 'Hours off', unit: 'h', show: hours },
  knownHours: { label: 'Hours with a price', unit: 'h', show: hours },
  meanLoadMw: { label: 'Mean load', unit: 'MW', show: (value) => `${Number(value.toFixed(2))} MW` },
  savedUsd: { label: 'Saved against always on', unit: 'USD', show: money },
  promisedUsd: { label: 'Promised', unit: 'USD', show: money },
  cameUsd: { label: 'Came', unit: 'USD', show: money },
  boundUsd: { label: 'With perfect foresight', unit: 'USD', show: money },
  shareOfBoundPercent: { label: 'Share of the bound', unit: '%', show: (value) => percent(value, 1) },
} satisfies Metrics;
