import { agentMethods } from './agentMethods.ts';
import { appMethods } from './appMethods.ts';
import { checkBlocks } from './blocks.ts';
import { checkImageFiles, fileMethods } from './files.ts';
import { Refusal } from './refusal.ts';
import { checkView, VIEW } from './views.ts';
import type { Grant, Json, Message, World } from './world.ts';

export const MESSAGE_TEXT = 40_000;

/** One call to the Web API: what was sent, by which token, and where the stand-in listens. */
export interface Call {
  world: World;
  args: Json;
  token: string | undefined;
  origin: string;
}
/** A call by a token that the workspace knows. */
interface GrantedCall extends Call {
  grant: Grant;
}
type Method = (call: GrantedCall) => Json;

/** Refuses a message as Slack does. */
export function checkMessage(world: World, { text, blocks }: Json): void {
  if (blocks) checkBlocks(blocks, 'message', world.unknownBlocks);
  if (blocks) checkImageFiles(world, blocks);
  checkText(text, blocks);
}

export function checkText(text: Json, blocks: Json): void {
  if (!text && !blocks?.length) throw new Refusal('no_text');
  if ((text?.length ?? 0) > MESSAGE_TEXT) throw new Refusal('msg_too_long');
}

function post({ world, args }: Call, via: Message['via'], onlyFor?: string): Message {
  const { id } = world.channel(args.channel);
  checkMessage(world, args);
  const message: Message = {
    via,
    channel: id,
    ...(onlyFor && { onlyFor }),
    ...(args.thread_ts && { thread: args.thread_ts }),
    ts: world.timestamp(),
    text: args.text ?? '',
    blocks: args.blocks ?? [],
    ...(args.metadata && { metadata: args.metadata }),
  };
  world.messages.push(message);
  return message;
}

function own({ world, args }: Call): Message {
  const found = world.messages.find(
    ({ channel, ts, onlyFor }) => channel === args.channel && ts === args.ts && !onlyFor,
  );
  if (!found) throw new Refusal('message_not_found');
  return found;
}

function showView({ world, args }: Call, kind: 'modal' | 'home', depth = 1): Json {
  const { view } = args;
  checkView(view, kind);
  const shown = { id: world.next('V'), kind, view, depth, ...(args.user_id && { user: args.user_id }) };
  world.views.push(shown);
  return { view: { ...view, id: shown.id } };
}

const history: Method = ({ world, args }) => {
  const found = world.messages
    .filter(({ channel, onlyFor }) => channel === args.channel && !onlyFor)
    .filter(({ thread, ts }) => args.ts === undefined || thread === args.ts || ts === args.ts)
    .filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0))
    .reverse();
  const shown = found.slice(0, Number(args.limit ?? 100));
  return {
    messages: shown.map(({ ts, text, metadata }) => ({
      type: 'message',
      ts,
      text,
      ...(args.include_all_metadata && { metadata }),
    })),
    has_more: shown.length < found.length,
  };
};

/** What the stand-in answers, by method; each names the scope that Slack asks for. */
export const METHODS: Record<string, { scope?: string; run: Method }> = {
  'auth.test': {
    run: ({ grant }) => ({
      url: 'https://acme.slack.com/',
      team: 'Acme',
      team_id: grant.team,
      user_id: grant.botUserId,
      bot_id: grant.botId,
    }),
  },
  'chat.postMessage': {
    scope: 'chat:write',
    run: (call) => {
      const { channel, ts } = post(call, 'chat.postMessage');
      return { channel, ts };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run: (call) => {
      if (!call.world.users.has(call.args.user)) throw new Refusal('user_not_in_channel');
      return { message_ts: post(call, 'chat.postEphemeral', call.args.user).ts };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    run: (call) => {
      const message = own(call);
      checkMessage(call.world, call.args);
      Object.assign(message, { text: call.args.text ?? '', blocks: call.args.blocks ?? [] });
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    run: (call) => {
      call.world.messages.splice(call.world.messages.indexOf(own(call)), 1);
      return {};
    },
  },
  'views.open': {
    run: (call) => {
      call.world.useTrigger(call.args.trigger_id);
      return showView(call, 'modal');
    },
  },
  'views.push': {
    run: (call) => {
      call.world.useTrigger(call.args.trigger_id);
      const depth = (call.world.views.at(-1)?.depth ?? 0) + 1;
      if (depth > VIEW.stackDepth) throw new Refusal('push_limit_reached');
      return showView(call, 'modal', depth);
    },
  },
  'views.update': {
    run: ({ world, args }) => {
      const shown = world.views.find(({ id }) => id === args.view_id);
      if (!shown) throw new Refusal('not_found');
      checkView(args.view, shown.kind);
      shown.view = args.view;
      return { view: { ...args.view, id: shown.id } };
    },
  },
  'views.publish': { run: (call) => showView(call, 'home') },
  'conversations.info': {
    scope: 'channels:read',
    run: ({ world, args }) => ({ channel: world.channel(args.channel) }),
  },
  'conversations.history': { scope: 'channels:history', run: history },
  'conversations.replies': { scope: 'channels:history', run: history },
  'conversations.open': {
    scope: 'im:write',
    run: ({ world, args }) => ({ channel: { id: world.direct(args.users).id } }),
  },
  'users.info': {
    scope: 'users:read',
    run: ({ world, args }) => {
      const user = world.users.get(args.user);
      if (!user) throw new Refusal('user_not_found');
      return { user };
    },
  },
  'usergroups.list': {
    scope: 'usergroups:read',
    run: ({ world, args }) => ({
      usergroups: [...world.usergroups].map(([id, users]) => ({
        id,
        handle: id.toLowerCase(),
        date_delete: 0,
        ...(args.include_users && { users }),
      })),
    }),
  },
  'apps.uninstall': { run: () => ({}) },
  ...agentMethods,
  ...fileMethods,
};

/** Answers one call; throws Refusal. */
export function callMethod(method: string, call: Call): { result: Json; scopes: string[] } {
  const { world, token } = call;
  const own = appMethods[method];
  if (own) return { result: own(call), scopes: [] };
  const known = METHODS[method];
  if (!known) throw new Refusal('unknown_method');
  if (!token) throw new Refusal('not_authed');
  const grant = world.tokens.get(token);
  if (!grant) throw new Refusal('invalid_auth');
  if (known.scope && !grant.scopes.includes(known.scope)) throw new Refusal('missing_scope');
  return { result: known.run({ ...call, grant }), scopes: grant.scopes };
}
