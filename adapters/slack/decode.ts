const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * What a person meant by one of Slack's `<…>` sequences. Of a person, a group or a channel only the id counts: a
 * label is whatever its bearer chose, and a right must not follow it. Links and dates are their text.
 */
function meaning(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (/^(?:[@#]|!subteam\^)[A-Z0-9]+$/.test(target)) return `<${target}>`;
  return target.startsWith('!') ? label || `@${target.slice(1)}` : label || target;
}

/** What a person typed, out of Slack's encoding: plain characters, straight quotes, ordinary spaces. */
export function decodeText(text: string): string {
  return text
    .replace(/<([^<>\n]+)>/g, (_, inside: string) => meaning(inside))
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]!)
    .replace(/[“”„‟]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .trim();
}

/** What was asked of the bot: the text without the mention of the bot itself. */
export function withoutMention(text: string, botUserId: string): string {
  return decodeText(text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, 'g'), ' ')).replace(
    /^[:,]\s*/,
    '',
  );
}
