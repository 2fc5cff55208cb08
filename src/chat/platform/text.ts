/** Characters that show nothing and change what is shown: controls, and marks that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Nearly all text: letters of the West, digits, signs and arrows, none of them among the unseen. */
const PLAIN = /^[\n\x20-\x7e\u00a0-\u05ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff]*$/;

/** Plain text that shows as it reads: well-formed, lines broken by \n only, no control and no bidi characters. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, '');
}

/** `text` within `limit` UTF-16 units; what is left out is marked by "…". */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, whole(text, limit - 1))}…`;
}

/**
 * `text` in pieces whose form after `show` is within `limit` UTF-16 units, broken at a line or a space where the
 * second half of a piece has one. What is blank is left out.
 */
export function pieces({ text, limit, show = (piece) => piece }: Pieces): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > limit || show(rest).length > limit) {
    const end = breakBefore(rest, longest({ text: rest, limit, show }));
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest].map(show).filter((piece) => piece.trim() !== '');
}

interface Pieces {
  text: string;
  limit: number;
  show?: (text: string) => string;
}

/** A length of `text`, near the most possible, whose form after `show` fits. */
function longest({ text, limit, show }: Required<Pieces>): number {
  let end = Math.min(text.length, limit);
  while (show(text.slice(0, end)).length > limit) end = Math.floor(end * 0.9);
  return Math.max(1, whole(text, end));
}

function breakBefore(text: string, end: number): number {
  const window = text.slice(0, end);
  const gap = [window.lastIndexOf('\n'), window.lastIndexOf(' ')].find((index) => index > end / 2);
  return gap === undefined ? end : gap + 1;
}

/** The index at or below `index` that does not fall between the halves of one character. */
function whole(text: string, index: number): number {
  const next = text.charCodeAt(index);
  return next >= 0xdc00 && next <= 0xdfff ? index - 1 : index;
}
