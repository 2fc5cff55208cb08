import type { Point } from '../../charts/chart.ts';
import type { DailyRow } from '../../market/contract.ts';
import type { MarketView } from './view.ts';

const DAY_MS = 86_400_000;
/** Less than a pixel of a course of days: whoever asks within it, and is told the same, is shown the same picture. */
const STEP_MS = 3_600_000;

/** The numbers of a day that have a course. */
export type Course = Exclude<keyof DailyRow, 'day' | 'source' | 'observedAt'>;

/** What history knows of the last `days`, and the present at its end, to the hour; days that it lacks have no point. */
export function courseOf(asked: {
  history: readonly DailyRow[];
  of: Course;
  days: number;
  now: number;
  present: number;
}): Point[] {
  const { history, of, days, now, present } = asked;
  const end = now - (now % STEP_MS);
  const from = end - days * DAY_MS;
  const past = history.flatMap((row): Point[] => {
    const [time, value] = [Date.parse(row.day), row[of]];
    return value === undefined || time < from || time >= end ? [] : [[time, value]];
  });
  return [...past, [end, present]];
}

/** What must be known of a picture that is passed on without its answer. */
export const basisNote = ({ snapshot: { basis } }: MarketView): string =>
  ({ live: '', stale: 'stale data', reference: 'built-in reference data' })[basis];
