const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What a person meant by one of Slack's `<…>` sequences: a mention, a channel, a link, a date. */
function meaning(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  const [sigil] = target;
  if (sigil === '@') return `@${label || target.slice(1)}`;
  if (sigil === '#') return `#${label || target.slice(1)}`;
  if (sigil === '!') return label || `@${target.slice(1)}`;
  return label || target;
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
