import { expect } from 'vitest';

const letters = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

/**
 * A made-up secret of every shape that the platforms and the sources use. They are put together here so that
 * no scanner takes this file for a leak.
 */
export const secrets = {
  slackBot: ['xoxb', '123456789012', '1234567890123', letters.slice(0, 24)].join('-'),
  slackUser: ['xoxp', '123456789012', '123456789012', '123456789012', 'a1b2c3d4e5f6'.repeat(2)].join('-'),
  slackApp: ['xapp', '1', 'A012ABCD0A0', '1234567890123', '0123456789abcdef'.repeat(4)].join('-'),
  slackRotating: ['xoxe.xoxb', '1', letters.repeat(2)].join('-'),
  slackRefresh: ['xoxe', '1', letters.repeat(2)].join('-'),
  slackLegacy: ['xoxs', '1234567890', letters].join('-'),
  discordBot: [letters.slice(0, 26), 'GabcDE', letters.repeat(2).slice(0, 38)].join('.'),
  discordOldBot: [letters.slice(0, 24), 'XyZ-12', letters.slice(0, 27)].join('.'),
  discordUser: `mfa.${letters.repeat(3).slice(0, 84)}`,
  webToken: ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', letters].join('.'),
};

/** Fails when `text` holds any of `secrets`, or a stretch of one that would help to guess it. */
export function expectNoSecret(text: string, hidden: Record<string, string> = secrets): void {
  for (const [name, secret] of Object.entries(hidden)) {
    const tail = secret.slice(-Math.min(12, secret.length));
    expect(text.includes(secret) || text.includes(tail), `${name} in: ${text}`).toBe(false);
  }
}
