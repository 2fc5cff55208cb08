import type { types } from '@slack/bolt';
import { clip, type Lines, type Log, type Turn, visible } from 'hashdesk/chat';
import { failureOf, faultFields } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { Workspace } from '../oauth/workspaces.ts';
import type { ReplyTarget } from '../replyTarget.ts';
import { AGENT_SCOPE, AGENT_VIEW } from '../setup/agent.ts';

/** Whether a workspace shows the app in Slack's view for agents. */
export const hasAgentView = ({ scopes }: Workspace): boolean => scopes.includes(AGENT_SCOPE);

type Conversation = Pick<ReplyTarget, 'workspace' | 'channel'>;

/**
 * Slack's view for agents, as the manifest declares it (`agent_view`): what a conversation may begin with, and a session
 * for each thread, with its title and whether it is worked on. No answer waits for any of it, and what Slack refuses
 * costs none: an app with the older view (`assistant_view`) is refused all of it.
 */
export function agentView({ lines, log }: { lines: Lines; log: Log }) {
  /** Resolves with whether it may have been done. */
  const tell = (what: string, call: Promise<unknown>): Promise<boolean> =>
    call.then(
      () => true,
      (error) => {
        log.info(faultFields(error), `Slack did not take ${what}`);
        return !failureOf(error).unsent;
      },
    );

  return {
    /**
     * Somebody looks at their messages with the app. The prompts stand above all of them: such as name a thread Slack
     * drops, and says nothing.
     */
    async opened({ workspace, channel }: Conversation): Promise<void> {
      if (!hasAgentView(workspace)) return;
      const prompts = AGENT_VIEW.suggested_prompts;
      const { threads } = workspace.client.assistant;
      await tell(
        'what a conversation may begin with',
        threads.setSuggestedPrompts({ channel_id: channel, prompts }),
      );
    },
    /** Shows that `work` is under way in a thread until it has ended; the first question of a thread is its title. */
    async during(
      { workspace, channel, thread, question }: Conversation & { thread: string; question: string },
      work: Promise<void>,
    ): Promise<void> {
      const { sessions } = workspace.client.agents;
      const lane = `${workspace.team} ${channel} ${thread}`;
      const set = (repeat: Turn['repeat'], state: { status: string; title?: string }) =>
        lines.run({ conversation: `${workspace.team} sessions`, lane, repeat }, () =>
          sessions.setStatus({ channel_id: channel, thread_ts: thread, ...state }),
        );
      const title = clip(visible(question).trim(), LIMITS.sessionTitle);
      const begun = tell(
        'that a question is worked on',
        set('never', { status: 'processing', ...(title && { title }) }),
      );
      try {
        await work;
      } finally {
        // The answer does not end it, and Slack would show it for an hour.
        if (await begun) await tell('that a question is answered', set('always', { status: 'active' }));
      }
    },
  };
}
export type AgentView = ReturnType<typeof agentView>;

export const FEEDBACK = 'feedback';

/** Two thumbs under the answer of that id. */
export function feedbackBlock(answer: string): types.ContextActionsBlock {
  const button = (text: string, is: string) => ({
    text: { type: 'plain_text' as const, text },
    value: `${is} ${answer}`,
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: FEEDBACK,
        positive_button: button('Useful', 'useful'),
        negative_button: button('Not useful', 'useless'),
      },
    ],
  };
}
