import type { DiscordServer } from './server.ts';

/** Calls to the stand-in as a bot makes them, without a library between. */
export function callsTo(discord: () => DiscordServer) {
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = bot()) {
    const sent = body instanceof FormData ? body : body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${discord().apiUrl}/v10${path}`, { method, headers, body: sent });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  const bot = () => ({ authorization: `Bot ${discord().token}` });
  const post = (body: unknown) => call('POST', `/channels/${discord().channelId}/messages`, body);
  const register = (body: unknown) =>
    call('PUT', `/applications/${discord().world.applicationId}/commands`, body);
  const place = () => ({ user: discord().admin, channel: discord().channelId, guild: discord().guildId });
  const answer = (id: string, token: string, body: unknown) =>
    call('POST', `/interactions/${id}/${token}/callback`, body, {});

  /** Answers a fresh interaction with a callback of this type. */
  function callback(type: number) {
    return (data: unknown) => {
      const { id, token } = discord().people.slash(place(), ['hashprice']);
      return answer(id, token, { type, data });
    };
  }

  return { call, bot, post, register, place, answer, callback };
}
