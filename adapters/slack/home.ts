import type { Log } from 'hashdesk';
import type { Asking } from './ask.ts';
import { faultFields } from './failure.ts';
import type { KeptThings } from './keep.ts';
import { renderView } from './render.ts';
import type { Workspace } from './workspaces.ts';

/** What the home tab shows: the answer to this line, for the person who looks. */
const HOME_LINE = 'site list';

/** Shows a person their workspace's sites in the home tab of the app. */
export function homeTab({
  asking,
  kept,
  now,
  log,
}: {
  asking: Asking;
  kept: KeptThings;
  now: () => number;
  log: Log;
}) {
  return {
    async publish({
      id,
      workspace,
      user,
      channel,
    }: {
      id: string;
      workspace: Workspace;
      user: string;
      channel: string;
    }): Promise<void> {
      const reply = await asking.answerOf({
        id,
        text: HOME_LINE,
        place: { workspace, user, channel, direct: true },
      });
      if (!reply) return;
      const forms = reply.blocks.filter((block) => block.kind === 'form');
      const keys = { forms: await kept.keepForms({ id, forms, owner: { team: workspace.team, user } }) };
      const blocks = renderView({ reply, now: now(), keys });
      try {
        await workspace.client.views.publish({ user_id: user, view: { type: 'home', blocks } });
      } catch (error) {
        log.warn(faultFields(error), 'Slack did not take the home tab');
      }
    },
  };
}
export type Home = ReturnType<typeof homeTab>;
