import { randomBytes } from 'node:crypto';
import { type Address, reply } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encryption } from '../../../adapters/slack/oauth/encryption.ts';
import { installationStore } from '../../../adapters/slack/oauth/installations.ts';
import type { SlackConfig } from '../../../adapters/slack/setup/config.ts';
import { keyValue } from '../../../src/storage/keyValue.ts';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { expectNoSecret } from '../../support/secrets.ts';
import { CHANNEL, makeSlack, until } from '../../support/slack/session.ts';
import { BOT_SCOPES } from '../../support/slack/world.ts';

const OTHER = 'T0000000002';
const TOKEN = ['xoxb', '5555555555', '6666666666', 'zyxwvutsrqponmlkjihgfedc'].join('-');
const newKey = (id: string) => ({ id, key: randomBytes(32).toString('base64') });

let made: Awaited<ReturnType<typeof makeSlack>> | undefined;
afterEach(async () => {
  await made?.close();
  made = undefined;
});

async function start(transport: 'socket' | 'http' = 'http') {
  const config: SlackConfig = {
    botToken: '',
    clientId: '1111111111.4444444444',
    clientSecret: 'fedcba9876543210'.repeat(2),
    stateSecret: 'state secret',
    encryptionKeys: [newKey('k1')],
    publicUrl: 'https://desk.example.com',
  };
  made = await makeSlack({ config, transport });
  const bot = scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));
  await made.adapter.start(bot);
  return { ...made, bot };
}

/** Goes through the installation as a browser does; the stand-in plays the consent page. */
async function install(
  { origin, slack }: Awaited<ReturnType<typeof start>>,
  { cookie = true, code = 'code1', scopes = BOT_SCOPES } = {},
) {
  const page = await fetch(`${origin}/slack/install`);
  const [link = ''] = /https?:\/\/[^"]*authorize[^"]*/.exec(await page.text()) ?? [];
  const address = new URL(link.replaceAll('&amp;', '&'));
  slack.codes.set('code1', { token: TOKEN, team: OTHER, scopes: [...scopes] });
  const back = new URLSearchParams({ code, state: address.searchParams.get('state') ?? '' });
  const [session = ''] = page.headers.get('set-cookie')?.split(';') ?? [];
  const headers = cookie ? { cookie: session } : {};
  return { address, response: await fetch(`${origin}/slack/oauth_redirect?${back}`, { headers }) };
}

const mention = (slack: NonNullable<typeof made>['slack'], event_id: string) =>
  slack.event(
    {
      type: 'app_mention',
      user: 'U0000000009',
      channel: CHANNEL,
      ts: '1.1',
      text: '<@U00000BOT2> hashprice',
    },
    {
      event_id,
      team_id: OTHER,
      authorizations: [{ team_id: OTHER, user_id: 'U00000BOT2', is_enterprise_install: false }],
    },
  );

describe('slackAdapter() installed by OAuth', () => {
  it('sends the installer to Slack with every scope, and back to the public address', async () => {
    const desk = await start();
    const { address } = await install(desk);
    expect(address.origin).toBe(desk.slack.origin);
    expect(address.searchParams.get('redirect_uri')).toBe('https://desk.example.com/slack/oauth_redirect');
    expect(address.searchParams.get('scope')?.split(',').sort()).toEqual(BOT_SCOPES);
  });

  it.each(['http', 'socket'] as const)(
    'installs a workspace, which is then a tenant of its own, over %s',
    async (transport) => {
      const desk = await start(transport);
      desk.slack.world.users.set('U0000000009', {
        id: 'U0000000009',
        name: 'eve',
        team_id: OTHER,
        is_admin: true,
      });
      expect((await install(desk)).response.status).toBe(200);
      mention(desk.slack, 'Ev1');
      await until(() => desk.slack.world.messages.length === 1);
      expect(desk.bot.asked[0]).toMatchObject({
        ask: { text: 'hashprice' },
        address: { tenant: `slack:${OTHER}` },
        person: { standing: 'admin' },
      });
      const address: Address = { adapter: 'slack', tenant: `slack:${OTHER}`, channel: CHANNEL };
      await desk.adapter.send(address, reply({ title: 'Digest' }), { deliveryId: 'd1' });
      expectNoSecret(desk.log.join('\n'), { TOKEN, ...desk.slack.secrets });
    },
  );

  it('names every scope that a workspace has not granted, once', async () => {
    const desk = await start();
    await install(desk, { scopes: BOT_SCOPES.filter((scope) => scope !== 'files:write') });
    for (const event of ['Ev1', 'Ev2']) mention(desk.slack, event);
    await until(() => desk.bot.asked.length === 2);
    const lines = desk.log.map((line) => JSON.parse(line)).filter(({ team }) => team === OTHER);
    expect(lines.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The Slack app lacks the scope files:write/),
    ]);
  });

  it('refuses a callback from another browser, and a code that Slack did not give', async () => {
    const desk = await start();
    expect((await install(desk, { cookie: false })).response.status).toBe(400);
    expect((await install(desk, { code: 'forged' })).response.status).toBe(500);
    await expect(
      desk.adapter.send(
        { adapter: 'slack', tenant: `slack:${OTHER}`, channel: CHANNEL },
        reply({ title: 'T' }),
        { deliveryId: 'd' },
      ),
    ).rejects.toMatchObject({ retryable: false });
    expectNoSecret(desk.log.join('\n'), { TOKEN, ...desk.slack.secrets });
  });

  it.each([
    ['app_uninstalled', {}],
    ['tokens_revoked', { tokens: { bot: ['U00000BOT2'] } }],
  ])('forgets a workspace on %s', async (type, more) => {
    const desk = await start();
    await install(desk);
    await desk.slack.event({ type, ...more }, { team_id: OTHER }).ack;
    await desk.adapter.stop();
    await desk.adapter.start(desk.bot);
    await mention(desk.slack, 'Ev2').ack;
    expect(desk.bot.asked).toEqual([]);
  });

  it.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
    'says that the app must be installed again when Slack answers %s, and names no variable',
    async (code) => {
      const desk = await start();
      await install(desk);
      desk.slack.world.faults.push({ method: 'chat.postMessage', times: 1, error: code });
      const address: Address = { adapter: 'slack', tenant: `slack:${OTHER}`, channel: CHANNEL };
      await expect(desk.adapter.send(address, reply({ title: 'T' }), { deliveryId: 'd' })).rejects.toThrow(
        /^Slack does not accept the token of the workspace any more: install the app again\.$/,
      );
      expect(desk.adapter.trouble?.()).toBeUndefined();
    },
  );

  it('answers nothing to a workspace that has not installed the app', async () => {
    const desk = await start();
    await mention(desk.slack, 'Ev3').ack;
    await desk.adapter.stop();
    expect(desk.bot.asked).toEqual([]);
  });
});

