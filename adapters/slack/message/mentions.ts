import { LIMITS } from '../limits.ts';
import type { SlackMessage } from '../render.ts';

/** A person (`U…`, `W…`) or a user group (`S…`); anything else is no id of Slack's and calls nobody. */
const PERSON = /^[UW][A-Z0-9]{7,30}$/;
const GROUP = /^S[A-Z0-9]{7,30}$/;

/** The messages, with those called by name whose ids someone with permission has put on the rule. */
export function withPings(messages: SlackMessage[], ids: readonly string[]): SlackMessage[] {
  const text = ids.flatMap(mention).join(' ');
  const [first, ...rest] = messages;
  if (text === '' || !first) return messages;
  const ping = { type: 'section', text: { type: 'mrkdwn', text } } as const;
  if (first.blocks.length < LIMITS.messageBlocks)
    return [{ ...first, blocks: [ping, ...first.blocks] }, ...rest];
  return [{ text: first.text, blocks: [ping] }, ...messages];
}

function mention(id: string): string[] {
  if (PERSON.test(id)) return [`<@${id}>`];
  return GROUP.test(id) ? [`<!subteam^${id}>`] : [];
}
