import type { Log, Person } from 'hashdesk/chat';
import { z } from 'zod';
import { faultFields } from './errors.ts';
import { userGroups } from './groups.ts';
import type { Workspace } from './oauth/workspaces.ts';
import type { Health } from './transport/health.ts';

const CACHE_MS = 5 * 60_000;
const CACHE_SIZE = 10_000;

const userSchema = z.object({
  name: z.string().optional(),
  real_name: z.string().optional(),
  team_id: z.string(),
  deleted: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
});
type User = z.infer<typeof userSchema>;

/** Guests, strangers and people of other workspaces are outsiders, whatever else they are. */
function standingOf(user: User, team: string): Person['standing'] {
  const { deleted, is_restricted, is_ultra_restricted, is_stranger } = user;
  if (user.team_id !== team || deleted || is_restricted || is_ultra_restricted || is_stranger)
    return 'outsider';
  return user.is_admin || user.is_owner ? 'admin' : 'member';
}

interface Asked {
  workspace: Workspace;
  user: string;
  anew?: boolean;
}

/** Who somebody is, asked of Slack at most every five minutes; nobody is more than an outsider without an answer. */
export function people({ now, log, health }: { now: () => number; log: Log; health: Health }) {
  const known = new Map<string, { until: number; person: Promise<Person> }>();
  const groups = userGroups({ now, log });

  async function ask({ client, team }: Workspace, id: string): Promise<Person> {
    const user = userSchema.parse((await client.users.info({ user: id })).user);
    health.well('token');
    return { id, name: user.real_name || user.name || id, standing: standingOf(user, team) };
  }

  function remember(key: string, person: Promise<Person>): void {
    if (known.size >= CACHE_SIZE) known.delete(known.keys().next().value!);
    known.set(key, { until: now() + CACHE_MS, person });
  }

  /** `anew`: what is known of them does not count, because what they ask for was kept for somebody with a right. */
  return async ({ workspace, user, anew = false }: Asked): Promise<Person> => {
    const key = `${workspace.team} ${user}`;
    const kept = known.get(key);
    const person = kept && kept.until > now() && !anew ? kept.person : ask(workspace, user);
    if (person !== kept?.person) remember(key, person);
    try {
      const [found, roles] = await Promise.all([person, groups(workspace, user)]);
      return { ...found, ...(roles && { roles }) };
    } catch (error) {
      known.delete(key);
      health.heard(error);
      log.warn(faultFields(error), 'Slack did not say who asks: they count as an outsider');
      return { id: user, name: user, standing: 'outsider' };
    }
  };
}
export type People = ReturnType<typeof people>;
