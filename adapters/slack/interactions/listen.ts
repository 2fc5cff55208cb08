import type { App, ViewSubmitAction } from '@slack/bolt';
import { type Log, reply } from 'hashdesk/chat';
import type { Asking, Question } from '../ask.ts';
import { faultFields } from '../errors.ts';
import { FORM_VIEW, formView, messageView } from '../forms.ts';
import type { KeptThings } from '../keptButtons.ts';
import type { Workspace, Workspaces } from '../oauth/workspaces.ts';
import { type Click, clickSchema, homeSchema, submissionSchema } from '../payloads.ts';
import { directPlace, type Place } from '../replyTarget.ts';
import type { Background } from '../transport/background.ts';
import { responseHook } from '../transport/responseUrl.ts';
import type { Home } from './home.ts';
import type { Submissions } from './submissions.ts';

const GONE = 'This button has expired, or it was made for someone else. Ask again to get one of your own.';
const alone = (title: string) => reply({ title, tone: 'error', visibility: 'private' });
const SHARED = alone('This was shared before, or it is more than a day old. Ask again to share it.');
const NOT_DONE = alone('That did not work. Press the button once more, or ask again.');

/** Listens for buttons, modals and the home tab. Whoever presses acts with their own permissions. */
export function receiveInteractions({
  app,
  asking,
  workspaces,
  kept,
  home,
  submissions,
  background,
  fetch,
  now,
  log,
}: {
  app: App;
  asking: Asking;
  workspaces: Workspaces;
  kept: KeptThings;
  home: Home;
  submissions: Submissions;
  background: Background;
  fetch: typeof globalThis.fetch;
  now: () => number;
  log: Log;
}): void {
  /** The conversation that a button was pressed in; in the home tab, the direct message with the person. */
  async function placeOf(click: Click, workspace: Workspace): Promise<Place> {
    const { user, channel, container, message, response_url } = click;
    if (!channel) return directPlace({ workspace, user: user.id });
    const thread = message?.thread_ts ?? container.thread_ts;
    const direct = channel.id.startsWith('D') && !container.is_ephemeral;
    const hook = response_url === undefined ? undefined : responseHook({ url: response_url, fetch, now });
    return { workspace, user: user.id, channel: channel.id, thread, direct, hook };
  }

  async function questionOf(click: Click, workspace: Workspace): Promise<Question> {
    const [{ action_ts }] = click.actions;
    return { id: `${click.trigger_id} ${action_ts}`, text: '', place: await placeOf(click, workspace) };
  }

  async function run(click: Click, workspace: Workspace): Promise<void> {
    const [{ value: text }] = click.actions;
    const secluded = click.container.is_ephemeral ?? false;
    await asking.ask({ ...(await questionOf(click, workspace)), text, secluded });
  }

  async function open(click: Click, workspace: Workspace): Promise<void> {
    const { team, client } = workspace;
    const [{ value: key }] = click.actions;
    const form = await kept.form(key, { team, user: click.user.id });
    const channel = click.channel?.id ?? click.user.id;
    const place = { workspace, user: click.user.id, channel, direct: false };
    const refusal = form && (await asking.refusalOf(place, form));
    const thread = click.message?.thread_ts ?? click.container.thread_ts;
    const memory = { key, ...(click.channel && { channel: click.channel.id }), ...(thread && { thread }) };
    const view =
      form && !refusal ? formView({ form: form.value, memory }) : messageView(refusal?.title ?? GONE);
    await client.views.open({ trigger_id: click.trigger_id, view });
  }

  async function share(click: Click, workspace: Workspace): Promise<void> {
    const [{ value: key }] = click.actions;
    const held = await kept.reply(key, { team: workspace.team, user: click.user.id });
    const question = await questionOf(click, workspace);
    const refusal = held && (await asking.refusalOf(question.place, held));
    if (refusal) return asking.deliver(question, refusal);
    if (!held || !(await kept.takeReply(key))) return asking.deliver(question, SHARED);
    await asking.deliver(question, { ...held.value, visibility: 'public' });
    // Shown to everyone now, the private copy with its button has done its work.
    await question.place.hook?.post({ delete_original: true }).catch(() => {});
  }

  const presses = { run, form: open, share };

  async function follow(click: Click, workspace: Workspace): Promise<void> {
    const [kind] = click.actions[0].action_id.split(':') as [keyof typeof presses];
    try {
      await presses[kind](click, workspace);
    } catch (error) {
      log.warn({ kind, ...faultFields(error) }, 'What a button asks for could not be done');
      await asking.deliver(await questionOf(click, workspace), NOT_DONE);
    }
  }

  app.action(/^(?:run|form|share):/, async ({ ack, body, context }) => {
    const click = clickSchema.parse(body);
    await ack();
    background(async () => follow(click, await workspaces.of(context.teamId)));
  });

  app.view<ViewSubmitAction>(FORM_VIEW, async ({ ack, body, context }) => {
    const submission = submissionSchema.parse(body);
    const workspace = await workspaces.of(context.teamId);
    await background(() => submissions({ submission, workspace, acknowledge: ack }));
  });

  app.event('app_home_opened', async ({ body, context }) => {
    const { event_id, event } = homeSchema.parse(body);
    if (event.tab !== 'home') return;
    background(async () =>
      home.publish({
        id: event_id,
        workspace: await workspaces.of(context.teamId),
        user: event.user,
        channel: event.channel,
      }),
    );
  });
}
