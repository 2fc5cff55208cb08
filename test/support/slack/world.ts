import type { WebSocket } from 'ws';
import type { Fault } from './faults.ts';
import { Refusal } from './refusal.ts';

// biome-ignore lint/suspicious/noExplicitAny: payloads are kept as they came
export type Json = any;

/** A message as somebody can see it. */
export interface Message {
  via: 'acknowledgement' | 'chat.postMessage' | 'chat.postEphemeral' | 'response_url';
  channel: string;
  /** Who alone sees it; undefined: everyone in the channel. */
  onlyFor?: string;
  thread?: string;
  ts: string;
  text: string;
  blocks: Json[];
  metadata?: Json;
}

export interface Upload {
  id: string;
  name: string;
  length: number;
  altText?: string;
  content?: Buffer;
  isComplete?: boolean;
  /** How often a message that shows it is still refused. */
  unreadyTries: number;
  /** Where it was shared; undefined while only messages show it. */
  channel?: string;
  thread?: string;
}

export interface View {
  id: string;
  kind: 'modal' | 'home';
  /** Its place in the stack of modals, the first being 1. */
  depth: number;
  user?: string;
  view: Json;
}

export interface User {
  id: string;
  name: string;
  team_id: string;
  is_admin?: boolean;
  is_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  deleted?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  /** The bot may post in it. */
  joined: boolean;
  archived?: boolean;
  /** The person behind a direct message. */
  im?: string;
}

export interface Grant {
  team: string;
  botUserId: string;
  botId: string;
  scopes: string[];
}

export const BOT_SCOPES = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'usergroups:read',
  'users:read',
];

// Put together here so that no scanner takes this file for a leak.
const SECRETS = {
  botToken: ['xoxb', '1111111111', '2222222222', 'abcdefghijklmnopqrstuvwx'].join('-'),
  appToken: ['xapp', '1', 'A0000000001', '3333333333', '0123456789abcdef'.repeat(2)].join('-'),
  signingSecret: '8f742231b10e8888'.repeat(2),
  clientId: '1111111111.4444444444',
  clientSecret: 'fedcba9876543210'.repeat(2),
};
export const TEAM = 'T0000000001';
export const BOT_USER = 'U00000BOT1';

/** Everything the stand-in knows: one workspace at first, more by OAuth. */
export function createWorld({ now }: { now: () => number }) {
  let serial = 0;
  const next = (prefix: string) => `${prefix}${(++serial).toString().padStart(6, '0')}`;
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const tokens = new Map<string, Grant>();
  const triggers = new Map<string, { at: number; used: boolean }>();
  const hooks = new Map<
    string,
    { at: number; uses: number; channel: string; user: string; source?: Message }
  >();
  tokens.set(SECRETS.botToken, {
    team: TEAM,
    botUserId: BOT_USER,
    botId: 'B0000000001',
    scopes: [...BOT_SCOPES],
  });
  users.set('U0000000001', { id: 'U0000000001', name: 'ada', team_id: TEAM });
  users.set('U0000000002', { id: 'U0000000002', name: 'grace', team_id: TEAM, is_admin: true });
  channels.set('C0000000001', { id: 'C0000000001', name: 'mining', joined: true });
  return {
    now,
    next,
    secrets: SECRETS,
    sockets: new Set<WebSocket>(),
    faults: [] as Fault[],
    /** Types of blocks that have not come to the workspace yet. */
    unknownBlocks: new Set<string>(),
    /** How often messages are refused that show a file uploaded from now on, before Slack has looked through it. */
    unreadyTries: 0,
    /** Every call received, in order, with the Authorization header it carried. */
    calls: [] as { method: string; args: Json; authorization: string | null }[],
    /** Files that people attached, by their path. */
    downloads: new Map<string, { content: string | Buffer; type: string }>(),
    /** Codes that `oauth.v2.access` takes once, as the consent page would hand out. */
    codes: new Map<string, { token: string; team: string; scopes: string[] }>(),
    users,
    /** As whose view the app is declared; the scope `assistant:write` comes with either. */
    view: 'agent_view' as 'agent_view' | 'assistant_view',
    /** What a conversation may begin with, by channel. */
    prompts: new Map<string, Json[]>(),
    /** Sessions of the view for agents by thread. */
    sessions: new Map<string, { title?: string; status: string }>(),
    /** Members by the id of their user group. */
    usergroups: new Map<string, string[]>(),
    channels,
    tokens,
    triggers,
    hooks,
    messages: [] as Message[],
    uploads: new Map<string, Upload>(),
    views: [] as View[],
    /** A message's name within its channel: seconds and a serial number, as Slack's `ts`. */
    timestamp: () => `${Math.floor(now() / 1000)}.${next('')}`,
    /** A trigger that opens one modal within 3 seconds. */
    trigger(): string {
      const id = next('trigger.');
      triggers.set(id, { at: now(), used: false });
      return id;
    },
    useTrigger(id: string): void {
      const trigger = triggers.get(id);
      if (!trigger) throw new Refusal('invalid_trigger_id');
      if (trigger.used) throw new Refusal('exchanged_trigger_id');
      if (now() - trigger.at > 3_000) throw new Refusal('expired_trigger_id');
      trigger.used = true;
    },
    channel(id: string): Channel {
      const channel = channels.get(id);
      if (!channel) throw new Refusal('channel_not_found');
      if (channel.archived) throw new Refusal('is_archived');
      if (!channel.joined) throw new Refusal('not_in_channel');
      return channel;
    },
    /** The direct message with a person, made when first needed. */
    direct(user: string): Channel {
      if (!users.has(user)) throw new Refusal('user_not_found');
      const id = `D${user.slice(1)}`;
      const channel = channels.get(id) ?? { id, name: 'directmessage', joined: true, im: user };
      channels.set(id, channel);
      return channel;
    },
  };
}
export type World = ReturnType<typeof createWorld>;
