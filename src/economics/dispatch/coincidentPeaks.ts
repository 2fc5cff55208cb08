import { checkInteger, checkRange } from '../range.ts';
import { checkSlots, type Slot } from '../slots.ts';

/** How a grid shares out its cost by the load in its own peaks: four of 15 minutes, five of an hour, twelve of 30 minutes. */
export interface CoincidentPeaks {
  /** What a year costs per MW of mean load in the peaks, 0…1,000,000. */
  rateUsdPerMwYear: number;
  /** Peaks that count in a year, 1…366. */
  peaks: number;
}

const SYSTEM_MW_RANGE = { min: 1e-3, max: 1e7, unit: 'MW' };

function checkPeaks({ rateUsdPerMwYear, peaks }: CoincidentPeaks): void {
  checkRange({
    field: 'rateUsdPerMwYear',
    value: rateUsdPerMwYear,
    min: 0,
    max: 1e6,
    unit: 'USD per MW-year',
  });
  checkInteger({ field: 'peaks', value: peaks, min: 1, max: 366, unit: 'peaks' });
}

/**
 * The margin (USD/MWh) under which it pays to stop where a peak may come: the rate, shared among the hours that are
 * given up for it. `triesPerPeak`: stops for each peak that is met, 1…100; `hoursPerTry`: how long each lasts, 0.25…24.
 * It values what this year's peaks add to next year's charges. @throws RangeError
 */
export function worthAvoidingUsdPerMwh(
  given: CoincidentPeaks & { triesPerPeak: number; hoursPerTry: number },
): number {
  const { rateUsdPerMwYear, peaks, triesPerPeak, hoursPerTry } = given;
  checkPeaks(given);
  checkRange({ field: 'triesPerPeak', value: triesPerPeak, min: 1, max: 100, unit: 'tries' });
  checkRange({ field: 'hoursPerTry', value: hoursPerTry, min: 0.25, max: 24, unit: 'hours' });
  return rateUsdPerMwYear / (peaks * triesPerPeak * hoursPerTry);
}

/** What one missed peak adds to next year's charges (USD) at this load (0…100,000 MW). @throws RangeError */
export function missedPeakUsd(given: CoincidentPeaks & { loadMw: number }): number {
  checkPeaks(given);
  checkRange({ field: 'loadMw', value: given.loadMw, min: 0, max: 1e5, unit: 'MW' });
  return (given.rateUsdPerMwYear * given.loadMw) / given.peaks;
}

/** The slot in which the day's load is highest, and that load as a share of the month's high so far. */
export interface PeakWatch {
  slot: Slot;
  /** Above 1: a new high of the month. Not a probability. */
  shareOfMonthHigh: number;
}

/** `forecastMw`: the grid's load of the day as forecast; the first of equal slots counts. @throws RangeError */
export function watchPeak(given: { forecastMw: readonly Slot[]; monthHighMw: number }): PeakWatch {
  const { forecastMw, monthHighMw } = given;
  checkSlots({ field: 'forecastMw', slots: forecastMw, range: SYSTEM_MW_RANGE });
  checkRange({ field: 'monthHighMw', value: monthHighMw, ...SYSTEM_MW_RANGE });
  const slot = forecastMw.reduce((highest, one) => (one.value > highest.value ? one : highest));
  return { slot, shareOfMonthHigh: slot.value / monthHighMw };
}
