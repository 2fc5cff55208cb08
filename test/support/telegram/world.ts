import type { ApiError } from './limits.ts';
import type { Entity, Markup } from './validate.ts';

export interface User {
  id: number;
  first_name: string;
  username?: string;
}

export interface Group {
  id: number;
  type: 'group' | 'supergroup';
  title: string;
  /** Public: anyone may join. */
  username?: string;
  members: Map<number, { status: string; is_member?: boolean }>;
  topics: Set<number>;
  /** The bot has been removed. */
  left?: boolean;
  movedTo?: number;
  /** The bot is told nothing of its members. */
  hidesMembers?: boolean;
}

/** A message by the bot. */
export interface Posted {
  message_id: number;
  chat: number;
  thread?: number;
  replyTo?: number;
  text: string;
  entities: Entity[];
  markup?: Markup;
  file?: { name: string; bytes: Uint8Array };
}

/** Everything the stand-in knows; tests read it and reach into it. */
export interface World {
  token: string;
  bot: User & { is_bot: true };
  users: Map<number, User>;
  /** People who have opened the private chat with the bot, and have not blocked it. */
  opened: Set<number>;
  groups: Map<number, Group>;
  /** Every message of the bot, in order. */
  posted: Posted[];
  /** What was answered to presses, by their id. */
  pressed: Map<string, { text?: string }>;
  /** The menu by scope. */
  menus: Map<string, { command: string; description: string }[]>;
  typing: number[];
  /** Files by the id under which they are sent. */
  uploads: Map<string, string | Uint8Array>;
  /** Every call, in order, with what it was answered. */
  calls: { method: string; body: Record<string, unknown>; refused?: ApiError }[];
  newId(): number;
  /** Tells whoever waits that something happened. */
  changed(): void;
}

/** A private group of the desk with an admin and a member, who have both opened a private chat with the bot. */
export function createWorld({ token }: { token: string }) {
  let last = 1_000;
  const listeners = new Set<() => void>();
  const newId = () => ++last;
  const ada: User = { id: 700_000_001, first_name: 'Ada', username: 'ada_l' };
  const mel: User = { id: 700_000_002, first_name: 'Mel' };
  const groupId = -4_000_000_001;
  const world: World = {
    token,
    bot: { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Hashdesk', username: 'HashdeskBot' },
    users: new Map([ada, mel].map((user) => [user.id, user])),
    opened: new Set([ada.id, mel.id]),
    groups: new Map([
      [
        groupId,
        {
          id: groupId,
          type: 'group',
          title: 'The desk',
          members: new Map([
            [ada.id, { status: 'creator' }],
            [mel.id, { status: 'member' }],
          ]),
          topics: new Set(),
        },
      ],
    ]),
    posted: [],
    pressed: new Map(),
    menus: new Map(),
    typing: [],
    uploads: new Map(),
    calls: [],
    newId,
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
  };
  return {
    world,
    groupId,
    group: world.groups.get(groupId)!,
    admin: ada,
    member: mel,
    /** Resolves with the first value of `look` that is neither undefined nor false, now or after a change. */
    until: <T>(look: () => T | undefined | false): Promise<T> =>
      new Promise((resolve) => {
        const listener = () => {
          const found = look();
          if (found === undefined || found === false) return;
          listeners.delete(listener);
          resolve(found);
        };
        listeners.add(listener);
        listener();
      }),
  };
}
