import { Refusal } from './refusal.ts';
import type { Json, World } from './world.ts';

interface AgentCall {
  world: World;
  args: Json;
}

const PROMPTS = 4;
const TITLE = 200;
const STATUSES = ['active', 'processing', 'suspended', 'closed'];
/** No test's app subscribes to the stop button, as ours does not. */
const WARNING = 'missing_agent_session_stopped_event_subscription';

/** The channel of a call, where the app has the view. */
function channelOf({ world, args }: AgentCall): string {
  // What Slack says to an app of the older view is seen, not documented.
  if (world.view !== 'agent_view') throw new Refusal('not_agent_app');
  return world.channel(args.channel_id).id;
}

/** Prompts stand above all messages of a conversation: those that name a thread are dropped without a word. */
function setSuggestedPrompts(call: AgentCall): Json {
  const { world, args } = call;
  const channel = channelOf(call);
  if (!args.prompts?.length || args.prompts.length > PROMPTS) throw new Refusal('invalid_arguments');
  if (args.thread_ts === undefined) world.prompts.set(channel, args.prompts);
  return {};
}

/** The first call makes the session of a thread and names it; a status stays until another is set. */
function setSessionStatus(call: AgentCall): Json {
  const { world, args } = call;
  const { thread_ts, status, title } = args;
  channelOf(call);
  const isRead = thread_ts && STATUSES.includes(status) && (title?.length ?? 0) <= TITLE;
  if (!isRead) throw new Refusal('invalid_arguments');
  const session = world.sessions.get(thread_ts) ?? { title };
  world.sessions.set(thread_ts, { ...session, status });
  return { ...session, status, warning: WARNING, response_metadata: { warnings: [WARNING] } };
}

/** Slack's view for agents. */
export const agentMethods = {
  'assistant.threads.setSuggestedPrompts': { scope: 'assistant:write', run: setSuggestedPrompts },
  'agents.sessions.setStatus': { scope: 'chat:write', run: setSessionStatus },
};
