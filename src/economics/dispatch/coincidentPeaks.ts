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

/** A day of which it is known what was forecast and what came. */
export interface ScoredDay {
  /** The load forecast for the day ÷ the month's high before it. */
  shareOfMonthHigh: number;
  /** Whether the day then set a new high of the month. */
  setHigh: boolean;
}

/** How often days that were forecast about as high set the month's high. */
export interface PeakOdds {
  scoredDays: number;
  /** Of these, those forecast in the same band of the share. */
  alikeDays: number;
  setHighDays: number;
  /** `setHighDays ÷ alikeDays`; undefined before 30 days are scored, and where none is alike: what is seldom seen is no odds. */
  odds: number | undefined;
}

/** Days that have to be scored before a share is called odds. */
export const ODDS_AFTER_DAYS = 30;
/** Where one band of shares ends and the next begins. */
const BANDS = [0.95, 0.98, 1];
const SHARE_RANGE = { min: 0, max: 10 };

/** The odds that a day sets the month's high which is forecast at this share of the high so far (0…10). @throws RangeError */
export function peakOdds(given: { days: readonly ScoredDay[]; shareOfMonthHigh: number }): PeakOdds {
  const { days } = given;
  const bandOf = (field: string, value: number) => {
    checkRange({ field, value, ...SHARE_RANGE });
    return BANDS.filter((end) => value >= end).length;
  };
  const band = bandOf('shareOfMonthHigh', given.shareOfMonthHigh);
  const alike = days.filter(
    (day, at) => bandOf(`days[${at}].shareOfMonthHigh`, day.shareOfMonthHigh) === band,
  );
  const setHighDays = alike.filter(({ setHigh }) => setHigh).length;
  const isKnown = days.length >= ODDS_AFTER_DAYS && alike.length > 0;
  return {
    scoredDays: days.length,
    alikeDays: alike.length,
    setHighDays,
    odds: isKnown ? setHighDays / alike.length : undefined,
  };
}
