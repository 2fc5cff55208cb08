import { adapterKind, UserError, variable } from 'hashdesk/chat';
import { z } from 'zod';

/** An id of Discord's, as it stands in a mention. */
const MENTIONED = '([A-Z0-9]{2,32})>';

/** Discord: one bot token, through the gateway; with the application's public key, by signed HTTP as well. */
export const discord = adapterKind({
  name: 'discord',
  variables: {
    /** The bot's token. */
    DISCORD_TOKEN: variable.text.optional(),
    /** Discord's API elsewhere, without its version: a proxy. Default https://discord.com/api */
    DISCORD_API_URL: variable.origin.optional(),
    /** Development: registers the commands in this server only, where they appear at once. */
    DISCORD_GUILD_ID: z
      .string()
      .regex(/^\d{17,20}$/, 'must be a server id of 17 to 20 digits')
      .optional(),
    /** Discord sends interactions to this desk as signed HTTP requests; any of its processes answers. */
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[\da-f]{64}$/i, 'must be the 64 hexadecimal digits of the application’s Public Key')
      .optional(),
  },
  configure(
    {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      DISCORD_GUILD_ID: guildId,
      DISCORD_PUBLIC_KEY: publicKey,
    },
    { publicUrl },
  ) {
    if (token === undefined) return undefined;
    return {
      needsWeb: publicKey !== undefined,
      // The library’s own client of sockets knows no proxy.
      besideProxy: 'the gateway of Discord',
      secrets: [token],
      async check({ timeoutMs }) {
        const { checkDiscord } = await import('./setup/check.ts');
        return checkDiscord({ timeoutMs, config: { token, apiUrl, publicKey, publicUrl } });
      },
      async create(means) {
        const { discordAdapter } = await import('./connect.ts');
        return discordAdapter({ ...means, config: { token, apiUrl, guildId, publicKey } });
      },
    };
  },
  tokenPatterns: [
    // Of bots and of users.
    /(?<![\w-])(?:mfa\.[\w-]{60,}|[\w-]{18,}\.[\w-]{6,7}\.[\w-]{25,})/,
    // The part of an address that lets anyone post.
    /(?<=\/webhooks\/\d+\/|\/interactions\/\d+\/)[\w-]+/i,
  ],
  mentions: [
    ['person', new RegExp(`<@!?${MENTIONED}`)],
    ['role', new RegExp(`<@&${MENTIONED}`)],
    ['channel', new RegExp(`<#${MENTIONED}`)],
  ],
  scripts: {
    /** The address at which someone who manages a server adds the bot to it. */
    async 'discord:invite'({ values: { DISCORD_TOKEN: token } }) {
      const { applicationIdOf, discordInvite } = await import('./setup/invite.ts');
      const applicationId = token === undefined ? undefined : applicationIdOf(token);
      if (applicationId === undefined)
        throw new UserError(
          'Set DISCORD_TOKEN to the bot’s token: the invite link names the application it belongs to.',
        );
      return discordInvite({ applicationId });
    },
  },
});
