import { type Log, reply } from 'hashdesk/chat';
import type { Asking, Question } from '../ask.ts';
import { faultFields } from '../errors.ts';
import { formView, messageView } from '../forms.ts';
import type { KeptButtons } from '../keptButtons.ts';
import type { Workspace } from '../oauth/workspaces.ts';
import type { Click } from '../payloads.ts';
import { directTarget, type ReplyTarget } from '../replyTarget.ts';
import { openResponseUrl } from '../transport/responseUrl.ts';

const GONE = 'This button has expired, or it was made for someone else. Ask again to get one of your own.';
const alone = (title: string) => reply({ title, tone: 'error', visibility: 'private' });
const SHARED = alone('This was shared before, or it is more than a day old. Ask again to share it.');
const NOT_DONE = alone('That did not work. Press the button once more, or ask again.');

/** What following a press takes. */
export interface PressMeans {
  asking: Asking;
  kept: KeptButtons;
  fetch: typeof globalThis.fetch;
  now: () => number;
  log: Log;
}

/** A press in the workspace that it happened in. Whoever presses acts with their own permissions. */
type Pressed = PressMeans & { click: Click; workspace: Workspace };

const heldBy = ({ click }: Pressed) => click.actions[0].value;
const threadOf = ({ click: { message, container } }: Pressed) => message?.thread_ts ?? container.thread_ts;

/** The conversation that a button was pressed in; in the home tab, the direct message with the person. */
async function targetOf(pressed: Pressed): Promise<ReplyTarget> {
  const { click, workspace, fetch, now } = pressed;
  const { user, channel, container, response_url: url } = click;
  if (!channel) return directTarget({ workspace, user: user.id });
  const direct = channel.id.startsWith('D') && !container.is_ephemeral;
  const responseUrl = url === undefined ? undefined : openResponseUrl({ url, fetch, now });
  return { workspace, user: user.id, channel: channel.id, thread: threadOf(pressed), direct, responseUrl };
}

async function questionOf(pressed: Pressed): Promise<Question> {
  const { trigger_id, actions } = pressed.click;
  return { id: `${trigger_id} ${actions[0].action_ts}`, text: '', target: await targetOf(pressed) };
}

async function run(pressed: Pressed): Promise<void> {
  const secluded = pressed.click.container.is_ephemeral ?? false;
  await pressed.asking.ask({ ...(await questionOf(pressed)), text: heldBy(pressed), secluded });
}

async function open(pressed: Pressed): Promise<void> {
  const { click, workspace, kept, asking } = pressed;
  const key = heldBy(pressed);
  const user = click.user.id;
  const form = await kept.form(key, { team: workspace.team, user });
  const target = { workspace, user, channel: click.channel?.id ?? user, direct: false };
  const refusal = form && (await asking.refusalOf(target, form));
  const thread = threadOf(pressed);
  const memory = { key, ...(click.channel && { channel: click.channel.id }), ...(thread && { thread }) };
  const view =
    form && !refusal ? formView({ form: form.value, memory }) : messageView(refusal?.title ?? GONE);
  await workspace.client.views.open({ trigger_id: click.trigger_id, view });
}

async function share(pressed: Pressed): Promise<void> {
  const { click, workspace, kept, asking } = pressed;
  const key = heldBy(pressed);
  const held = await kept.reply(key, { team: workspace.team, user: click.user.id });
  const question = await questionOf(pressed);
  const refusal = held && (await asking.refusalOf(question.target, held));
  if (refusal) return asking.deliver(question, refusal);
  if (!held || !(await kept.takeReply(key))) return asking.deliver(question, SHARED);
  await asking.deliver(question, { ...held.value, visibility: 'public' });
  // Shown to everyone now, the private copy with its button has done its work.
  await question.target.responseUrl?.post({ delete_original: true }).catch(() => {});
}

/** Slack opens the address itself, and tells of it. */
const opened = async (): Promise<void> => {};

const presses = { run, form: open, share, open: opened };

/** Does what the pressed button stands for; what fails is said to whoever pressed. */
export async function followPress(pressed: Pressed): Promise<void> {
  const [kind] = pressed.click.actions[0].action_id.split(':') as [keyof typeof presses];
  try {
    await presses[kind](pressed);
  } catch (error) {
    pressed.log.warn({ kind, ...faultFields(error) }, 'What a button asks for could not be done');
    await pressed.asking.deliver(await questionOf(pressed), NOT_DONE);
  }
}