describe('installationStore()', () => {
  const installation = {
    team: { id: OTHER },
    enterprise: undefined,
    user: { id: 'U9', token: undefined, scopes: [] },
    bot: { id: 'B', userId: 'U', scopes: [], token: TOKEN },
  };
  const stored = (database: ReturnType<typeof testDatabase>) =>
    keyValue({ database, namespace: 'installs', now: Date.now });

  it('keeps tokens encrypted, and reads them with an older key until they are encrypted anew', async () => {
    const database = testDatabase();
    const [old, current] = [newKey('2026-01'), newKey('2026-02')];
    const store = stored(database);
    await installationStore({ store, encryptionKeys: [old] }).storeInstallation(installation);
    const rotated = installationStore({ store, encryptionKeys: [current, old] });
    expect((await rotated.fetchInstallation({ teamId: OTHER })).bot?.token).toBe(TOKEN);
    const anew = installationStore({ store, encryptionKeys: [current] });
    expect((await anew.fetchInstallation({ teamId: OTHER })).bot?.token).toBe(TOKEN);
    const lost = installationStore({ store, encryptionKeys: [old] });
    await expect(lost.fetchInstallation({ teamId: OTHER })).rejects.toThrow(
      'The encryption key "2026-02" is not configured',
    );
    const raw = JSON.stringify(await store.get(OTHER, z.unknown()));
    expect(raw).toContain('"keyId":"2026-02"');
    expectNoSecret(raw, { TOKEN });
  });

  it('refuses a whole organization', async () => {
    const store = installationStore({ store: stored(testDatabase()), encryptionKeys: [newKey('k')] });
    await expect(
      store.storeInstallation({ ...installation, team: undefined, isEnterpriseInstall: true } as never),
    ).rejects.toThrow('not in a whole organization');
  });
});

describe('encryption()', () => {
  it('decrypts what it encrypted, for the same owner only, and nothing that was changed', () => {
    const { encrypt, decrypt } = encryption([newKey('k')]);
    const encrypted = encrypt({ text: 'token', owner: 'T1' });
    expect(JSON.stringify(encrypted)).not.toContain('token');
    expect(decrypt({ encrypted, owner: 'T1' })).toBe('token');
    expect(() => decrypt({ encrypted, owner: 'T2' })).toThrow();
    expect(() =>
      decrypt({ encrypted: { ...encrypted, data: Buffer.from('other').toString('base64') }, owner: 'T1' }),
    ).toThrow();
    expect(() =>
      decrypt({ encrypted: { ...encrypted, tag: encrypted.tag.slice(0, 8) }, owner: 'T1' }),
    ).toThrow();
    expect(encrypt({ text: 'token', owner: 'T1' }).iv).not.toBe(encrypted.iv);
  });

  it('takes 32 bytes in base64 or hex, and names a key that is not', () => {
    expect(() => encryption([{ id: 'hex', key: randomBytes(32).toString('hex') }])).not.toThrow();
    expect(() => encryption([{ id: 'short', key: randomBytes(16).toString('base64') }])).toThrow(
      'The encryption key "short" holds 16 bytes, it must hold 32',
    );
    expect(() => encryption([])).toThrow('need an encryption key');
  });
});
