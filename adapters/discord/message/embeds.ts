import type { APIEmbed } from 'discord.js';
import { pieces } from 'hashdesk/chat';
import { LIMITS } from '../limits.ts';
import { EMPTY, inert } from '../text.ts';

/** Texts of one embed, without the footer: with it, one always fits into a message. */
const EMBED_TEXT = 4_400;
export const FOOTER_TEXT = 1_500;

/** The chunks in order, in as few embeds as hold them. */
export function embedsOf(asked: {
  title: string;
  chunks: string[];
  color: number;
  footer: string;
}): APIEmbed[] {
  const { title, chunks, color, footer } = asked;
  const embeds: APIEmbed[] = [{ title: heading(title), color }];
  for (const chunk of chunks) {
    const grown = extended(embeds.at(-1)!, chunk);
    if (grown) embeds[embeds.length - 1] = grown;
    else embeds.push(extended({ color }, chunk)!);
  }
  if (footer === '') return embeds;
  return [...embeds.slice(0, -1), { ...embeds.at(-1), footer: { text: footer } }];
}

function heading(title: string): string {
  const [first = EMPTY, ...more] = pieces({ text: title, limit: LIMITS.title - 1, show: inert });
  return more.length > 0 ? `${first}…` : first;
}

/** The embed with `chunk` at its end; undefined when it has no room. */
function extended(embed: APIEmbed, chunk: string): APIEmbed | undefined {
  const description = embed.description === undefined ? chunk : `${embed.description}\n${chunk}`;
  const grown: APIEmbed = { ...embed, description };
  const fits = description.length <= LIMITS.description && textLength(grown) <= EMBED_TEXT;
  return fits ? grown : undefined;
}

/** What Discord counts towards the 6,000. */
function textLength({ title, description, footer }: APIEmbed): number {
  const texts = [title, description, footer?.text];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

/** Embeds by the message that shows them. */
export function byMessage(embeds: APIEmbed[]): APIEmbed[][] {
  const groups: APIEmbed[][] = [];
  for (const embed of embeds) {
    const last = groups.at(-1);
    const total = [...(last ?? []), embed].reduce((sum, it) => sum + textLength(it), 0);
    if (last && last.length < LIMITS.embeds && total <= LIMITS.embedsTotal) last.push(embed);
    else groups.push([embed]);
  }
  return groups;
}
