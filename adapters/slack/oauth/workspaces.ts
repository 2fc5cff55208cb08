import { type Authorize, type Installation, webApi } from '@slack/bolt';
import { type Log, UserError } from 'hashdesk/chat';
import { startError } from '../errors.ts';
import { missingScopes } from '../setup/scopes.ts';
import type { Health } from '../transport/health.ts';
import type { Installations } from './installations.ts';

/** A workspace that has the app, with the means to act in it. */
export interface Workspace {
  team: string;
  botUserId: string;
  token: string;
  scopes: readonly string[];
  client: webApi.WebClient;
}

/** The workspaces of this process. */
export interface Workspaces {
  /** Rejects with UserError when the token cannot be used, with a retryable DeliveryError when Slack is away. */
  check(): Promise<void>;
  /** The workspace that an event of `team` belongs to. Rejects when it has not installed the app. */
  of(team: string | undefined): Promise<Workspace>;
  authorize: Authorize<boolean>;
  /** Forgets a workspace that removed the app. */
  forget(team: string): Promise<void>;
}

export type ClientOptions = webApi.WebClientOptions;

/** The workspace of the desk's own token, as Slack knows it. Rejects as `Workspaces.check`. */
export async function testedWorkspace({
  token,
  options,
}: {
  token: string;
  options: ClientOptions;
}): Promise<Workspace> {
  const client = new webApi.WebClient(token, options);
  const { team_id, user_id, response_metadata } = await client.auth
    .test()
    .catch((error) => Promise.reject(startError(error)));
  if (!team_id || !user_id)
    throw new UserError('SLACK_BOT_TOKEN belongs to no bot: copy the Bot User OAuth Token.');
  const scopes = (response_metadata as { scopes?: string[] } | undefined)?.scopes ?? [];
  return { team: team_id, botUserId: user_id, token, scopes, client };
}

/** One workspace by one token: the simple case. */
export function singleWorkspace({
  token,
  options,
  log,
  health,
}: {
  token: string;
  options: ClientOptions;
  log: Log;
  health: Health;
}): Workspaces {
  let known: Workspace | undefined;
  const of = async () => {
    if (!known) throw new Error('The workspace is asked for before it is known.');
    return known;
  };
  return {
    of,
    async check() {
      known = await testedWorkspace({ token, options });
      for (const line of missingScopes(known.scopes)) log.warn({}, line);
    },
    async authorize() {
      const { team, botUserId } = await of();
      return { botToken: token, botUserId, botId: botUserId, teamId: team };
    },
    async forget(team) {
      // Whoever signs may name any workspace: only of ours does it say that the token is gone.
      if (team !== (await of()).team) return;
      health.broken('token', 'The app was removed from the Slack workspace: install it again.');
    },
  };
}

function workspaceOf({ team, bot }: Installation, options: ClientOptions): Workspace {
  if (!team || !bot) throw new Error('The installation holds no bot: install the app again.');
  const client = new webApi.WebClient(bot.token, options);
  return { team: team.id, botUserId: bot.userId, token: bot.token, scopes: bot.scopes, client };
}

/** Any number of workspaces, each by its own installation. */
export function installedWorkspaces({
  installations,
  authorize,
  options,
  log,
}: {
  installations: Installations;
  authorize: Authorize<boolean>;
  options: ClientOptions;
  log: Log;
}): Workspaces {
  const known = new Map<string, Workspace>();
  return {
    check: async () => {},
    authorize,
    async of(team) {
      const installation = await installations.fetchInstallation({ teamId: team });
      const cached = known.get(team!);
      // A workspace that installs again gets another token.
      if (cached?.token === installation.bot?.token && cached) return cached;
      const workspace = workspaceOf(installation, options);
      for (const line of missingScopes(workspace.scopes)) log.warn({ team }, line);
      known.set(workspace.team, workspace);
      return workspace;
    },
    async forget(team) {
      known.delete(team);
      await installations.deleteInstallation({ teamId: team });
    },
  };
}
