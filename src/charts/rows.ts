import type { Box } from './page.ts';
import { polyline } from './svg.ts';
import { fitted, label, widthOf, within } from './text.ts';
import type { Colours } from './theme.ts';

/** Of the width of a picture: what its longest name may take, and the longest number beside a bar. */
export const NAME_SHARE = 0.36;
export const NUMBER_SHARE = 0.26;

/** The middle of each of the rows that share an area, and half of what a bar in it is high. */
export function rowsOf({ area, count }: { area: Box; count: number }) {
  const step = Math.min(36, (area.bottom - area.top) / count);
  const half = Math.min(12, step * 0.36);
  return Array.from({ length: count }, (_, at) => ({ middle: area.top + (at + 0.5) * step, half }));
}

/** At most `most` of the items, the first and the last of them; what lies between is not shown. */
export function endsOf<T>(items: readonly T[], most: number): { shown: readonly T[]; hidden: number } {
  if (items.length <= most) return { shown: items, hidden: 0 };
  const first = Math.ceil(most / 2);
  return { shown: [...items.slice(0, first), ...items.slice(first - most)], hidden: items.length - most };
}

/** What a line across rows takes above them for its name. */
export const NAME_ROOM = 16;

/** An upright line across rows, with its name in bold above it, which stays between `from` and `to`. */
export function namedLine(asked: {
  name: string;
  x: number;
  top: number;
  bottom: number;
  from: number;
  to: number;
  colours: Colours;
}): string {
  const { name, x, top, bottom, from, to, colours } = asked;
  const text = fitted(name, to - from, { bold: true });
  const middle = within({ middle: x, width: widthOf(text, { bold: true }), from, to });
  const line = polyline(
    [
      [x, top - 3],
      [x, bottom],
    ],
    { colour: colours.ink },
  );
  return line + label({ text, x: middle, y: top - 7, anchor: 'middle', fill: colours.ink, bold: true });
}
