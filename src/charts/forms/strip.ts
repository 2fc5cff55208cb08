import type { StripChart } from '../chart.ts';
import { domainOf } from '../domain.ts';
import type { Drawn, Page } from '../page.ts';
import { NAME_SHARE } from '../rows.ts';
import { linear } from '../scale.ts';
import { course, courseOf, dot, stretchesOf } from '../series.ts';
import { clippedTo, polyline } from '../svg.ts';
import { fitted, labelAt, widthOf } from '../text.ts';
import { MOST_SERIES } from '../theme.ts';
import { timeDomain } from '../times.ts';

const GAP = 10;

/** A few courses under each other, small: name, line, last value. */
export function drawStrip(chart: StripChart, { colours, area }: Page): Drawn {
  const shown = chart.rows.slice(0, MOST_SERIES);
  const third = (area.right - area.left) * NAME_SHARE;
  const names = shown.map(({ label }) => fitted(label, third));
  const texts = shown.map(({ text }) => fitted(text, third, { bold: true }));
  const left = area.left + Math.max(...names.map((name) => widthOf(name))) + GAP;
  const right = area.right - Math.max(...texts.map((text) => widthOf(text, { bold: true }))) - GAP;
  const high = (area.bottom - area.top) / shown.length;
  const times = timeDomain(shown.flatMap(({ points }) => points.map(([time]) => time)));
  const xOf = linear({ domain: times, range: [left, right - 4] });
  const body = shown.map(({ points }, at) => {
    const [top, bottom] = [area.top + at * high, area.top + (at + 1) * high];
    const middle = (top + bottom) / 2;
    const yOf = linear({
      domain: domainOf(courseOf(points.map(([, value]) => value))),
      range: [bottom - 4, top + 4],
    });
    const colour = colours.series[0];
    const last = points.at(-1);
    const line = course({ stretches: stretchesOf({ points }), xOf, yOf, colour, width: 1.6 });
    return [
      at > 0
        ? polyline(
            [
              [area.left, top],
              [area.right, top],
            ],
            { colour: colours.grid },
          )
        : '',
      labelAt({ text: names[at]!, x: area.left, y: middle, fill: colours.ink }),
      clippedTo({ left: left - 3, right: right + 3, top, bottom }, line),
      last ? dot({ x: xOf(last[0]), y: yOf(last[1]), colour, radius: 2.5 }) : '',
      labelAt({ text: texts[at]!, x: area.right, y: middle, anchor: 'end', fill: colours.ink, bold: true }),
    ].join('');
  });
  const hidden = chart.rows.length - shown.length;
  return { body: body.join(''), notes: hidden > 0 ? [`${hidden} more not drawn`] : [] };
}
