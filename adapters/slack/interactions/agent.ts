import type { types } from '@slack/bolt';
import { clip, type Log, visible } from 'hashdesk/chat';
import { faultFields } from '../errors.ts';
import type { Workspace } from '../oauth/workspaces.ts';
import type { ReplyTarget } from '../replyTarget.ts';
import { AGENT_SCOPE, AGENT_VIEW } from '../setup/agent.ts';

const LONGEST_TITLE = 100;
const LONGEST_STATUS = 100;
/** A thread whose title was forgotten gets the title of its next question. */
const MOST_REMEMBERED = 1_000;

/** Whether a workspace shows the app in Slack's view for agents. */
export const hasAgentView = ({ scopes }: Workspace): boolean => scopes.includes(AGENT_SCOPE);

type Thread = Pick<ReplyTarget, 'workspace' | 'channel'> & { thread: string };

/**
 * Slack's view for agents: what a conversation may begin with, what it is about, and what is being worked on. None of it
 * is waited for longer than Slack takes to answer, and what Slack refuses costs no answer.
 */
export function agentView({ log }: { log: Log }) {
  const titled = new Set<string>();

  async function tell(what: string, call: Promise<unknown>): Promise<void> {
    await call.catch((error) => log.info(faultFields(error), `Slack did not take ${what} of a thread`));
  }
  const placeOf = ({ channel, thread }: Thread) => ({ channel_id: channel, thread_ts: thread });
  const threadsOf = ({ workspace }: Thread) => workspace.client.assistant.threads;

  return {
    /** A conversation was opened. */
    opened: (thread: Thread) =>
      tell(
        'the prompts',
        threadsOf(thread).setSuggestedPrompts({
          ...placeOf(thread),
          prompts: AGENT_VIEW.suggested_prompts as [(typeof AGENT_VIEW.suggested_prompts)[0]],
        }),
      ),
    /** The first question of a thread is its title. */
    async asked(thread: Thread, text: string): Promise<void> {
      const key = `${thread.workspace.team} ${thread.channel} ${thread.thread}`;
      const title = clip(visible(text).trim(), LONGEST_TITLE);
      if (title === '' || titled.has(key)) return;
      titled.add(key);
      if (titled.size > MOST_REMEMBERED) titled.delete(titled.values().next().value!);
      await tell('the title', threadsOf(thread).setTitle({ ...placeOf(thread), title }));
    },
    /** What is being worked on; Slack takes it away when the answer is there. */
    working: (thread: Thread, status: string) =>
      tell(
        'the status',
        threadsOf(thread).setStatus({ ...placeOf(thread), status: clip(visible(status), LONGEST_STATUS) }),
      ),
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
