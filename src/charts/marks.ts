import type { Drawing } from './drawing.ts';
import { element, polyline } from './svg.ts';
import { fitted, label, widthOf } from './text.ts';

const TRIANGLE = 3.5;
const APART = 2 * TRIANGLE + 1;

type Marked = Pick<Drawing, 'chart' | 'plot' | 'colours' | 'xOf'>;

/** Retargets as triangles along the bottom, events as lines with their names; those outside the window are not drawn. */
export function marks(drawing: Marked): string {
  const { chart, plot, xOf } = drawing;
  const inside = chart.marks
    .map((mark) => ({ ...mark, x: xOf(mark.at) }))
    .filter(({ x }) => x >= plot.left && x <= plot.right)
    .toSorted((one, other) => one.x - other.x);
  let until = Number.NEGATIVE_INFINITY;
  const triangles = inside.flatMap(({ kind, x }) => {
    if (kind === 'event' || x - until < APART) return [];
    until = x;
    return [triangle({ ...drawing, kind, x, y: plot.bottom - 6 })];
  });
  const events = inside.filter(({ kind }) => kind === 'event');
  return [...triangles, ...events.map((mark) => event({ ...drawing, ...mark })), legend(drawing)].join('');
}

function triangle(asked: Pick<Marked, 'colours'> & { kind: 'up' | 'down'; x: number; y: number }): string {
  const { kind, x, y, colours } = asked;
  const tip = kind === 'up' ? y - TRIANGLE : y + TRIANGLE;
  const base = kind === 'up' ? y + TRIANGLE : y - TRIANGLE;
  const d = `M${(x - TRIANGLE).toFixed(1)},${base}L${(x + TRIANGLE).toFixed(1)},${base}L${x.toFixed(1)},${tip}Z`;
  return element('path', { d, fill: kind === 'up' ? colours.bad : colours.good });
}

function event({ label: name = '', x, plot, colours }: Marked & { label?: string | undefined; x: number }) {
  const text = fitted(name, plot.right - plot.left - 8);
  const fits = x + 5 + widthOf(text) <= plot.right;
  const line = polyline(
    [
      [x, plot.top],
      [x, plot.bottom],
    ],
    { colour: colours.ink, dash: '2 3' },
  );
  const place = fits
    ? { x: x + 5 }
    : { x: Math.max(x - 5, plot.left + widthOf(text)), anchor: 'end' as const };
  return line + label({ text, ...place, y: plot.top + 9, fill: colours.ink, halo: colours.ground });
}

function legend({ chart, plot, colours }: Marked): string {
  if (chart.legend === undefined) return '';
  const y = plot.bottom + 30;
  const x = plot.left + 23;
  return [
    triangle({ colours, kind: 'up', x: plot.left + 4, y }),
    triangle({ colours, kind: 'down', x: plot.left + 15, y }),
    label({ text: fitted(chart.legend, plot.right - x), x, y: y + 4, fill: colours.muted }),
  ].join('');
}
