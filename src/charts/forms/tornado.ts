import type { TornadoChart } from '../chart.ts';
import { domainOf } from '../domain.ts';
import type { Box, Drawn, Page } from '../page.ts';
import { NAME_ROOM, NAME_SHARE, NUMBER_SHARE, namedLine, rowsOf } from '../rows.ts';
import { linear } from '../scale.ts';
import { polyline, rectangle } from '../svg.ts';
import { fitted, label, labelAt, thinned, widthOf } from '../text.ts';
import type { Colours } from '../theme.ts';
import { compact, ticksOf } from '../values.ts';

const GAP = 5;
const MOST_ROWS = 8;

/** How far each input alone moves the result, the strongest first; beside each end stands the input there. */
export function drawTornado(chart: TornadoChart, { colours, area }: Page): Drawn {
  const ranked = chart.inputs.toSorted((one, other) => reach(other) - reach(one));
  const shown = ranked.slice(0, MOST_ROWS);
  const wide = area.right - area.left;
  const names = shown.map(({ label }) => fitted(label, wide * NAME_SHARE));
  const ends = shown.map(({ low, high }) => ({
    low: fitted(low.text, wide * NUMBER_SHARE),
    high: fitted(high.text, wide * NUMBER_SHARE),
  }));
  const side = Math.max(...ends.flatMap(({ low, high }) => [widthOf(low), widthOf(high)])) + GAP;
  const left = area.left + Math.max(...names.map((name) => widthOf(name))) + GAP;
  const domain = domainOf([chart.base.value, ...shown.flatMap(({ low, high }) => [low.value, high.value])]);
  const plot: Box = {
    left: left + side,
    top: area.top + NAME_ROOM,
    right: area.right - side,
    bottom: area.bottom - 20,
  };
  const scale = linear({ domain, range: [plot.left, plot.right] });
  const rows = rowsOf({ area: plot, count: shown.length });
  const body = shown.map((input, at) => {
    const { middle, half } = rows[at]!;
    const name = labelAt({ text: names[at]!, x: left - GAP, y: middle, anchor: 'end', fill: colours.ink });
    const sides = (['low', 'high'] as const).map((end) => {
      const to = scale(input[end].value);
      const isLeft = isLeftOf({ input, end, base: chart.base.value });
      const fill = input[end].value >= chart.base.value ? colours.good : colours.bad;
      return [
        rectangle({ from: [scale(chart.base.value), middle - half], to: [to, middle + half], fill }),
        labelAt({
          text: ends[at]![end],
          x: outer({ input, end, scale, base: chart.base.value }) + (isLeft ? -GAP : GAP),
          y: middle,
          anchor: isLeft ? 'end' : 'start',
          fill: colours.muted,
          halo: colours.ground,
        }),
      ].join('');
    });
    return name + sides.join('');
  });
  const hidden = ranked.length - shown.length;
  return {
    body:
      grid({ domain, chart, plot, colours, scale }) +
      body.join('') +
      namedLine({
        name: `${chart.base.label} ${chart.base.text}`,
        x: scale(chart.base.value),
        top: plot.top,
        bottom: plot.bottom,
        from: area.left,
        to: area.right,
        colours,
      }),
    notes: hidden > 0 ? [`${hidden} weaker not drawn`] : [],
    stops: () =>
      shown.map((input, at) =>
        (['low', 'high'] as const)
          .map((end) => ({
            x: scale(input[end].value),
            y: rows[at]!.middle,
            words: `${input.label} ${input[end].text}: ${compact({ value: input[end].value, unit: chart.unit })}`,
          }))
          .toSorted((one, other) => one.x - other.x),
      ),
  };
}

type Input = TornadoChart['inputs'][number];
type Scale = (value: number) => number;
const reach = ({ low, high }: Input) => Math.abs(high.value - low.value);

/** On which side the text of an end stands: the lesser result is left, also where both move the result one way. */
function isLeftOf({ input, end }: { input: Input; end: 'low' | 'high'; base: number }): boolean {
  const other = end === 'low' ? 'high' : 'low';
  const [own, its] = [input[end].value, input[other].value];
  return own === its ? end === 'low' : own < its;
}

/** Where the bar ends on that side, with the base where it does not reach beyond it. */
function outer(asked: { input: Input; end: 'low' | 'high'; scale: Scale; base: number }): number {
  const { input, end, scale, base } = asked;
  const value = input[end].value;
  return scale(isLeftOf({ input, end, base }) ? Math.min(value, base) : Math.max(value, base));
}

interface Parts {
  chart: TornadoChart;
  plot: Box;
  colours: Colours;
  scale: Scale;
}

function grid({
  domain,
  chart,
  plot,
  colours,
  scale,
}: Parts & { domain: readonly [number, number] }): string {
  const ticks = ticksOf({ domain, unit: chart.unit, count: 4 }).map(({ value, text }) => ({
    x: scale(value),
    text,
  }));
  const lines = ticks.map(({ x }) =>
    polyline(
      [
        [x, plot.top],
        [x, plot.bottom],
      ],
      { colour: colours.grid },
    ),
  );
  const labels = thinned({ marks: ticks, from: plot.left - 20, to: plot.right + 20 }).map(({ x, text }) =>
    label({ text, x, y: plot.bottom + 16, anchor: 'middle', fill: colours.muted }),
  );
  return [...lines, ...labels].join('');
}
