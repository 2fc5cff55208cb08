import { polyline } from './svg.ts';
import { fitted, label, widthOf, within } from './text.ts';
import type { Colours } from './theme.ts';

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
