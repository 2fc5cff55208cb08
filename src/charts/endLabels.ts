import type { Box } from './page.ts';
import { polyline } from './svg.ts';
import { fitted, labelAt, TEXT, widthOf } from './text.ts';

/** What stands at the right end of a line. */
export interface EndLabel {
  /** Where the line ends. */
  y: number;
  /** A name that may be cut, and after it a number that may not. */
  name: string;
  value: string;
  colour: string;
  bold?: boolean;
  /** Lines under the name. */
  under?: readonly string[];
}

const LINE = TEXT + 3;
const LEADER = 14;
const MOST_SHARE = 0.42;

/** The labels in a column of their own at the right of a plot, none over another, each joined to its line. */
export function endLabels(asked: { labels: readonly EndLabel[]; area: Box }) {
  const { area } = asked;
  const most = (area.right - area.left) * MOST_SHARE;
  const labels = asked.labels.map((label) => ({ ...label, rows: rowsOf(label, most) }));
  const width = Math.max(0, ...labels.map(({ rows, bold }) => Math.max(...rows.map(wideAs(bold)))));
  const right = labels.length === 0 ? area.right : area.right - width - LEADER;
  const heights = labels.map(({ rows }) => rows.length * LINE);
  const body = (yOf: (y: number) => number) => {
    const wanted = labels.map(({ y }) => yOf(y));
    const placed = dodged({ wanted, heights, top: area.top, bottom: area.bottom });
    return labels.map((label, at) => {
      const middle = placed[at]!;
      const lead = polyline(
        [
          [right + 2, wanted[at]!],
          [right + LEADER - 4, middle],
        ],
        { colour: label.colour },
      );
      return lead + texts({ ...label, x: right + LEADER, middle });
    });
  };
  return { right, body: (yOf: (y: number) => number) => body(yOf).join('') };
}

const wideAs = (bold?: boolean) => (text: string) => widthOf(text, { bold: bold ?? false });

function rowsOf({ name, value, bold = false, under = [] }: EndLabel, room: number): string[] {
  const figure = fitted(value, room, { bold });
  const left = room - widthOf(` ${figure}`, { bold });
  const first = `${fitted(name, left, { bold })} ${figure}`.trim();
  return [first, ...under.map((line) => fitted(line, room))].filter((row) => row !== '');
}

function texts(asked: { rows: string[]; x: number; middle: number; colour: string; bold?: boolean }): string {
  const { rows, x, middle, colour, bold = false } = asked;
  const first = middle - ((rows.length - 1) * LINE) / 2;
  return rows
    .map((text, at) => labelAt({ text, x, y: first + at * LINE, fill: colour, bold: bold && at === 0 }))
    .join('');
}

/** Middles as near as may be to those wanted, in the same order, none nearer to the next than both are high. */
function dodged(asked: {
  wanted: readonly number[];
  heights: readonly number[];
  top: number;
  bottom: number;
}): number[] {
  const { wanted, heights, top, bottom } = asked;
  const order = wanted.map((_, at) => at).toSorted((one, other) => wanted[one]! - wanted[other]!);
  const placed: number[] = [];
  let free = top;
  for (const at of order) {
    placed[at] = Math.max(wanted[at]!, free + heights[at]! / 2);
    free = placed[at]! + heights[at]! / 2;
  }
  free = bottom;
  for (const at of order.toReversed()) {
    placed[at] = Math.min(placed[at]!, free - heights[at]! / 2);
    free = placed[at]! - heights[at]! / 2;
  }
  return placed;
}
