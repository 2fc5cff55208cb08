import type { LinesChart } from './chart.ts';
import type { Domain } from './domain.ts';
import type { Box } from './page.ts';
import type { Colours } from './theme.ts';

/** What every part of a chart over time is drawn by. */
export interface Drawing {
  chart: LinesChart;
  plot: Box;
  colours: Colours;
  domain: Domain;
  xOf: (time: number) => number;
  yOf: (value: number) => number;
}
