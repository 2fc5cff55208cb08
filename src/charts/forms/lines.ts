import type { Labelled, LinesChart } from '../chart.ts';
import { type Domain, domainOf } from '../domain.ts';
import type { Drawing } from '../drawing.ts';
import { type EndLabel, endLabels } from '../endLabels.ts';
import { marks } from '../marks.ts';
import type { Box, Drawn, Page } from '../page.ts';
import { course, courseOf, dot, stretchesOf } from '../series.ts';
import { clippedTo, element, polyline, whisker } from '../svg.ts';
import { label, labelAt, widthOf, within } from '../text.ts';
import { type Colours, DASHES, MOST_SERIES } from '../theme.ts';
import { dayWords, timeAxis, timeDomain } from '../times.ts';
import { compact, valueAxis } from '../values.ts';

/** What stands along the bottom takes this from the course. */
const TRIANGLES = 12;
const isTriangle = ({ kind }: LinesChart['marks'][number]) => kind !== 'event';

/** A market's course, with levels, marks and what is expected. */
export function drawLines(chart: LinesChart, { colours, area }: Page): Drawn {
  const { points, expected, legend } = chart;
  const shown = nearest(chart);
  const course = courseOf([...points.map(([, value]) => value), ...(chart.now ? [chart.now.value] : [])]);
  const domain = domainOf([
    ...course,
    ...shown.filter(isNear(course)).map(({ value }) => value),
    ...bandOf(chart),
  ]);
  const bottom = area.bottom - (legend === undefined ? 20 : 36);
  const inner = { ...area, bottom: bottom - (chart.marks.some(isTriangle) ? TRIANGLES : 0) };
  const axis = valueAxis({ domain, unit: chart.unit, area: inner, colours });
  const ends = endLabels({ labels: endsOf({ chart, shown, colours, domain }), area: { ...area, bottom } });
  const plot: Box = { left: axis.left, top: area.top, right: ends.right, bottom };
  const times = timeAxis({
    domain: timeDomain([...points.map(([time]) => time), ...(expected ? [expected.at] : [])]),
    plot,
    colours,
  });
  const drawing: Drawing = { chart, plot, colours, domain, xOf: times.scale, yOf: axis.scale };
  const body = [
    axis.body(plot.right),
    points.length > 0 ? times.body : nothing({ plot, colours }),
    ...shown.map((level, at) => levelLine({ ...drawing, level, at })),
    band(drawing),
    mainLine(drawing),
    marks(drawing),
    spikes(drawing),
    ends.body((value) => axis.scale(clamped(value, domain))),
  ];
  const hidden = chart.levels.length - shown.length;
  const stops = () => [
    points.map(([time, value]) => ({
      x: times.scale(time),
      y: axis.scale(clamped(value, domain)),
      words: `${dayWords(time)}: ${compact({ value, unit: chart.unit })}`,
    })),
  ];
  return { body: body.join(''), plot, notes: hidden > 0 ? [`${hidden} more not drawn`] : [], stops };
}

/** Those levels that the line may meet next: as many as can be told apart beside it. */
function nearest({ levels, now, points }: LinesChart): Labelled[] {
  const from = now?.value ?? points.at(-1)?.[1] ?? 0;
  const away = ({ value }: Labelled) => Math.abs(value - from);
  return levels.toSorted((one, other) => away(one) - away(other)).slice(0, MOST_SERIES - 1);
}

/** A level far from the course would flatten it: it is named at the edge. */
const isNear =
  ([low, high]: Domain) =>
  ({ value }: Labelled) => {
    const room = Math.max(high - low, Math.abs(high) * 0.5) * 1.5;
    return value >= low - room && value <= high + room;
  };

const bandOf = ({ expected }: LinesChart) => (expected ? [expected.low, expected.value, expected.high] : []);
const clamped = (value: number, [low, high]: Domain) => Math.max(low, Math.min(high, value));

