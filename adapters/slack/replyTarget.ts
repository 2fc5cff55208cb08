import type { Workspace } from './oauth/workspaces.ts';
import type { ResponseUrl } from './transport/responseUrl.ts';

/** Where a question was asked, and every means there is to answer it. */
export interface ReplyTarget {
  workspace: Workspace;
  channel: string;
  thread?: string | undefined;
  /** Who asked. */
  user: string;
  /** A direct message with the app: nobody else reads it, so nothing in it needs to be ephemeral. */
  direct: boolean;
  responseUrl?: ResponseUrl | undefined;
  /** It is a thread of Slack's view for agents. */
  inAgentView?: boolean | undefined;
}

export const tenantOf = ({ team }: Workspace): string => `slack:${team}`;

/** The direct message with a person, as a target. */
export async function directTarget({
  workspace,
  user,
}: Pick<ReplyTarget, 'workspace' | 'user'>): Promise<ReplyTarget> {
  const { channel } = await workspace.client.conversations.open({ users: user });
  return { workspace, user, channel: channel?.id ?? user, direct: true };
}
