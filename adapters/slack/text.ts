/** Characters that show nothing and change what is shown: controls, and marks that turn the direction of text. */
const UNSEEN = /(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Nearly all text: letters of the West, digits, signs and arrows, none of them among the unseen. */
const PLAIN = /^[\n\x20-\x7e\u00a0-\u05ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff]*$/;

/** Text that shows as it reads: well-formed, lines broken by \n only, no control and no bidi characters. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, '');
}

/** An invisible character that keeps its neighbours from being read together as a name, an emoji or an address. */
const APART = '\u2060';

/** What formats text in mrkdwn, which has no way to escape it, and what looks the same. */
const LOOKALIKES: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/**
 * One line for the few fields that Slack always reads as mrkdwn: nothing in it becomes a mention, a link, an
 * emoji or formatting.
 */
export function inertMrkdwn(text: string): string {
  return visible(text)
    .replaceAll('\n', ' ')
    .replace(/[*_~`]/g, (mark) => LOOKALIKES[mark]!)
    .replace(/[@#]|:(?=\S)|\.(?=\p{L})|^(?=[>•\d-])/gu, (mark) => `${mark}${APART}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The index at or below `index` that does not fall between the halves of one character. */
function whole(text: string, index: number): number {
  const next = text.charCodeAt(index);
  return next >= 0xdc00 && next <= 0xdfff ? index - 1 : index;
}

/** `text` within `limit`; what is left out is marked by "…". */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, whole(text, limit - 1))}…`;
}

/** `text` in pieces within `limit`, broken at a line or a space where there is one in the second half. */
export function pieces(text: string, limit: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const window = rest.slice(0, limit);
    const space = [window.lastIndexOf('\n'), window.lastIndexOf(' ')].find((index) => index > limit / 2);
    const end = space ?? whole(rest, limit);
    found.push(rest.slice(0, end));
    rest = rest.slice(space === undefined ? end : end + 1);
  }
  return [...found, rest].filter((piece) => piece.trim() !== '');
}