function endsOf(asked: {
  chart: LinesChart;
  shown: readonly Labelled[];
  colours: Colours;
  domain: Domain;
}): EndLabel[] {
  const { chart, shown, colours, domain } = asked;
  const levels = shown.map(({ label, value, text }, at): EndLabel => {
    const beyond = value > domain[1] ? ' ↑' : value < domain[0] ? ' ↓' : '';
    return { y: value, name: label, value: `${text}${beyond}`, colour: colours.series[at + 1]! };
  });
  const { now, expected } = chart;
  const main = { colour: colours.series[0], bold: true };
  return [
    ...(now ? [{ y: now.value, name: now.label, value: now.text, ...main }] : []),
    ...(expected
      ? [
          {
            y: expected.value,
            name: expected.label,
            value: expected.text,
            under: expected.under === undefined ? [] : [expected.under],
            ...main,
          },
        ]
      : []),
    ...levels,
  ];
}

function levelLine(asked: Drawing & { level: Labelled; at: number }): string {
  const { level, at, plot, domain, colours, yOf } = asked;
  if (level.value < domain[0] || level.value > domain[1]) return '';
  const y = yOf(level.value);
  return polyline(
    [
      [plot.left, y],
      [plot.right, y],
    ],
    { colour: colours.series[at + 1]!, width: 1.5, dash: DASHES[at + 1] },
  );
}

/** The line itself stays within the plot: what leaves it is cut, and said by `spikes`. */
function mainLine({ chart, plot, colours, xOf, yOf }: Drawing): string {
  const { points, gapMs, steps, now, expected } = chart;
  const stretches = stretchesOf({ points, gapMs: steps ? Number.POSITIVE_INFINITY : gapMs });
  const colour = colours.series[0];
  const drawn = course({ stretches, xOf, yOf, colour, steps });
  const last = points.at(-1);
  const end = last && now ? dot({ x: xOf(last[0]), y: yOf(now.value), colour }) : '';
  return clippedTo(plot, drawn) + (expected ? '' : end);
}

/** The highest and the lowest point where the picture cannot hold them. */
function spikes({ chart, plot, colours, domain, xOf }: Drawing): string {
  const sorted = chart.points.toSorted((one, other) => one[1] - other[1]);
  const [low, high] = [sorted[0], sorted.at(-1)];
  const below = plot.top + (chart.marks.some(({ kind }) => kind === 'event') ? 23 : 9);
  const said = (point: typeof low, isOut: boolean, y: number, sign: string) => {
    if (!point || !isOut) return '';
    const text = `${sign} ${compact({ value: point[1], unit: chart.unit })}`;
    const width = widthOf(text);
    const x = within({ middle: xOf(point[0]) + width / 2 + 4, width, from: plot.left, to: plot.right });
    return label({ text, x, y, anchor: 'middle', fill: colours.series[0], halo: colours.ground });
  };
  return [
    said(high, high !== undefined && high[1] > domain[1], below, '↑'),
    said(low, low !== undefined && low[1] < domain[0], plot.bottom - 12, '↓'),
  ].join('');
}

/** From the last point to what is expected, between the ends of its band. */
function band({ chart, colours, xOf, yOf }: Drawing): string {
  const { expected, points } = chart;
  const last = points.at(-1);
  if (!expected || !last) return '';
  const [from, to] = [
    [xOf(last[0]), yOf(last[1])],
    [xOf(expected.at), yOf(expected.value)],
  ] as const;
  const corners = [from, [to[0], yOf(expected.high)], [to[0], yOf(expected.low)]];
  const colour = colours.series[0];
  return [
    element('path', {
      d: `M${corners.map((at) => at.join(',')).join('L')}Z`,
      fill: colour,
      'fill-opacity': 0.25,
    }),
    polyline([from, to], { colour, width: 2, dash: DASHES[2] }),
    ...whisker({ x: to[0], from: yOf(expected.low), to: yOf(expected.high) }).map((piece) =>
      polyline(piece, { colour, width: 1.5 }),
    ),
    dot({ x: to[0], y: to[1], colour }),
  ].join('');
}

function nothing({ plot, colours }: Pick<Drawing, 'plot' | 'colours'>): string {
  const x = (plot.left + plot.right) / 2;
  return labelAt({
    text: 'No history yet',
    x,
    y: (plot.top + plot.bottom) / 2,
    anchor: 'middle',
    fill: colours.muted,
    halo: colours.ground,
  });
}
