import { DeliveryError, reply, UserError } from 'hashdesk';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackConfig } from '../../../adapters/slack/setup/config.ts';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { expectNoSecret, secrets } from '../../support/secrets.ts';
import { ADA, CHANNEL, makeSlack, openSlack, until } from '../../support/slack/session.ts';
import type { Json } from '../../support/slack/world.ts';

let open: { close(): Promise<void> } | undefined;
afterEach(() => open?.close());

const bot = () => scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));

async function startError(
  config: SlackConfig,
  spoil?: (made: Awaited<ReturnType<typeof makeSlack>>) => void,
) {
  const made = await makeSlack({ config });
  open = made;
  spoil?.(made);
  const error = await made.adapter.start(bot()).catch((error: unknown) => error);
  expectNoSecret(`${String(error)} ${made.log.join('\n')}`, {
    ...secrets,
    ...made.slack.secrets,
    password: 'hunter22hunter22',
  });
  return error as Error;
}

describe('start()', () => {
  it.each<[string, SlackConfig, RegExp]>([
    ['no bot token', { botToken: '' }, /^Set SLACK_BOT_TOKEN: .*OAuth & Permissions/],
    ['a user token', { botToken: secrets.slackUser }, /^SLACK_BOT_TOKEN must begin with xoxb-/],
    ['no app token and no signing secret', { appToken: '' }, /^Set SLACK_APP_TOKEN .* SLACK_SIGNING_SECRET/],
    ['a bot token as app token', { appToken: secrets.slackBot }, /^SLACK_APP_TOKEN must begin with xapp-/],
    [
      'a bot token that Slack refuses',
      { botToken: secrets.slackBot },
      /^Slack does not accept SLACK_BOT_TOKEN/,
    ],
    [
      'an app token that Slack refuses',
      { appToken: secrets.slackApp },
      /^Slack does not accept SLACK_APP_TOKEN.*connections:write/,
    ],
    [
      'a client id without the rest',
      { botToken: '', clientId: 'c' },
      /SLACK_CLIENT_SECRET[\s\S]*SLACK_STATE_SECRET[\s\S]*SLACK_ENCRYPTION_KEYS[\s\S]*PUBLIC_URL/,
    ],
    [
      'credentials in the address',
      { apiUrl: 'https://user:hunter22hunter22@slack.com/api/' },
      /^SLACK_API_URL must be/,
    ],
  ])('rejects with one line for each thing to mend: %s', async (_what, config, line) => {
    const error = await startError(config);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(line);
  });

  it('rejects with a retryable DeliveryError while Slack is away', async () => {
    const refused = await startError({ apiUrl: 'http://127.0.0.1:9/api/' });
    expect(refused).toMatchObject({
      name: 'DeliveryError',
      retryable: true,
      message: 'Slack cannot be reached.',
    });
    const ill = await startError({}, ({ slack }) =>
      slack.faults.push({ method: 'auth.test', times: 1, status: 503 }),
    );
    expect(ill).toBeInstanceOf(DeliveryError);
    const half = await startError({}, ({ slack }) =>
      slack.faults.push({ method: 'apps.connections.open', times: 1, status: 503 }),
    );
    expect(half).toMatchObject({ retryable: true });
  });

  it('can be called again after it rejected', async () => {
    const made = await makeSlack();
    open = made;
    made.slack.faults.push({ method: 'auth.test', times: 1, status: 503 });
    await expect(made.adapter.start(bot())).rejects.toThrow('Slack answered http_503.');
    await made.adapter.start(bot());
    made.slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await until(() => made.slack.world.messages.length === 1);
  });

  it('names every missing scope with its reason and the fix', async () => {
    const made = await makeSlack();
    open = made;
    made.slack.world.tokens.get(made.slack.secrets.botToken)!.scopes = [
      'chat:write',
      'commands',
      'app_mentions:read',
      'im:history',
      'im:write',
      'files:read',
      'usergroups:read',
    ];
    await made.adapter.start(bot());
    expect(made.log.map((line) => JSON.parse(line).message)).toEqual([
      'The Slack app lacks the scope files:write (to answer with files and images): add it under OAuth & Permissions, then reinstall the app.',
      'The Slack app lacks the scope users:read (to know who is a full member or an admin): add it under OAuth & Permissions, then reinstall the app.',
    ]);
  });
});

