import type { HeatMapChart } from '../chart.ts';
import { heatLegend } from '../heatLegend.ts';
import type { Box, Drawn, Page } from '../page.ts';
import { linear } from '../scale.ts';
import { dot } from '../series.ts';
import { element, path } from '../svg.ts';
import { fitted, label, labelAt, TEXT, thinned, widthOf, within } from '../text.ts';
import type { Colours } from '../theme.ts';
import { compact, ticksOf } from '../values.ts';
import { zeroLine } from '../zeroLine.ts';

const ROW = 3;
const LEGEND = 22;
/** From the dot of the present to a name over it. */
const ABOVE = 14;

/** A value over two inputs: blue where it gains, orange where it loses, a line where it is zero. */
export function drawHeatMap(chart: HeatMapChart, { colours, area }: Page): Drawn {
  const values = chart.values.flat();
  const most = Math.max(...values.map(Math.abs), 1e-9);
  const ends = (Math.min(...values) < 0 ? [most, 0, -most] : [most, 0]).map((value) =>
    compact({ value, unit: chart.unit }),
  );
  const ys = ticksOf({ domain: endsOf(chart.y.values), unit: chart.y.unit, count: 6 });
  const plot: Box = {
    left: area.left + Math.max(...ys.map(({ text }) => widthOf(text))) + 6,
    top: area.top,
    right: area.right - Math.max(...ends.map((text) => widthOf(text))) - LEGEND,
    bottom: area.bottom - 34,
  };
  const x = linear({ domain: endsOf(chart.x.values), range: [plot.left, plot.right] });
  const y = linear({ domain: endsOf(chart.y.values), range: [plot.bottom, plot.top] });
  const parts: Parts = { chart, plot, colours, x, y, most };
  const body = [
    field(parts),
    contour(parts),
    here(parts),
    axes({ ...parts, ys }),
    heatLegend({ plot, colours, ends }),
  ];
  const stops = () => stopsOf(parts);
  return {
    body: body.join(''),
    plot,
    notes: [`up: ${[chart.y.label, chart.y.unit].filter(Boolean).join(', ')}`],
    stops,
  };
}

interface Parts {
  chart: HeatMapChart;
  plot: Box;
  colours: Colours;
  x: (value: number) => number;
  y: (value: number) => number;
  most: number;
}

/** From above, as they are seen. */
const stopsOf = ({ chart, x, y, most }: Parts) =>
  chart.y.values
    .map((high, row) =>
      chart.x.values.map((wide, column) => {
        const [at, up] = [
          compact({ value: wide, unit: chart.x.unit }),
          compact({ value: high, unit: chart.y.unit }),
        ];
        const exact = chart.values[row]?.[column] ?? 0;
        // On the line itself nothing is left but what was rounded off.
        const value = compact({ value: Math.abs(exact) < most * 1e-9 ? 0 : exact, unit: chart.unit });
        return { x: x(wide), y: y(high), words: `${chart.x.label} ${at}, ${chart.y.label} ${up}: ${value}` };
      }),
    )
    .toReversed();

const endsOf = (values: readonly number[]) => [values[0]!, values.at(-1)!] as const;

/** Rows of a few pixels, each a gradient through the values along it: what lies between two rows is between them. */
function field({ chart, plot, colours, x, most }: Parts): string {
  const colourOf = (value: number) =>
    mixed({
      from: colours.ground,
      to: value < 0 ? colours.bad : colours.good,
      share: Math.abs(value) / most,
    });
  const count = Math.ceil((plot.bottom - plot.top) / ROW);
  const high = (plot.bottom - plot.top) / count;
  const name = `heat${checksum([...chart.values.flat(), plot.left])}${colours.ground.slice(1)}`;
  const rows = Array.from({ length: count }, (_, at) => {
    const values = rowAt({ chart, share: 1 - (at + 0.5) / count });
    const stops = values.map((value, column) => {
      const share = (x(chart.x.values[column]!) - plot.left) / (plot.right - plot.left);
      return element('stop', { offset: share.toFixed(3), 'stop-color': colourOf(value) });
    });
    const id = `${name}-${at}`;
    const rest = { x: plot.left, y: plot.top + at * high, width: plot.right - plot.left };
    return [
      element('linearGradient', { id }, ...stops),
      element('rect', { ...rest, height: high + 0.3, fill: `url(#${id})` }),
    ].join('');
  });
  return rows.join('');
}

