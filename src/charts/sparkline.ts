import type { Chart, Point } from './chart.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';
/** Fewer points, as of one step, are no course. */
const LEAST = 4;

/**
 * A chart's course over time in one line of block characters, at most `columns` of them; a hole is a space. Undefined
 * of a chart that has no one course, or too little of it.
 */
export function sparkline(chart: Chart, { columns = 40 } = {}): string | undefined {
  if (!hasCourse(chart)) return undefined;
  const points = courseOf(chart);
  const [from, to] = [points[0]![0], points.at(-1)![0]];
  const count = Math.min(columns, points.length);
  const cells: number[][] = Array.from({ length: count }, () => []);
  for (const [time, value] of points) {
    const share = to === from ? 0 : (time - from) / (to - from);
    cells[Math.min(count - 1, Math.floor(share * count))]!.push(value);
  }
  return blocksOf(cells.map((cell) => cell.at(-1)));
}

/** Whether `sparkline` shows anything of a chart. */
export const hasCourse = (chart: Chart): boolean => courseOf(chart).length >= LEAST;

function courseOf(chart: Chart): readonly Point[] {
  if (chart.form === 'lines') return chart.points;
  return chart.form === 'strip' ? chart.rows[0]!.points : [];
}

function blocksOf(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const blockOf = (value: number) =>
    BLOCKS[Math.round(((value - low) / (high - low || 1)) * (BLOCKS.length - 1))];
  return values.map((value) => (value === undefined ? ' ' : blockOf(value))).join('');
}
