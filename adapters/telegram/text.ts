/** Characters that show nothing and change what is shown: controls, and marks that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Spaces, and characters that show nothing: a message of these alone is empty to Telegram. */
const BLANK = /^(?:[\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]|\p{M})*$/u;

/** Takes no room; between two characters it keeps them from being read together. */
const APART = '\u200b';

/** Plain text that shows as it reads: well-formed, lines broken by \n only, no control and no bidi characters. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, '');
}

export const isBlank = (text: string): boolean => BLANK.test(text);

/** What Telegram makes a link of by itself, wherever it stands: each is split after the first match. */
const LINKED: readonly RegExp[] = [
  /@(?=[\p{L}\p{N}_])/gu,
  /#(?=[\p{L}\p{N}_])/gu,
  /\$(?=[A-Za-z])/g,
  // A command, and what follows `://`. In $/PH/day a slash comes after a letter, and is none.
  /(?<![\p{L}\p{N}])\/(?=[\p{L}\p{N}_])/gu,
  // A host needs no scheme to become a link.
  /(?<=[\p{L}\p{N}_-])\.(?=\p{L})/gu,
  /(?<=\d{1,3}\.\d{1,3}\.\d{1,3})\.(?=\d)/g,
];

/** Text for a place where Telegram looks for links: nothing in it becomes a mention, a command or a link. */
export function inert(text: string): string {
  return LINKED.reduce((shown, linked) => shown.replace(linked, `$&${APART}`), visible(text));
}

/** `text` within `limit`; what is left out is marked by "…". */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, whole(text, limit - 1))}…`;
}

/** `text` in pieces of at most `limit`, each broken at a line or a space where its second half has one. */
export function pieces(text: string, limit: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const end = breakBefore(rest, Math.max(1, whole(rest, limit)));
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest];
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
