import type { Log } from 'hashdesk/chat';
import { z } from 'zod';
import { failureOf, faultFields } from './errors.ts';
import type { Workspace } from './oauth/workspaces.ts';

const CACHE_MS = 5 * 60_000;
/** A workspace whose plan has no user groups. */
const NO_GROUPS = 'plan_upgrade_required';
const UNKNOWN =
  'Slack did not say who is in which user group: what a group may do, nobody may for being in it';

const answerSchema = z.object({
  usergroups: z.array(z.object({ id: z.string(), users: z.array(z.string()).default([]) })),
});
type Group = z.infer<typeof answerSchema>['usergroups'][number];

/**
 * The ids of the user groups that somebody is in, asked of Slack for the whole workspace at most every five minutes.
 * Undefined when Slack does not tell.
 */
export function userGroups({ now, log }: { now: () => number; log: Log }) {
  const known = new Map<string, { until: number; groups: Promise<Group[] | undefined> }>();
  /** Workspaces in which the last try failed: that is said once. */
  const failing = new Set<string>();

  async function ask({ client, team }: Workspace): Promise<Group[] | undefined> {
    try {
      const answer = await client.usergroups.list({ include_users: true });
      failing.delete(team);
      return answerSchema.parse(answer).usergroups;
    } catch (error) {
      if (failureOf(error).code === NO_GROUPS) return [];
      if (!failing.has(team)) log.warn({ team, ...faultFields(error) }, UNKNOWN);
      failing.add(team);
      return undefined;
    }
  }

  function groupsOf(workspace: Workspace): Promise<Group[] | undefined> {
    const kept = known.get(workspace.team);
    if (kept && kept.until > now()) return kept.groups;
    const groups = ask(workspace);
    known.set(workspace.team, { until: now() + CACHE_MS, groups });
    return groups;
  }

  return async (workspace: Workspace, user: string): Promise<string[] | undefined> => {
    const groups = await groupsOf(workspace);
    return groups?.filter(({ users }) => users.includes(user)).map(({ id }) => id);
  };
}
