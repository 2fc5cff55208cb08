import { adapterKind, variable } from 'hashdesk/chat';
import { encryptionKeys, type SlackConfig } from './setup/config.ts';

const ID = '([A-Z0-9]{2,32})(?:\\|[^<>]*)?>';

/** Slack: one workspace by its bot token, or any number that install the app. */
export const slack = adapterKind({
  name: 'slack',
  variables: {
    /** A bot token for one workspace, with an app token (Socket Mode) or a signing secret (HTTP). */
    SLACK_BOT_TOKEN: variable.text.optional(),
    SLACK_APP_TOKEN: variable.text.optional(),
    SLACK_SIGNING_SECRET: variable.text.optional(),
    /** Slack's Web API elsewhere: GovSlack, a proxy. Default https://slack.com/api/ */
    SLACK_API_URL: variable.origin.optional(),
    /** Several workspaces: OAuth instead of a bot token. */
    SLACK_CLIENT_ID: variable.text.optional(),
    SLACK_CLIENT_SECRET: variable.text.optional(),
    SLACK_STATE_SECRET: variable.text.optional(),
    /** Keys of 32 bytes as id:base64, the newest first, separated by commas; they encrypt workspace tokens. */
    SLACK_ENCRYPTION_KEYS: encryptionKeys.optional(),
  },
  configure({ SLACK_API_URL: apiUrl, ...values }, { publicUrl }) {
    if (Object.values(values).every((value) => value === undefined)) return undefined;
    const tokens = {
      botToken: values.SLACK_BOT_TOKEN,
      appToken: values.SLACK_APP_TOKEN,
      signingSecret: values.SLACK_SIGNING_SECRET,
      clientSecret: values.SLACK_CLIENT_SECRET,
      stateSecret: values.SLACK_STATE_SECRET,
    };
    const keys = values.SLACK_ENCRYPTION_KEYS;
    const config: SlackConfig = {
      ...tokens,
      clientId: values.SLACK_CLIENT_ID,
      encryptionKeys: keys,
      apiUrl,
      publicUrl,
    };
    return {
      // Slack over HTTP, and installations in a browser, come to us.
      needsWeb: config.appToken === undefined || config.clientId !== undefined,
      secrets: [...Object.values(tokens), ...(keys ?? []).map(({ key }) => key)].filter(
        (secret) => secret !== undefined,
      ),
      async check(means) {
        const { checkSlack } = await import('./setup/check.ts');
        return checkSlack({ ...means, config });
      },
      async create(means) {
        const { slackAdapter } = await import('./connect.ts');
        return slackAdapter({ ...means, config });
      },
    };
  },
  tokenPatterns: [
    // xoxb-, xoxp-, xapp-, xoxe.xoxp-, …
    /x(?:ox[a-z]|app|wfp)(?:\.xox[a-z])?-[\w%+/=.-]+/i,
    // The part of an address that lets anyone post.
    /(?<=hooks\.slack(?:-gov)?\.com\/)[^\s"'<>]+/i,
  ],
  mentions: [
    ['person', new RegExp(`<@${ID}`)],
    ['role', new RegExp(`<!subteam\\^${ID}`)],
    ['channel', new RegExp(`<#${ID}`)],
  ],
  scripts: {
    /** The manifest to paste into Slack's app page. */
    async 'slack:manifest'({ http: { publicUrl }, words, commands }) {
      const { slackManifest } = await import('./setup/manifest.ts');
      const exactlyOnce = words.includes('--exactly-once');
      const agent = words.includes('--agent');
      const manifest = slackManifest({
        commands,
        exactlyOnce,
        agent,
        ...(publicUrl !== undefined && { publicUrl }),
      });
      return JSON.stringify(manifest, null, 2);
    },
  },
});
