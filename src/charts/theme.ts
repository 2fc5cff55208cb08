export type Theme = 'light' | 'dark';

/** What a picture is painted with. */
export interface Colours {
  ground: string;
  ink: string;
  /** Axes and second lines. */
  muted: string;
  grid: string;
  /** Bars that stand for a whole. */
  total: string;
  good: string;
  bad: string;
  /** Lines, in the order in which they are given out. A fifth could not be told apart by everybody. */
  series: readonly [string, string, string, string];
}

/**
 * Every text and line keeps 4.5 : 1 against its ground; good and bad are blue and orange, which the colour-blind tell
 * apart. `test/charts/theme.test.ts` measures both.
 */
export const themes: Record<Theme, Colours> = {
  light: {
    ground: '#ffffff',
    ink: '#16191d',
    muted: '#57606a',
    grid: '#dee4e8',
    total: '#57606a',
    good: '#0072b2',
    bad: '#c2410c',
    series: ['#005ea6', '#a63c00', '#00694a', '#86307c'],
  },
  dark: {
    ground: '#1a1d21',
    ink: '#f0f2f4',
    muted: '#a6adb5',
    grid: '#343a40',
    total: '#8b949e',
    good: '#56b4e9',
    bad: '#f28b50',
    series: ['#56b4e9', '#f5a05a', '#4fd0a5', '#dc9ddb'],
  },
};

/** Dashes by the order of the series: the first is a whole line. */
export const DASHES = [undefined, '6 3', '2 3', '8 3 2 3'] as const;
export const MOST_SERIES = DASHES.length;
