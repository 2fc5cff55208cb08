import { element, escaped } from './svg.ts';

/** Of labels, in logical pixels: still readable where a phone shows the picture at 360. */
export const TEXT = 11.5;
/** Between two labels of an axis. */
const APART = 8;

interface Style {
  size?: number;
  bold?: boolean;
}

/** What is no sign but steers signs; what joins those of emoji and of some scripts is left. */
const STEERING = /(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** A text as it is drawn: as it was typed, in one line, without what turns the direction of the signs after it. */
export const drawable = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').replace(STEERING, '').trim();

/** How wide a drawable text is, in logical pixels. */
export type Measure = (text: string, style: { size: number; bold: boolean }) => number;

/** The fonts of what is being drawn. */
let measure: Measure | undefined;

/**
 * What `draw` draws, with its texts measured by the fonts of where it is shown: nothing between here and a label has to
 * hand them on, and drawing is never interrupted.
 */
export function measuredBy<T>(by: Measure, draw: () => T): T {
  const before = measure;
  measure = by;
  try {
    return draw();
  } finally {
    measure = before;
  }
}

/** How wide a drawable text is, in logical pixels. Throws outside of `measuredBy()`. */
export function widthOf(text: string, { size = TEXT, bold = false }: Style = {}): number {
  if (!measure) throw new Error('A text has a width where something is drawn, within measuredBy()');
  return measure(text, { size, bold });
}

const signsOf = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text within `room` logical pixels: what is too long loses its middle, as names differ at both ends. */
export function fitted(text: string, room: number, style: Style = {}): string {
  const whole = drawable(text);
  if (widthOf(whole, style) <= room) return whole;
  const signs = Array.from(signsOf.segment(whole), ({ segment }) => segment);
  for (let kept = signs.length - 1; kept > 0; kept -= 1) {
    const head = Math.ceil(kept * 0.6);
    const tail = kept - head;
    const shorter = `${signs.slice(0, head).join('').trimEnd()}…${tail > 0 ? signs.slice(-tail).join('').trimStart() : ''}`;
    if (widthOf(shorter, style) <= room) return shorter;
  }
  return '';
}

interface Label extends Style {
  text: string;
  /** Where it starts, ends or has its middle, by `anchor`. */
  x: number;
  /** Of the base line. */
  y: number;
  fill: string;
  anchor?: 'start' | 'middle' | 'end' | undefined;
  /** A rim in this colour, so that it can be read on lines and areas. */
  halo?: string;
}

/** A text as it stands, which must be drawable. */
export function label({ text, x, y, fill, anchor, size, bold, halo }: Label): string {
  if (text === '') return '';
  const rim = halo && {
    stroke: halo,
    'stroke-width': 3,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  return element(
    'text',
    {
      x,
      y,
      fill,
      'font-size': size,
      'font-weight': bold ? 600 : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      ...rim,
    },
    escaped(text),
  );
}

/** The text with the middle of its line at `y`. */
export const labelAt = ({ y, ...rest }: Label): string =>
  label({ ...rest, y: y + (rest.size ?? TEXT) * 0.36 });

/** Where a text of this width has its middle, if it must stay between two ends. */
export function within(asked: { middle: number; width: number; from: number; to: number }): number {
  const { middle, width, from, to } = asked;
  return Math.max(from + width / 2, Math.min(to - width / 2, middle));
}

/** Labels of an axis within its ends: every one, or every second, third and so on, so that none touches the next. */
export function thinned(asked: { marks: readonly { x: number; text: string }[]; from: number; to: number }) {
  const { marks, from, to } = asked;
  const placed = marks.map(({ x, text }) => {
    const width = widthOf(text);
    return { text, width, x: within({ middle: x, width, from, to }) };
  });
  for (let every = 1; every < placed.length; every += 1) {
    const kept = placed.filter((_, at) => at % every === 0);
    const touches = ({ x, width }: (typeof placed)[number], at: number) =>
      at > 0 && x - width / 2 < kept[at - 1]!.x + kept[at - 1]!.width / 2 + APART;
    if (!kept.some(touches)) return kept;
  }
  return placed.slice(0, 1);
}