/** The colour at a share of the way from one to another, all as `#0072b2`. */
function mixed({ from, to, share }: { from: string; to: string; share: number }): string {
  const parts = [1, 3, 5].map((at) => {
    const [one, other] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(one! + share * (other! - one!))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** The values along a line at a share of the height, from below. */
function rowAt({ chart, share }: { chart: HeatMapChart; share: number }): number[] {
  const [low, high] = endsOf(chart.y.values);
  const wanted = low + share * (high - low);
  const above = Math.max(
    1,
    chart.y.values.findIndex((value) => value >= wanted),
  );
  const [from, to] = [chart.y.values[above - 1]!, chart.y.values[above]!];
  const part = (wanted - from) / (to - from || 1);
  const [one, other] = [chart.values[above - 1] ?? [], chart.values[above] ?? []];
  return chart.x.values.map((_, at) => (one[at] ?? 0) * (1 - part) + (other[at] ?? 0) * part);
}

/** Tells the gradients of two pictures on one page apart. */
const checksum = (values: readonly number[]): string =>
  values.reduce((sum, value) => (Math.imul(sum, 31) + Math.round(value * 100)) >>> 0, 7).toString(36);

function contour({ chart, plot, colours, x, y }: Parts): string {
  const pieces = zeroLine({ x: chart.x.values, y: chart.y.values, values: chart.values });
  if (pieces.length === 0) return '';
  const shown = pieces.map(([from, to]) => [x(from[0]), y(from[1]), x(to[0]), y(to[1])] as const);
  const d = shown
    .map(([a, b, c, e]) => `M${a.toFixed(1)},${b.toFixed(1)}L${c.toFixed(1)},${e.toFixed(1)}`)
    .join('');
  const text = fitted(chart.zero, (plot.right - plot.left) * 0.4);
  const highest = placeOf({ chart, y, shown });
  const width = widthOf(text) + 8;
  const isRoomLeft = highest[0] - width > plot.left;
  return [
    path(d, { colour: colours.ground, width: 4 }),
    path(d, { colour: colours.ink, width: 1.8 }),
    labelAt({
      text,
      x: isRoomLeft ? highest[0] - 8 : Math.min(highest[0] + 8, plot.right - width),
      y: Math.max(highest[1], plot.top + TEXT),
      anchor: isRoomLeft ? 'end' : 'start',
      fill: colours.ink,
      halo: colours.ground,
    }),
  ].join('');
}

type Piece = readonly [number, number, number, number];

/** A place on the line for its name: rather high, and not where the present has its own. */
function placeOf(asked: Pick<Parts, 'chart' | 'y'> & { shown: readonly Piece[] }): Piece {
  const { chart, y, shown } = asked;
  const sorted = shown.toSorted((one, other) => one[1] - other[1]);
  const places = [0.3, 0.7, 0.1, 0.9].map((share) => sorted[Math.floor(sorted.length * share)]!);
  const isFree = ([, at]: Piece) => !chart.here || Math.abs(at - y(chart.here.y)) > 2 * TEXT;
  return places.find(isFree) ?? places[0]!;
}

function here({ chart, plot, colours, x, y }: Parts): string {
  if (!chart.here) return '';
  const [px, py] = [
    Math.max(plot.left, Math.min(plot.right, x(chart.here.x))),
    Math.max(plot.top, Math.min(plot.bottom, y(chart.here.y))),
  ];
  const text = fitted(chart.here.label, plot.right - plot.left - 16, { bold: true });
  const width = widthOf(text, { bold: true });
  const isRoomRight = px + 10 + width <= plot.right;
  const middle = isRoomRight ? px + 10 + width / 2 : px - 10 - width / 2;
  const at = within({ middle, width, from: plot.left + 4, to: plot.right - 4 });
  // Where neither side has room for it, it stands above the dot, or below.
  const over = at === middle ? 0 : py - ABOVE < plot.top + 8 ? ABOVE : -ABOVE;
  const line = Math.max(plot.top + 8, Math.min(plot.bottom - 8, py + over));
  return [
    dot({ x: px, y: py, colour: colours.ink, radius: 4.5, rim: colours.ground }),
    labelAt({ text, x: at, y: line, anchor: 'middle', fill: colours.ink, bold: true, halo: colours.ground }),
  ].join('');
}

function axes({ chart, plot, colours, x, y, ys }: Parts & { ys: ReturnType<typeof ticksOf> }): string {
  const ticks = ticksOf({ domain: endsOf(chart.x.values), unit: chart.x.unit, count: 5 });
  const fill = colours.muted;
  const below = thinned({
    marks: ticks.map(({ value, text }) => ({ x: x(value), text })),
    from: plot.left - 8,
    to: plot.right + 8,
  }).map((mark) => label({ text: mark.text, x: mark.x, y: plot.bottom + 15, anchor: 'middle', fill }));
  const beside = ys.map(({ value, text }) =>
    labelAt({ text, x: plot.left - 6, y: y(value), anchor: 'end', fill }),
  );
  const name = fitted(`${chart.x.label}, ${chart.x.unit}`, plot.right - plot.left);
  const title = label({
    text: name,
    x: (plot.left + plot.right) / 2,
    y: plot.bottom + 31,
    anchor: 'middle',
    fill,
  });
  return [...below, ...beside, title].join('');
}
