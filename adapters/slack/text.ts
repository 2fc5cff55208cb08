import { visible } from 'hashdesk/chat';

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
