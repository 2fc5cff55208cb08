import type { Metrics } from '../../chat/show/metrics.ts';
import { count, fixed, money, percent, usd } from '../../chat/show/numerals.ts';

const perMwh = (value: number): string => `${usd(value, 2)}/MWh`;
const mw = (value: number): string => `${Number(value.toFixed(2))} MW`;
const hours = (value: number): string => `${Number(value.toFixed(2))} h`;

/** What an answer about running or stopping adds to the table of metrics. */
export const dispatchMetrics = {
  strikePriceUsdPerMwh: { label: 'Strike price', unit: 'USD/MWh', show: perMwh },
  dayAheadUsdPerMwh: { label: 'Dearest day-ahead price', unit: 'USD/MWh', show: perMwh },
  meterUsdPerMwh: { label: 'Dearest price at the meter', unit: 'USD/MWh', show: perMwh },
  inForceUsdPerMwh: { label: 'Power price in force', unit: 'USD/MWh', show: perMwh },
  withoutIndexUsdPerMwh: { label: 'By the tariff, without the index', unit: 'USD/MWh', show: perMwh },
  ofIndexPercent: { label: 'Of the index', unit: '%', show: (value) => percent(value, 2) },
  offHours: { label: 'Hours off', unit: 'h', show: hours },
  knownHours: { label: 'Hours with a price', unit: 'h', show: hours },
  meanLoadMw: { label: 'Mean load', unit: 'MW', show: mw },
  reserveMw: { label: 'Reserve', unit: 'MW', show: mw },
  reserveUsd: { label: 'Paid for reserve', unit: 'USD', show: money },
  heldMwh: { label: 'Run on for reserve', unit: 'MWh', show: (value) => `${Number(value.toFixed(2))} MWh` },
  heldUsd: { label: 'Cost of holding reserve', unit: 'USD', show: money },
  blockMw: { label: 'Block', unit: 'MW', show: mw },
  blockUsdPerMwh: { label: 'Price of the block', unit: 'USD/MWh', show: perMwh },
  soldBackUsd: { label: 'Block sold back', unit: 'USD', show: money },
  netPowerUsdPerMwh: { label: 'Power net of what was sold back', unit: 'USD/MWh', show: perMwh },
  gridLoadMw: { label: 'Load of the grid', unit: 'MW', show: (value) => `${fixed(value, 0)} MW` },
  shareOfMonthHighPercent: { label: 'Of the month’s high', unit: '%', show: (value) => percent(value, 1) },
  scoredDays: { label: 'Days scored', unit: 'days', show: (value) => `${count(value)} days` },
  newHighPercent: { label: 'Odds of a new high', unit: '%', show: (value) => percent(value, 0) },
  missedPeakUsd: { label: 'One missed peak, next year', unit: 'USD', show: money },
  worthAvoidingUsdPerMwh: { label: 'Avoiding pays below', unit: 'USD/MWh', show: perMwh },
  givenUpUsdPerMwh: { label: 'Given up by a stop', unit: 'USD/MWh', show: perMwh },
  peakRateUsdPerMwYear: {
    label: 'Peak rate, with riders and taxes',
    unit: 'USD/MW-year',
    show: (value) => `${usd(value, 0)}/MW-year`,
  },
  savedUsd: { label: 'Saved against always on', unit: 'USD', show: money },
  promisedUsd: { label: 'Promised', unit: 'USD', show: money },
  cameUsd: { label: 'Came', unit: 'USD', show: money },
  boundUsd: { label: 'With perfect foresight', unit: 'USD', show: money },
  shareOfBoundPercent: { label: 'Share of the bound', unit: '%', show: (value) => percent(value, 1) },
} satisfies Metrics;
