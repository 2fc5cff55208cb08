/**
 * View Channel, Send Messages, Embed Links, Attach Files, Read Message History (to find a message again that was
 * posted without an answer), Send Messages in Threads: no more is used.
 */
const PERMISSIONS = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 38n);

/** The address at which someone who manages a server adds the bot to it. */
export function discordInvite({ applicationId }: { applicationId: string }): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(PERMISSIONS),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** The application's id, which is the first part of its bot's token; undefined when the token is of another form. */
export function applicationIdOf(token: string): string | undefined {
  const [first = ''] = token.split('.');
  const id = Buffer.from(first, 'base64').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : undefined;
}
