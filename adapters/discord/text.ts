import { visible } from 'hashdesk/chat';

/** Takes no room; between two characters it keeps them from being read together. */
const APART = '\u200b';

/** What Discord takes for a text where there is none. */
export const EMPTY = APART;

/** What could be read as markup, a mention or a link; most text holds nothing of it. */
const SPECIAL = /[\\*_~`|<>[\]@]|:\/\/|^[^\S\n\r\u2028\u2029]*(?:[-+#]|\d+\.(?=\s|$))/m;

/** Text for a place that reads markdown: nothing in it becomes markup, a mention or a link. */
export function inert(text: string): string {
  const shown = visible(text);
  if (!SPECIAL.test(shown)) return shown;
  // Not every client takes a backslash for what it is: `<` and `#` have one only where they would begin something.
  return shown
    .replace(/[\\*_~`|[\]]|:(?=\/\/)|<(?=[@#/:a-z])/gi, '\\$&')
    .replace(/^([^\S\n\r\u2028\u2029]*)(?=#{1,3}\s|-#?\s|\+\s|>)/gm, '$1\\')
    .replace(/^([^\S\n\r\u2028\u2029]*\d+)\.(?=\s|$)/gm, '$1\\.')
    .replaceAll('@', `@${APART}`);
}

/** A monospaced block in which the backticks of `text` cannot end it. */
export function fenced(text: string): string {
  return `\`\`\`\n${visible(text).replaceAll('`', `\`${APART}`)}\n\`\`\``;
}
