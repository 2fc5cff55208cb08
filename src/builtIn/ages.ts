import type { BuiltInFigure } from './figures.ts';

/** Older than this, a figure is warned about. */
const MONTHS_OF_TRUST = 6;
const MS_PER_MONTH = (365.25 / 12) * 86_400_000;

/** Whole months since a figure was read, counted from the end of its month where no day is known. */
export function ageInMonths({ figure, now }: { figure: BuiltInFigure; now: number }): number {
  const { date, readOn = date } = figure;
  const parts = readOn.split('-').map(Number);
  const [year = 0, month = 12] = parts;
  const end = parts.length === 3 ? Date.parse(readOn) : Date.UTC(year, month, 0);
  return Math.max(0, Math.floor((now - end) / MS_PER_MONTH));
}

/**
 * One line for each figure with its date and age, those older than six months marked, and how many those are. `now`
 * in Unix milliseconds.
 */
export function agesOf({ figures, now }: { figures: readonly BuiltInFigure[]; now: number }): {
  lines: string[];
  oldCount: number;
} {
  const rows = figures.map((figure) => ({ figure, months: ageInMonths({ figure, now }) }));
  const isOld = (months: number) => months > MONTHS_OF_TRUST;
  const oldCount = rows.filter(({ months }) => isOld(months)).length;
  return {
    oldCount,
    lines: [
      ...rows.map(({ figure, months }) => line({ figure, months, old: isOld(months) })),
      `${figures.length} built-in figures, ${oldCount} older than ${MONTHS_OF_TRUST} months.`,
    ],
  };
}

function line({ figure, months, old }: { figure: BuiltInFigure; months: number; old: boolean }): string {
  const { group, what, date, readOn, source } = figure;
  const read = readOn === undefined ? date : `${date}, read ${readOn}`;
  return `${old ? 'WARNING' : '       '}  ${String(months).padStart(3)} months  ${group}  ${what}  (${read}; ${source})`;
}
