import { visible } from 'hashdesk/chat';

/** Spaces, and characters that show nothing: a message of these alone is empty to Telegram. */
const BLANK = /^(?:[\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]|\p{M})*$/u;

/** Takes no room; between two characters it keeps them from being read together. */
const APART = '\u200b';

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
