/**
 * What Discord would act on in a text: mentions, links, markup and characters that change how it is read.
 * A backslash before punctuation makes that character plain, as Discord's clients do it.
 */
const live: [name: string, pattern: RegExp][] = [
  ['mention', /<(@[!&]?|#|id:|\/)[^>\s]*>|@(everyone|here)/],
  ['emoji or timestamp', /<(a?:\w+:\d+|t:-?\d+(:\w)?)>/],
  ['link', /https?:\/\/\S|discord:\/\/\S|<(mailto:|tel:|https?:)[^>]*>/i],
  ['masked link', /\[[^\]]*\]\([^)]*\)/],
  ['bold, italics or underline', /\*|_/],
  ['strikethrough or spoiler', /~~|\|\|/],
  ['code', /`/],
  ['heading, quote or list', /^\s*(#{1,3} |-# |>{1,3} |[-*+] |\d+\. )/m],
];

/** Names of what is live in `text`, as in a description or a field. */
export function liveMarkup(text: string): string[] {
  const fences = [...text.matchAll(/```(?:[a-z]*\n)?([\s\S]*?)```/g)].map(([, inside]) => inside!);
  const outside = text.replace(/```(?:[a-z]*\n)?[\s\S]*?```/g, '');
  // An escaped character can no longer begin markup: put a private-use letter in its place.
  const plain = outside.replace(/\\[^0-9A-Za-z\s]/g, '\uE000');
  const found = live.filter(([, pattern]) => pattern.test(plain)).map(([name]) => name);
  return [...found, ...deceptive(`${outside}${fences.join('')}`)];
}

/** Control and bidirectional characters, which no kind of text may hold. */
export function deceptive(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text) ? ['control character'] : [];
  const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text) ? ['bidirectional character'] : [];
  return [...control, ...bidi];
}

/** The text as a person reads it: without the backslashes, fences and invisible separators. */
export function readable(text: string): string {
  return text
    .replace(/```/g, '')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
    .replace(/\u200b/g, '');
}
