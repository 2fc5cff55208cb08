type Attributes = Record<string, string | number | undefined>;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML cannot hold: one such sign, and there is no picture. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text that is no markup, in content and in attributes. */
export const escaped = (text: string): string =>
  text.replace(NO_XML, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/** A number to a tenth of a logical pixel: the picture is rasterised at three times its size. */
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** An element; attributes that are undefined are left out. Children are markup, attributes are text. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const shown = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? tenth(value) : escaped(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${shown}/>` : `<${name}${shown}>${children.join('')}</${name}>`;
}

/** A rectangle between two corners, in any order. */
export function rectangle(asked: {
  from: readonly [number, number];
  to: readonly [number, number];
  fill: string;
}): string {
  const { from, to, fill } = asked;
  const [x, y] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
  return element('rect', {
    x,
    y,
    width: Math.abs(to[0] - from[0]),
    height: Math.abs(to[1] - from[1]),
    fill,
  });
}

interface Stroke {
  colour: string;
  width?: number;
  dash?: string | undefined;
}

/** A line through points. */
export function polyline(points: readonly (readonly [number, number])[], stroke: Stroke): string {
  return path(`M${points.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join('L')}`, stroke);
}

/** A line along a path. */
export function path(d: string, { colour, width = 1, dash }: Stroke): string {
  return element('path', {
    d,
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-dasharray': dash,
    'stroke-linejoin': 'round',
  });
}

/** What of a drawing lies within a box; needs no id, of which a page may hold no two alike. */
export function clippedTo(
  box: { left: number; top: number; right: number; bottom: number },
  drawn: string,
): string {
  const [x, y, width, height] = [box.left, box.top, box.right - box.left, box.bottom - box.top].map(tenth);
  return element('svg', { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` }, drawn);
}

/** A line with a cap at both ends. */
export function whisker({ x, from, to }: { x: number; from: number; to: number }): [number, number][][] {
  const cap = (y: number): [number, number][] => [
    [x - 4, y],
    [x + 4, y],
  ];
  return [
    [
      [x, from],
      [x, to],
    ],
    cap(from),
    cap(to),
  ];
}