describe('slackAdapter() in Socket Mode', () => {
  it.each(['warning', 'refresh_requested', 'too_many_websockets'] as const)(
    'connects again after a disconnect frame with reason %s, and answers what comes then',
    async (reason) => {
      const { slack, close } = await openSlack({ bot: bot() });
      open = { close };
      const [before] = slack.world.sockets;
      slack.disconnect(reason);
      await until(() => slack.world.sockets.size === 1 && !slack.world.sockets.has(before!));
      slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
      await until(() => slack.world.messages.length === 1);
    },
  );

  it('tries again with growing pauses while Slack cannot be reached, and the process lives', async () => {
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    const { slack, log, close } = await openSlack({ bot: bot(), wait });
    open = { close };
    slack.faults.push({ method: 'apps.connections.open', times: 4, status: 503 });
    const [before] = slack.world.sockets;
    slack.cut();
    await until(() => slack.world.sockets.size === 1 && !slack.world.sockets.has(before!));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(log.filter((line) => line.includes('"reason":"http_503"'))).toHaveLength(4);
    slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await until(() => slack.world.messages.length === 1);
  });

  it.each<[string, Json, RegExp]>([
    ['the app token is revoked', { error: 'token_revoked' }, /^Slack does not accept SLACK_APP_TOKEN/],
    ['Slack is away', { status: 503 }, /^Not connected: Slack answered http_503/],
  ])('trouble() says what is wrong while %s, and no more when it is connected', async (_, fault, line) => {
    const gate = Promise.withResolvers<void>();
    const { slack, adapter, log, close } = await openSlack({ bot: bot(), wait: () => gate.promise });
    open = { close };
    expect(adapter.trouble?.()).toBeUndefined();
    slack.faults.push({ method: 'apps.connections.open', times: 1, ...fault });
    slack.cut();
    await until(() => adapter.trouble?.() !== undefined);
    expect(adapter.trouble?.()).toMatch(line);
    const errors = log.map((text) => JSON.parse(text)).filter(({ level }) => level === 'error');
    expect(errors.map(({ message }) => message)).toEqual('error' in fault ? [adapter.trouble?.()] : []);
    gate.resolve();
    await until(() => adapter.trouble?.() === undefined);
  });

  it('trouble() names the switch when Socket Mode was switched off', async () => {
    const gate = Promise.withResolvers<void>();
    const { slack, adapter, close } = await openSlack({ bot: bot(), wait: () => gate.promise });
    open = { close };
    slack.faults.push({ method: 'apps.connections.open', times: 1, error: 'forbidden_team' });
    slack.disconnect('link_disabled');
    await until(() => adapter.trouble?.() !== undefined && slack.faults[0]?.times === 0);
    expect(adapter.trouble?.()).toMatch(/^Socket Mode was switched off: switch it on again/);
    gate.resolve();
    await until(() => adapter.trouble?.() === undefined);
  });

  it('hands over an event once when it was not acknowledged on the old connection', async () => {
    let now = Date.now();
    const asked = bot();
    const { slack, close } = await openSlack({ bot: asked, now: () => now });
    open = { close };
    const [before] = slack.world.sockets;
    const delivery = slack.mention({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    slack.cut();
    now += 3_000;
    await until(() => slack.world.sockets.size === 1 && !slack.world.sockets.has(before!));
    slack.deliveries.retryUnacknowledged();
    await delivery.ack;
    await until(() => slack.world.messages.length === 1);
    expect(asked.asked).toHaveLength(1);
  });
});

describe('a bot token that no longer holds', () => {
  const TOKEN_LINE = /^Slack does not accept SLACK_BOT_TOKEN: copy/;
  const errorsIn = (log: string[]) =>
    log.flatMap((text) => (JSON.parse(text).level === 'error' ? [JSON.parse(text).message] : []));

  it('is told of once when someone asks, and no more when it holds again', async () => {
    const { slack, adapter, log, close } = await openSlack({ bot: bot() });
    open = { close };
    const { tokens, users } = slack.world;
    const grant = tokens.get(slack.secrets.botToken)!;
    tokens.delete(slack.secrets.botToken);
    for (const user of [...users.keys()]) slack.command({ user, channel: CHANNEL, text: 'hashprice' });
    await until(() => slack.world.messages.length === users.size);
    expect(adapter.trouble?.()).toMatch(TOKEN_LINE);
    expect(errorsIn(log)).toEqual([adapter.trouble?.()]);
    tokens.set(slack.secrets.botToken, grant);
    slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await until(() => adapter.trouble?.() === undefined);
  });

  it('is told of when a digest cannot be posted', async () => {
    const { slack, adapter, log, close } = await openSlack({ bot: bot() });
    open = { close };
    slack.world.tokens.delete(slack.secrets.botToken);
    const address = { adapter: 'slack', tenant: `slack:${slack.team}`, channel: CHANNEL };
    const sent = adapter.send(address, reply({ title: 'Digest' }), { deliveryId: 'd' });
    await expect(sent).rejects.toThrow(TOKEN_LINE);
    expect(errorsIn(log)).toEqual([adapter.trouble?.()]);
  });

  it('is told of when the app is removed, and not when another workspace removes it', async () => {
    const { slack, adapter, close } = await openSlack({ bot: bot() });
    open = { close };
    await slack.event({ type: 'app_uninstalled' }, { team_id: 'T0OTHER' }).ack;
    expect(adapter.trouble?.()).toBeUndefined();
    slack.event({ type: 'app_uninstalled' });
    await until(() => adapter.trouble?.() !== undefined);
    expect(adapter.trouble?.()).toBe('The app was removed from the Slack workspace: install it again.');
  });
});

describe('stop()', () => {
  it('closes the connection for good', async () => {
    const { slack, adapter, close } = await openSlack({ bot: bot() });
    open = { close };
    await adapter.stop();
    await until(() => slack.world.sockets.size === 0);
    expect(slack.calls.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(1);
  });
});

describe('slackAdapter()', () => {
  it('lets no secret reach a log line or a message, whatever fails', async () => {
    const { slack, log, screen, close } = await openSlack({ bot: bot(), wait: async () => {} });
    open = { close };
    for (const method of [
      'users.info',
      'response_url',
      'chat.postMessage',
      'chat.postEphemeral',
      'conversations.open',
    ]) {
      slack.faults.push({ method, times: 2, status: 500 }, { method, times: 2, error: 'invalid_auth' });
    }
    for (let count = 0; count < 6; count += 1)
      slack.command({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await until(() => screen.messages().length > 0);
    await close();
    open = undefined;
    expect(log.length).toBeGreaterThan(5);
    expectNoSecret(`${log.join('\n')} ${screen.shown()}`, slack.secrets);
    expect(log.join('\n')).not.toContain('/hooks/');
  });
});
