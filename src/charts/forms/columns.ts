import type { ColumnsChart } from '../chart.ts';
import { domainOf } from '../domain.ts';
import type { Box, Drawn, Page } from '../page.ts';
import { endsOf } from '../rows.ts';
import { polyline, rectangle, whisker } from '../svg.ts';
import { fitted, label } from '../text.ts';
import type { Colours } from '../theme.ts';
import { compact, valueAxis } from '../values.ts';

const MOST_COLUMNS = 6;
const WIDEST = 44;

type Column = ColumnsChart['columns'][number];

/** A few things side by side, each with the range that it may take. */
export function drawColumns(chart: ColumnsChart, { colours, area }: Page): Drawn {
  const { shown, hidden } = endsOf(chart.columns, MOST_COLUMNS);
  const inner = { ...area, top: area.top + 4, bottom: area.bottom - 34 };
  const domain = domainOf([
    0,
    ...shown.flatMap(({ value, low = value, high = value }) => [value, low, high]),
  ]);
  const axis = valueAxis({ domain, unit: chart.unit, area: inner, colours });
  const plot: Box = { ...inner, left: axis.left, right: area.right };
  const step = (plot.right - plot.left) / shown.length;
  const body = shown.map((column, at) =>
    columnOf({ column, middle: plot.left + (at + 0.5) * step, step, plot, colours, yOf: axis.scale }),
  );
  return {
    body: axis.body(plot.right) + body.join(''),
    plot,
    notes: hidden > 0 ? [`${hidden} more not drawn`] : [],
    stops: () => [
      shown.map((column, at) => ({
        x: plot.left + (at + 0.5) * step,
        y: axis.scale(column.value),
        words: `${column.label}: ${column.text}${rangeWords(column, chart.unit)}`,
      })),
    ],
  };
}

function rangeWords({ low, high }: Column, unit: string): string {
  if (low === undefined || high === undefined) return '';
  return `, from ${compact({ value: low, unit })} to ${compact({ value: high, unit })}`;
}

function columnOf(asked: {
  column: Column;
  middle: number;
  step: number;
  plot: Box;
  colours: Colours;
  yOf: (value: number) => number;
}): string {
  const { column, middle, step, plot, colours, yOf } = asked;
  const half = Math.min(WIDEST, step * 0.5) / 2;
  const fill = column.value >= 0 ? colours.good : colours.bad;
  const [name, text] = [fitted(column.label, step - 8), fitted(column.text, step - 8, { bold: true })];
  const under = { x: middle, anchor: 'middle' as const, fill: colours.ink };
  return [
    rectangle({ from: [middle - half, yOf(0)], to: [middle + half, yOf(column.value)], fill }),
    rangeOf({ column, middle, colours, yOf }),
    label({ ...under, text, y: plot.bottom + 16, bold: true }),
    label({ ...under, text: name, y: plot.bottom + 31, fill: colours.muted }),
  ].join('');
}

function rangeOf(asked: {
  column: Column;
  middle: number;
  colours: Colours;
  yOf: (value: number) => number;
}) {
  const { column, middle, colours, yOf } = asked;
  const { low, high } = column;
  if (low === undefined || high === undefined) return '';
  const lines = whisker({ x: middle, from: yOf(low), to: yOf(high) });
  return [
    ...lines.map((line) => polyline(line, { colour: colours.ground, width: 3.5 })),
    ...lines.map((line) => polyline(line, { colour: colours.ink, width: 1.5 })),
  ].join('');
}
