/** Text on a terminal: what may be shown of it, how wide it is, and where it breaks. */

const PLAIN = /^[\x20-\x7e]*$/u;
/** Letters, signs and boxes of one column each that join nothing: most of what we write beside ASCII. */
const NARROW = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u259f]*$/u;
// Format characters change what stands around them; the joiner stays because it holds emojis together.
const HIDDEN = /[\p{Cs}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;
const CONTROL = /\p{Cc}/gu;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const ZERO = /^(?:\p{M}|\u200d|[\u1160-\u11ff])+$/u;
/** Where an address, a time zone or a port may go on in the next line. */
const WITHIN_WORD = /(?<=[/:@])/u;
const BREAKS = / |(?<=[/:@])/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * `text` with nothing in it that a terminal would obey: control characters become visible (`␛`), invisible and
 * bidirectional ones are dropped. Line ends stay, tabs become spaces.
 */
export function safeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll('\t', '  ')
    .replace(CONTROL, visibleControl)
    .replace(HIDDEN, '');
}

function visibleControl(control: string): string {
  if (control === '\n') return control;
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '␡';
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '';
}

/** As safeText, on one line. */
export function safeLine(text: string): string {
  return PLAIN.test(text) ? text : safeText(text).replaceAll('\n', ' ');
}

/** The columns that `text` takes on a terminal. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** The columns that the widest of `texts` takes. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

/** The columns of what is widest in `text` and better not broken: a word, or a part of one that ends in `/`, `:` or `@`. */
export const unbroken = (text: string): number => widest(text.split(BREAKS));

/** `text` filled with spaces to `width` columns. */
export function pad(text: string, { width, align }: { width: number; align: 'left' | 'right' }): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** `text` in lines of at most `width` columns, broken at spaces, and within a word only when it is longer than a line. */
export function wrap(text: string, width: number): string[] {
  // Most texts fit, and are asked about often: an answer is laid out for several screens.
  if (text.length <= width && NARROW.test(text)) return [text];
  return text.split('\n').flatMap((line) => (displayWidth(line) <= width ? [line] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): string[] {
  const widthOf = NARROW.test(line) ? ({ length }: string) => length : displayWidth;
  const words = line.split(' ').flatMap((word) => (widthOf(word) <= width ? [word] : splitWord(word, width)));
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const word of words) {
    const wide = widthOf(word);
    if (current !== '' && used + 1 + wide <= width) {
      current += ` ${word}`;
      used += 1 + wide;
    } else {
      if (current !== '') lines.push(current);
      current = word;
      used = wide;
    }
  }
  return [...lines, current];
}

/** A word in pieces of at most `width`, broken anywhere only where no part of it fits. */
function splitWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  for (const part of word.split(WITHIN_WORD)) {
    const joined = (pieces.at(-1) ?? '') + part;
    if (pieces.length > 0 && displayWidth(joined) <= width) pieces.splice(-1, 1, joined);
    else pieces.push(...(displayWidth(part) <= width ? [part] : splitAnywhere(part, width)));
  }
  return pieces;
}

function splitAnywhere(word: string, width: number): string[] {
  if (NARROW.test(word) && width >= 1)
    return Array.from({ length: Math.ceil(word.length / width) }, (_, at) =>
      word.slice(at * width, (at + 1) * width),
    );
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { segment } of segmenter.segment(word)) {
    const wide = graphemeWidth(segment);
    if (used + wide > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += segment;
    used += wide;
  }
  return [...pieces, piece];
}
