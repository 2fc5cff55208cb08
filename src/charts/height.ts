import type { Chart } from './chart.ts';
import { NAME_ROOM } from './rows.ts';

const HIGH = 252;
/** Above and below what is drawn. */
const HEAD = 64;
const STRIP_ROW = 26;
const ROW = 36;

/** How high a chart is drawn where nothing else is asked for, in logical pixels: what has few rows needs less. */
export function heightOf(chart: Chart): number {
  switch (chart.form) {
    case 'strip':
      return HEAD + Math.min(4, chart.rows.length) * STRIP_ROW;
    case 'bars':
      return Math.min(HIGH, HEAD + chart.bars.length * ROW) + (chart.limit ? NAME_ROOM : 0);
    case 'waterfall':
      return Math.min(HIGH, HEAD + chart.steps.length * ROW);
    default:
      return HIGH;
  }
}
