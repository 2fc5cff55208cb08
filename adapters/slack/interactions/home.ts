import type { Block, Log, Reply } from 'hashdesk/chat';
import type { Asking } from '../ask.ts';
import { faultFields } from '../errors.ts';
import type { KeptButtons } from '../keptButtons.ts';
import type { Workspace } from '../oauth/workspaces.ts';
import { renderView } from '../render.ts';

/** What the home tab shows: the answers to these lines, for the person who looks. */
const HOME_LINES = ['site list', 'alert list', 'digest list'];

/** Several answers as one, each under its title; what the first of them refuses, the others need not refuse again. */
function joined([first, ...more]: Reply[]): Reply | undefined {
  const parts = more.filter(({ tone }) => tone !== 'error');
  const blocks = parts.flatMap(({ title, blocks }): Block[] => [{ kind: 'text', parts: [title] }, ...blocks]);
  const readsSites = parts.some((part) => part.readsSites) && { readsSites: true as const };
  return first && { ...first, ...readsSites, blocks: [...first.blocks, ...blocks] };
}

/** Shows a person their workspace's sites, alerts and digests in the home tab of the app. */
export function homeTab({
  asking,
  kept,
  now,
  log,
}: {
  asking: Asking;
  kept: KeptButtons;
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
      const target = { workspace, user, channel, direct: true };
      const answers = HOME_LINES.map((text) => asking.answerOf({ id: `${id} ${text}`, text, target }));
      const reply = joined((await Promise.all(answers)).filter((answer) => answer !== undefined));
      if (!reply) return;
      const forms = reply.blocks.filter((block) => block.kind === 'form');
      const owner = { team: workspace.team, user };
      const keys = { forms: await kept.keepForms({ id, forms, owner, readsSites: reply.readsSites }) };
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
