import { area as areaShape } from 'd3-shape';
import type { FanChart } from '../chart.ts';
import { domainOf } from '../domain.ts';
import { endLabels } from '../endLabels.ts';
import type { Box, Drawn, Page } from '../page.ts';
import { course } from '../series.ts';
import { element } from '../svg.ts';
import { DASHES, MOST_SERIES } from '../theme.ts';
import { timeAxis, timeDomain, timeWords } from '../times.ts';
import { compact, valueAxis } from '../values.ts';

type Series = FanChart['series'][number];

/** Courses over time, each with its band. */
export function drawFan(chart: FanChart, { colours, area }: Page): Drawn {
  const shown = chart.series.slice(0, MOST_SERIES);
  const domain = domainOf([0, ...shown.flatMap(valuesOf)]);
  const inner = { ...area, bottom: area.bottom - 20 };
  const axis = valueAxis({ domain, unit: chart.unit, area: inner, colours });
  const labels = shown.map(({ label, text, range, points }, at) => {
    return {
      y: points.at(-1)![1],
      name: label,
      value: '',
      colour: colours.series[at]!,
      bold: true,
      under: range === undefined ? [text] : [text, range],
    };
  });
  const ends = endLabels({ labels, area: inner });
  const plot: Box = { ...inner, left: axis.left, right: ends.right };
  const times = timeAxis({ domain: timeDomain(shown.flatMap(timesOf)), plot, colours });
  const body = [
    axis.body(plot.right),
    times.body,
    ...shown.map((series, at) =>
      band({ series, colour: colours.series[at]!, x: times.scale, y: axis.scale }),
    ),
    ...shown.map(({ points }, at) =>
      course({
        stretches: [points],
        xOf: times.scale,
        yOf: axis.scale,
        colour: colours.series[at]!,
        dash: DASHES[at],
      }),
    ),
    ends.body(axis.scale),
  ];
  const hidden = chart.series.length - shown.length;
  const stops = () =>
    shown.map((series) =>
      series.points.map(([time, value]) => ({
        x: times.scale(time),
        y: axis.scale(value),
        words: `${timeWords(time)}, ${series.label}: ${compact({ value, unit: chart.unit })}${bandWords({ series, time, unit: chart.unit })}`,
      })),
    );
  return { body: body.join(''), plot, notes: hidden > 0 ? [`${hidden} more not drawn`] : [], stops };
}

function bandWords({ series, time, unit }: { series: Series; time: number; unit: string }): string {
  const ends = series.band?.find(([at]) => at === time);
  if (!ends) return '';
  return `, band ${compact({ value: ends[1], unit })} to ${compact({ value: ends[2], unit })}`;
}

const valuesOf = ({ points, band = [] }: Series) => [
  ...points.map(([, value]) => value),
  ...band.flatMap(([, low, high]) => [low, high]),
];
const timesOf = ({ points }: Series) => points.map(([time]) => time);

type Scale = (value: number) => number;

function band({ series, colour, x, y }: { series: Series; colour: string; x: Scale; y: Scale }): string {
  const shape = areaShape<readonly [number, number, number]>(
    ([time]) => x(time),
    ([, low]) => y(low),
    ([, , high]) => y(high),
  ).digits(1);
  if (!series.band || series.band.length < 2) return '';
  return element('path', { d: shape(series.band)!, fill: colour, 'fill-opacity': 0.22 });
}
