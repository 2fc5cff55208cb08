import type { AckFn, ViewResponseAction } from '@slack/bolt';
import { correctable, type Form, formLine, type Reply } from 'hashdesk/chat';
import type { Asking, Question } from '../ask.ts';
import { type FormMemory, memoryOf, messageView, refusedSubmission, submittedForm } from '../forms.ts';
import type { KeptButtons } from '../keptButtons.ts';
import type { Workspace } from '../oauth/workspaces.ts';
import type { Submission } from '../payloads.ts';
import { directTarget, type ReplyTarget } from '../replyTarget.ts';
import type { Wait } from '../transport/wait.ts';
import type { Home } from './home.ts';

/** How long a modal waits for its answer, of the three seconds that Slack gives. */
const PATIENCE_MS = 2_000;

const EXPIRED =
  'This form is more than a day old, or was made before a change. Ask for it again to get a new one.';

/** Handles a modal that was sent: a refusal is shown in it, any other answer goes to where the form came from. */
export function formSubmissions({
  asking,
  kept,
  home,
  wait,
}: {
  asking: Asking;
  kept: KeptButtons;
  home: Home;
  wait: Wait;
}) {
  async function targetOf(
    { channel, thread }: FormMemory,
    workspace: Workspace,
    user: string,
  ): Promise<ReplyTarget> {
    if (channel === undefined) return directTarget({ workspace, user });
    return { workspace, user, channel, thread, direct: channel.startsWith('D') };
  }

  async function questionOf({
    submission,
    workspace,
    form,
    memory,
  }: {
    submission: Submission;
    workspace: Workspace;
    form: Form;
    memory: FormMemory;
  }): Promise<Question> {
    const target = await targetOf(memory, workspace, submission.user.id);
    return { id: submission.trigger_id, text: formLine(form), target };
  }

  async function finish(question: Question, reply: Reply, memory: FormMemory): Promise<void> {
    await asking.deliver(question, reply);
    if (memory.channel !== undefined) return;
    const { workspace, user, channel } = question.target;
    await home.publish({ id: `${question.id} home`, workspace, user, channel });
  }

  return async ({
    submission,
    workspace,
    acknowledge,
  }: {
    submission: Submission;
    workspace: Workspace;
    acknowledge: AckFn<ViewResponseAction>;
  }): Promise<void> => {
    const memory = memoryOf(submission.view.private_metadata);
    const owner = { team: workspace.team, user: submission.user.id };
    const opened = memory && (await kept.form(memory.key, owner))?.value;
    if (!opened) return acknowledge({ response_action: 'update', view: messageView(EXPIRED) });
    const form = submittedForm(opened, submission.view.state.values);
    const question = questionOf({ submission, workspace, form, memory });
    const answer = question.then(asking.answerOf);
    const inTime = await Promise.race([answer, wait(PATIENCE_MS)]);
    if (inTime?.tone === 'error') return acknowledge(refusedSubmission({ form, memory, reply: inTime }));
    await acknowledge();
    const reply = await answer;
    if (!reply) return;
    await finish(await question, reply.tone === 'error' ? correctable(reply, form) : reply, memory);
  };
}
export type Submissions = ReturnType<typeof formSubmissions>;
