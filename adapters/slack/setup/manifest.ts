import type { CommandSpec } from 'hashdesk/chat';
import { AGENT_SCOPE, AGENT_VIEW } from './agent.ts';
import { HISTORY_SCOPES, SCOPES } from './scopes.ts';

/** Commands that also have a slash command of their own. */
const SHORT_FORMS = ['hashprice', 'profit', 'halving', 'difficulty', 'whatif'];

/** Where Slack sends everything over HTTP, and where an installation begins and ends. */
export const PATHS = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const;

const DESCRIPTION_LENGTH = 2_000;
const HINT_LENGTH = 1_000;

interface SlashCommand {
  command: string;
  description: string;
  usage_hint: string;
}

function slashCommands(commands: readonly CommandSpec[]): SlashCommand[] {
  const short = commands
    .filter(({ name }) => SHORT_FORMS.includes(name))
    .map(({ name, summary, examples }) => ({
      command: `/${name}`,
      description: summary.slice(0, DESCRIPTION_LENGTH),
      usage_hint: (examples[0] ?? '').replace(name, '').trim().slice(0, HINT_LENGTH),
    }));
  const all = commands
    .map(({ name }) => name)
    .join(', ')
    .slice(0, HINT_LENGTH);
  return [
    {
      command: '/hashdesk',
      description: 'What mining earns, costs and risks',
      usage_hint: all,
    },
    ...short,
  ];
}

/**
 * The app manifest to paste into Slack's app page, from the command list. Without `publicUrl` it is for Socket
 * Mode; `exactlyOnce` adds the scopes to find a message again whose delivery Slack did not confirm; `agent` adds Slack's
 * view for agents, which takes a paid plan.
 */
export function slackManifest({
  commands,
  publicUrl,
  socketMode = publicUrl === undefined,
  exactlyOnce = false,
  agent = false,
}: {
  commands: readonly CommandSpec[];
  socketMode?: boolean;
  publicUrl?: string;
  exactlyOnce?: boolean;
  agent?: boolean;
}) {
  if (!socketMode && publicUrl === undefined) {
    throw new RangeError(
      'Without Socket Mode the manifest needs PUBLIC_URL, for example https://desk.example.com.',
    );
  }
  const at = (path: string) => new URL(path, publicUrl).href;
  const request = socketMode ? {} : { request_url: at(PATHS.events) };
  return {
    display_information: {
      name: 'Hashdesk',
      description: 'The miner-economics desk in the team chat',
      background_color: '#1a1d21',
    },
    features: {
      ...(agent && { agent_view: AGENT_VIEW }),
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Hashdesk', always_online: true },
      slash_commands: slashCommands(commands).map((command) => ({
        ...command,
        // Mentions arrive with their ids: a right must not follow a name.
        should_escape: true,
        ...(socketMode ? {} : { url: at(PATHS.events) }),
      })),
    },
    oauth_config: {
      ...(publicUrl === undefined ? {} : { redirect_urls: [at(PATHS.redirect)] }),
      scopes: {
        bot: [
          ...Object.keys(SCOPES),
          ...(exactlyOnce ? HISTORY_SCOPES : []),
          ...(agent ? [AGENT_SCOPE] : []),
        ],
      },
    },
    settings: {
      event_subscriptions: {
        ...request,
        bot_events: ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'],
      },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
