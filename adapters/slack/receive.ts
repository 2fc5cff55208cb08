import type { App } from '@slack/bolt';
import type { Asking } from './ask.ts';
import { decodeText, withoutMention } from './decode.ts';
import { attachmentReader } from './files.ts';
import { type AgentView, hasAgentView } from './interactions/agent.ts';
import type { Workspace, Workspaces } from './oauth/workspaces.ts';
import { commandSchema, type MessageEvent, messageSchema, revocationSchema } from './payloads.ts';
import { commandResponseUrl } from './transport/acknowledge.ts';
import type { Background } from './transport/background.ts';
import type { Wait } from './transport/wait.ts';

const MAIN_COMMAND = '/hashdesk';

/** The line that a slash command stands for: `/profit demo` is `profit demo`. */
function lineOf({ command, text }: { command: string; text: string }): string {
  const line = command.startsWith(MAIN_COMMAND) ? text : `${command.slice(1)} ${text}`;
  return decodeText(line);
}

/** Whether a message is a question: from a person, new, and to the app alone. */
function isQuestion({ type, subtype, bot_id, channel, channel_type }: MessageEvent): boolean {
  if (bot_id !== undefined) return false;
  const direct = channel_type === 'im' || channel.startsWith('D');
  if (type === 'app_mention') return !direct;
  return channel_type === 'im' && (subtype === undefined || subtype === 'file_share');
}

/** Listens for slash commands, mentions, direct messages and removals; each is acknowledged in time, whatever it takes. */
export function receiveQuestions({
  app,
  asking,
  agent,
  workspaces,
  background,
  fetch,
  apiUrl,
  now,
  wait,
}: {
  app: App;
  asking: Asking;
  agent: AgentView;
  workspaces: Workspaces;
  background: Background;
  fetch: typeof globalThis.fetch;
  apiUrl: string;
  now: () => number;
  wait: Wait;
}): void {
  app.command(/^\//, async ({ ack, body, context }) => {
    const asked = commandSchema.parse(body);
    const responseUrl = commandResponseUrl({ url: asked.response_url, fetch, now, ack, wait });
    const answer = async () => {
      const workspace = await workspaces.of(context.teamId);
      const target = {
        workspace,
        channel: asked.channel_id,
        user: asked.user_id,
        direct: false,
        responseUrl,
      };
      await asking.ask({ id: asked.trigger_id, text: lineOf(asked), target });
    };
    void background(() => answer().finally(responseUrl.acknowledge));
    await responseUrl.acknowledged;
  });

  async function answerMessage(id: string, event: MessageEvent, workspace: Workspace): Promise<void> {
    const { channel, user, files = [] } = event;
    if (user === undefined) return;
    const text = withoutMention(event.text, workspace.botUserId);
    const direct = event.type === 'message';
    const inAgentView = direct && hasAgentView(workspace);
    // There each message that is in no thread begins one.
    const thread = event.thread_ts ?? (inAgentView ? event.ts : undefined);
    const answered = asking.ask({
      id,
      text,
      target: { workspace, channel, user, direct, thread, inAgentView },
      ...(files.length > 0 && { attachment: attachmentReader({ workspace, files, fetch, apiUrl }) }),
    });
    const isShown = inAgentView && thread !== undefined;
    await (isShown ? agent.during({ workspace, channel, thread, question: text }, answered) : answered);
  }

  for (const name of ['app_mention', 'message'] as const) {
    app.event(name, async ({ body, context }) => {
      const read = messageSchema.safeParse(body);
      // Other kinds of messages (edits, joins) have another shape, and are no questions.
      if (!read.success || !isQuestion(read.data.event)) return;
      const { event_id, event } = read.data;
      void background(async () => answerMessage(event_id, event, await workspaces.of(context.teamId)));
    });
  }

  for (const name of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(name, async ({ body }) => {
      const { team_id, event } = revocationSchema.parse(body);
      const ours = event.type === 'app_uninstalled' || (event.tokens?.bot?.length ?? 0) > 0;
      if (ours) void background(() => workspaces.forget(team_id));
    });
  }
}
