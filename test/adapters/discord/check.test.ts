import { describe, expect, it, onTestFinished } from 'vitest';
import { checked, mute, nowhere } from '../../support/checks.ts';
import { discordServer } from '../../support/discord/server.ts';
import { secrets } from '../../support/secrets.ts';

async function standIn() {
  const discord = await discordServer();
  onTestFinished(discord.close);
  const given = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  return {
    discord,
    check: (more: Record<string, string> = {}, timeoutMs = 8_000) =>
      checked({ name: 'discord', env: { ...given, ...more }, timeoutMs }),
  };
}

const FINE = 'fine: takes DISCORD_TOKEN, of the application “Hashdesk”';

describe('check() of Discord', () => {
  it('finds nothing wrong with a token that holds, and identifies at no gateway', async () => {
    const { discord, check } = await standIn();
    expect(await check()).toEqual([FINE]);
    expect(discord.rest.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /applications/@me',
    ]);
    expect(discord.gateway.state.identifies).toBe(0);
  });

  it.each([secrets.discordBot, secrets.discordOldBot])(
    'says what to do about a token that Discord refuses (%#)',
    async (token) => {
      const { check } = await standIn();
      expect(await check({ DISCORD_TOKEN: token })).toEqual([
        'DeliveryError: Discord refuses DISCORD_TOKEN: copy a new one from your application’s Bot page (Reset Token).',
      ]);
    },
  );

  it('names what of the application’s pages keeps the desk from being asked or added', async () => {
    const { discord, check } = await standIn();
    discord.world.application.interactions_endpoint_url = 'https://elsewhere.example/discord';
    discord.world.application.bot_require_code_grant = true;
    expect(await check()).toEqual([
      FINE,
      'wrong: The application has an Interactions Endpoint URL, so that commands go there and not to the desk: clear it on its General Information page.',
      'wrong: The link of discord:invite adds no bot that requires the OAuth2 code grant: switch that off on the application’s Bot page.',
    ]);
  });

  it('says that Discord cannot be reached when nobody listens, nobody answers in time, or it fails', async () => {
    const { discord, check } = await standIn();
    const away = ['DeliveryError: Discord could not be reached. Discord did not answer.'];
    expect(await check({ DISCORD_API_URL: `${await nowhere()}/api` })).toEqual(away);
    expect(await check({ DISCORD_API_URL: `${await mute()}/api` }, 20)).toEqual(away);
    discord.rest.failures.push({ path: /@me$/, status: 503 });
    expect(await check()).toEqual([
      'DeliveryError: Discord could not be reached. Discord answered with status 503.',
    ]);
  });
});
