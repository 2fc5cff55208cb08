import { describe, expect, it, onTestFinished } from 'vitest';
import { checked, mute, nowhere } from '../../support/checks.ts';
import { secrets } from '../../support/secrets.ts';
import { startSlack } from '../../support/slack/slackServer.ts';

async function standIn() {
  const slack = await startSlack();
  onTestFinished(slack.close);
  const { botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN } = slack.secrets;
  const given = { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL: slack.apiUrl };
  return {
    slack,
    check: (more: Record<string, string> = {}, timeoutMs = 8_000) =>
      checked({ name: 'slack', env: { ...given, ...more }, timeoutMs }),
    asked: () => slack.calls.map(({ method }) => method),
  };
}

const FINE =
  'fine: takes SLACK_BOT_TOKEN, of the workspace T0000000001; not tried: SLACK_APP_TOKEN, which opens connections';

describe('check() of Slack', () => {
  it('finds nothing wrong with a token that holds, and opens no connection', async () => {
    const { slack, check, asked } = await standIn();
    expect(await check()).toEqual([FINE]);
    expect(asked()).toEqual(['auth.test']);
    expect(slack.world.sockets.size).toBe(0);
  });

  it('says what to do about a token that Slack refuses', async () => {
    const { check } = await standIn();
    expect(await check({ SLACK_BOT_TOKEN: secrets.slackBot })).toEqual([
      'UserError: Slack does not accept SLACK_BOT_TOKEN: copy the Bot User OAuth Token from OAuth & Permissions.',
    ]);
  });

  it('knows an app token by its form alone', async () => {
    const { check, asked } = await standIn();
    expect(await check({ SLACK_APP_TOKEN: secrets.slackBot })).toEqual([
      'UserError: SLACK_APP_TOKEN must begin with xapp-: copy an app-level token.',
    ]);
    expect(asked()).toEqual([]);
  });

  it('names each scope that is missing', async () => {
    const { slack, check } = await standIn();
    const grant = slack.world.tokens.get(slack.secrets.botToken)!;
    grant.scopes = grant.scopes.filter((scope) => scope !== 'users:read');
    expect(await check()).toEqual([
      FINE,
      'wrong: The Slack app lacks the scope users:read (to know who is a full member or an admin): add it under OAuth & Permissions, then reinstall the app.',
    ]);
  });

  it('says that Slack cannot be reached when nobody listens or nobody answers in time', async () => {
    const { check } = await standIn();
    const away = ['DeliveryError: Slack cannot be reached.'];
    expect(await check({ SLACK_API_URL: `${await nowhere()}/api/` })).toEqual(away);
    expect(await check({ SLACK_API_URL: `${await mute()}/api/` }, 20)).toEqual(away);
  });

  it('asks without a token where workspaces install the app', async () => {
    const { slack, asked } = await standIn();
    const { clientId, clientSecret, signingSecret } = slack.secrets;
    const env = {
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_STATE_SECRET: 'any long random text',
      SLACK_ENCRYPTION_KEYS: `2026a:${Buffer.alloc(32, 7).toString('base64')}`,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      PUBLIC_URL: 'https://desk.example.com',
    };
    expect(await checked({ name: 'slack', env })).toEqual([
      'fine: answers; not tried: tokens of workspaces; SLACK_SIGNING_SECRET, by which Slack proves itself',
    ]);
    expect(asked()).toEqual(['api.test']);
    expect(slack.calls[0]?.authorization).toBeNull();
  });
});
