import { UserError, variable } from 'hashdesk/chat';
import type { EncryptionKey } from '../oauth/encryption.ts';

/** Reads keys of 32 bytes as id:base64, the newest first, separated by commas. */
export const encryptionKeys = variable.text.transform((value, context) =>
  value.split(',').flatMap((pair) => {
    const [, id, base64 = ''] = /^\s*([\w-]+):([\w+/=-]+)\s*$/.exec(pair) ?? [];
    const key = Buffer.from(base64, 'base64');
    if (id !== undefined && key.length === 32) return [{ id, key: base64 }];
    context.addIssue({
      code: 'custom',
      message: 'must be id:key pairs, each key 32 bytes in base64: 2026a:$(openssl rand -base64 32)',
    });
    return [];
  }),
);

/** How the app reaches Slack. A bot token is one workspace; the OAuth settings instead of it, any number. */
export interface SlackConfig {
  /** `xoxb-…`, from OAuth & Permissions. */
  botToken?: string;
  /** `xapp-…` with `connections:write`, from Basic Information: Socket Mode. */
  appToken?: string;
  /** From Basic Information: signed HTTP, when there is no app token. */
  signingSecret?: string;
  /** Where Slack's Web API is. Default https://slack.com/api/ */
  apiUrl?: string;
  clientId?: string;
  clientSecret?: string;
  /** Signs the state of an installation under way. */
  stateSecret?: string;
  /** The first encrypts installations at rest, the others still decrypt. */
  encryptionKeys?: EncryptionKey[];
  /** Where Slack and browsers reach this process: `https://desk.example.com`. */
  publicUrl?: string;
}

interface OAuthConfig {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  encryptionKeys: EncryptionKey[];
  publicUrl: string;
}

/** The configuration once it is known to be complete. */
export interface Setup {
  apiUrl: string;
  transport: { appToken: string } | { signingSecret: string };
  access: { botToken: string } | OAuthConfig;
}

const FIXES = {
  clientSecret: 'Set SLACK_CLIENT_SECRET: copy the Client Secret from Basic Information.',
  stateSecret: 'Set SLACK_STATE_SECRET to any long random text.',
  encryptionKeys:
    'Set SLACK_ENCRYPTION_KEYS: tokens are stored encrypted only. Make a key with openssl rand -base64 32.',
  publicUrl: 'Set PUBLIC_URL: Slack sends people back there after an installation.',
};

function tokenFaults({ botToken, appToken, signingSecret, clientId }: SlackConfig): string[] {
  const faults: string[] = [];
  if (!botToken && !clientId)
    faults.push('Set SLACK_BOT_TOKEN: copy the Bot User OAuth Token from OAuth & Permissions.');
  if (botToken && !botToken.startsWith('xoxb-'))
    faults.push('SLACK_BOT_TOKEN must begin with xoxb-: copy the Bot User OAuth Token.');
  if (appToken && !appToken.startsWith('xapp-'))
    faults.push('SLACK_APP_TOKEN must begin with xapp-: copy an app-level token.');
  if (!appToken && !signingSecret) {
    faults.push(
      'Set SLACK_APP_TOKEN (an app-level token with connections:write) or, for HTTP, SLACK_SIGNING_SECRET.',
    );
  }
  return faults;
}

function oauthFaults(config: SlackConfig): string[] {
  if (config.botToken || !config.clientId) return [];
  const names = Object.keys(FIXES) as (keyof typeof FIXES)[];
  return names.filter((name) => !config[name]?.length).map((name) => FIXES[name]);
}

function urlFaults(apiUrl: string): string[] {
  const { protocol, username, password } = URL.canParse(apiUrl) ? new URL(apiUrl) : new URL('none:');
  const usable = /^https?:$/.test(protocol) && username === '' && password === '';
  return usable
    ? []
    : [
        'SLACK_API_URL must be an http or https address without user and password, for example https://slack.com/api/.',
      ];
}

/** The configuration to start with. Throws UserError with one line for everything that is missing. */
export function slackSetup(config: SlackConfig): Setup {
  const { botToken, appToken, signingSecret, apiUrl = 'https://slack.com/api/', ...oauth } = config;
  const faults = [...tokenFaults(config), ...oauthFaults(config), ...urlFaults(apiUrl)];
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return {
    apiUrl,
    transport: appToken ? { appToken } : { signingSecret: signingSecret! },
    access: botToken ? { botToken } : (oauth as OAuthConfig),
  };
}
