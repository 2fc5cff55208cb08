import { element, rectangle } from './svg.ts';
import { drawable, fitted, label, TEXT, widthOf } from './text.ts';
import type { Colours } from './theme.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where a form draws, and with what. */
export interface Page {
  colours: Colours;
  /** The picture without its margins and its heading. */
  area: Box;
}

/** A place in a picture at which a value is read. */
export interface Stop {
  x: number;
  y: number;
  /** What is there: `Aug 2031, Colocation: $164M`. */
  words: string;
}

/** What a form has drawn. */
export interface Drawn {
  body: string;
  /** What the second line must say besides the unit: what is not drawn. */
  notes?: readonly string[];
  /** Where values are read off, for whoever points at them. */
  plot?: Box;
  /** Where values are read, a row above the other; made for those who read them. */
  stops?: () => readonly (readonly Stop[])[];
}

/** Inter where there is it, as in pictures of chats; else what a browser has. */
export const FONTS = 'Inter, system-ui, sans-serif';
const MARGIN = 12;
const TITLE = 14;
/** From one line under the title to the next. */
export const LINE = 15;

interface Sheet {
  width: number;
  height: number;
  colours: Colours;
}

/** The page under a heading of so many lines below its title. */
export function pageOf({ width, height, colours, lines = 1 }: Sheet & { lines?: number }): Page {
  const top = 52 + (lines - 1) * LINE;
  return { colours, area: { left: MARGIN, top, right: width - MARGIN, bottom: height - MARGIN } };
}

/** What stands below the title: part after part, in as many lines as they need; a long part goes on word by word. */
export function linesUnder({ parts, width }: { parts: readonly string[]; width: number }): string[] {
  const room = width - 2 * MARGIN;
  const lines: string[] = [];
  const add = (piece: string, joint: string) => {
    const longer = lines.length > 0 && `${lines.at(-1)}${joint}${piece}`;
    if (longer && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(fitted(piece, room));
  };
  for (const part of parts.map(drawable).filter((it) => it !== '')) {
    const pieces = widthOf(part) <= room ? [part] : part.split(' ');
    for (const [at, piece] of pieces.entries()) add(piece, at === 0 ? ' · ' : ' ');
  }
  return lines;
}

/** Title, and the lines under it. */
export function heading(asked: Sheet & { title: string; under: readonly string[] }): string {
  const { width, colours, title, under } = asked;
  const words = fitted(title, width - 2 * MARGIN, { size: TITLE, bold: true });
  return [
    label({ text: words, x: MARGIN, y: 21, fill: colours.ink, size: TITLE, bold: true }),
    ...under.map((text, at) => label({ text, x: MARGIN, y: 37 + at * LINE, fill: colours.muted })),
  ].join('');
}

/** The whole picture. */
export function picture(asked: Sheet & { alt: string; plot?: Box | undefined; content: string }): string {
  const { width, height, colours, alt, plot, content } = asked;
  const box = plot && [plot.left, plot.top, plot.right, plot.bottom].map(Math.round).join(' ');
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': alt,
      'data-plot': box,
      'font-family': FONTS,
      'font-size': TEXT,
    },
    rectangle({ from: [0, 0], to: [width, height], fill: colours.ground }),
    content,
  );
}
