import { adapterKind, variable } from 'hashdesk/chat';
import { z } from 'zod';

/** Telegram: one bot token, by long polling or a webhook. */
export const telegram = adapterKind({
  name: 'telegram',
  variables: {
    /** The bot's token. */
    TELEGRAM_TOKEN: variable.text.optional(),
    /** The Bot API elsewhere: a Bot API server of one's own, a proxy. Default https://api.telegram.org */
    TELEGRAM_API_URL: variable.origin.optional(),
    /** With PUBLIC_URL: Telegram comes to us and proves itself by this. Without: we ask Telegram. */
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, - and _: openssl rand -hex 32')
      .optional(),
  },
  configure(
    { TELEGRAM_TOKEN: token, TELEGRAM_API_URL: apiUrl, TELEGRAM_WEBHOOK_SECRET: secret },
    { publicUrl },
  ) {
    if (token === undefined) return undefined;
    const webhook = secret === undefined || publicUrl === undefined ? undefined : { publicUrl, secret };
    const config = { token, apiUrl, webhook };
    return {
      needsWeb: webhook !== undefined,
      secrets: [token, ...(secret === undefined ? [] : [secret])],
      async check(means) {
        const { checkTelegram } = await import('./setup/check.ts');
        return checkTelegram({ ...means, config });
      },
      async create(means) {
        const { telegramAdapter } = await import('./connect.ts');
        if (secret !== undefined && !webhook)
          means.log.warn({}, 'TELEGRAM_WEBHOOK_SECRET has no effect without PUBLIC_URL: Telegram is polled');
        return telegramAdapter({ ...means, config });
      },
    };
  },
  // The id of a bot, and what makes it a secret. It is a part of every address of the Bot API.
  tokenPatterns: [/(?<!\d)\d{6,12}(?::|%3A)[\w-]{30,}/i],
  // As the adapter writes them into a line: Telegram names people by their first name or by @name.
  mentions: [
    ['person', /<@(\d{1,16})>/],
    ['channel', /<#(G\d{1,16})>/],
  ],
});
