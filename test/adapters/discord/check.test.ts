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
      'wrong: The application has an Interactions Endpoint URL, so that commands go there and not to the desk: clear it on its General Information page, or set DISCORD_PUBLIC_KEY.',
      'wrong: The link of discord:invite adds no bot that requires the OAuth2 code grant: switch that off on the application’s Bot page.',
    ]);
  });

  it('says where commands go of a desk that takes them over HTTP, and whether its key is the application’s', async () => {
    const { discord, check } = await standIn();
    const { application } = discord.world;
    const { publicKey: DISCORD_PUBLIC_KEY } = discord.endpoint;
    const env = { DISCORD_PUBLIC_KEY, PUBLIC_URL: 'https://desk.example.com' };
    application.verify_key = DISCORD_PUBLIC_KEY;
    expect(await check(env)).toEqual([
      FINE,
      'missing: The application has no Interactions Endpoint URL: commands come by the gateway, to one process. On its General Information page, set https://desk.example.com/discord/interactions.',
    ]);
    application.interactions_endpoint_url = 'https://desk.example.com/discord/interactions';
    expect(await check(env)).toEqual([FINE]);
    application.interactions_endpoint_url = 'https://elsewhere.example/discord';
    application.verify_key = 'f'.repeat(64);
    expect(await check(env)).toEqual([
      FINE,
      'wrong: DISCORD_PUBLIC_KEY is not the application’s, so that whatever Discord sends is refused: copy the Public Key of its General Information page.',
      'wrong: The application’s Interactions Endpoint URL is https://elsewhere.example/discord, so that commands go there and not to the desk: set https://desk.example.com/discord/interactions on its General Information page.',
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
