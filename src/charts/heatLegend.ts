import type { Box } from './page.ts';
import { element } from './svg.ts';
import { labelAt } from './text.ts';
import type { Colours } from './theme.ts';

const WIDE = 9;

/** The scale of colours beside a heat map, with what it stands for: from the most to nothing, and to as much below. */
export function heatLegend(asked: { plot: Box; colours: Colours; ends: readonly string[] }): string {
  const { plot, colours, ends } = asked;
  const id = `legend${colours.ground.slice(1)}`;
  const [x, height] = [plot.right + 8, plot.bottom - plot.top];
  const scale = [colours.good, colours.ground, colours.bad].slice(0, ends.length);
  const stops = scale.map((colour, at) =>
    element('stop', { offset: at / (ends.length - 1), 'stop-color': colour }),
  );
  const texts = ends.map((text, at) => {
    const y = plot.top + (height * at) / (ends.length - 1);
    return labelAt({ text, x: x + WIDE + 4, y, fill: colours.muted });
  });
  return [
    element('linearGradient', { id, x1: 0, y1: 0, x2: 0, y2: 1 }, ...stops),
    element('rect', { x, y: plot.top, width: WIDE, height, fill: `url(#${id})` }),
    ...texts,
  ].join('');
}
