import type { ApiError } from './limits.ts';
import type { MessageBody, Modal, UploadedFile } from './validate.ts';

/** Someone on the stand-in. `permissions` are the bits Discord computes for the channel at hand. */
export interface Member {
  id: string;
  name: string;
  roles: string[];
  permissions: bigint;
}

export interface Guild {
  id: string;
  ownerId: string;
  roles: { id: string; permissions: bigint }[];
}

/** A text channel of a guild, a thread of the channel `parent`, or a direct message with `recipient`. */
export interface Channel {
  id: string;
  guild?: string;
  parent?: string;
  recipient?: string;
  /** Every post is refused with this. */
  refusal?: () => ApiError;
}

/** A message by the bot as the people in its channel (or, when ephemeral, one of them) see it now. */
export interface Posted {
  id: string;
  channel: string;
  body: MessageBody;
  files: UploadedFile[];
  ephemeral: boolean;
  deleted: boolean;
  edits: number;
}

/** An interaction and everything that was answered to it. */
export interface Exchange {
  id: string;
  token: string;
  createdAt: number;
  channel: string;
  user: string;
  /** Type of the callback and when it came. */
  answer?: { type: number; at: number };
  modal?: Modal;
  choices?: { name: string; value: string }[];
  /** Deferred, and nothing has taken the place of "is thinking…" yet. */
  loading: boolean;
  original?: Posted;
}

/** Everything the stand-in knows; tests read it and reach into it. */
export interface World {
  now: () => number;
  token: string;
  applicationId: string;
  /** What the application's pages say of it. */
  application: {
    name: string;
    interactions_endpoint_url: string | null;
    bot_require_code_grant: boolean;
    verify_key?: string;
  };
  botId: string;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  exchanges: Map<string, Exchange>;
  /** Every message of the bot, in order of creation. */
  posted: Posted[];
  /** Registered commands by scope: `global` or a guild id. */
  commands: Map<string, unknown[]>;
  newId(): string;
  /** Tells whoever waits that something happened. */
  changed(): void;
}

const MANAGE_GUILD = 1n << 5n;

/** A guild with an owner, one text channel, and a few people; all snowflakes are of Discord's form. */
export function createWorld({ now, token }: { now: () => number; token: string }) {
  let last = 1_150_000_000_000_000_000n;
  const listeners = new Set<() => void>();
  const newId = () => String(++last);
  const [applicationId, guildId, channelId, ownerId, botId] = [newId(), newId(), newId(), newId(), newId()];
  const world: World = {
    now,
    token,
    applicationId,
    application: { name: 'Hashdesk', interactions_endpoint_url: null, bot_require_code_grant: false },
    botId,
    guilds: new Map([[guildId, { id: guildId, ownerId, roles: [{ id: guildId, permissions: 0n }] }]]),
    channels: new Map([[channelId, { id: channelId, guild: guildId }]]),
    exchanges: new Map(),
    posted: [],
    commands: new Map(),
    newId,
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
  };
  const person = (name: string, permissions = 0n, id = newId()): Member => ({
    id,
    name,
    roles: [],
    permissions,
  });
  return {
    world,
    guildId,
    channelId,
    /** Opens a thread of a channel, before the bot connects. Returns its id. */
    thread(parent = channelId): string {
      const id = newId();
      world.channels.set(id, { id, guild: guildId, parent });
      return id;
    },
    /** May manage the server. */
    admin: person('Ada', MANAGE_GUILD),
    member: person('Mel'),
    owner: person('Olu', 0n, ownerId),
    person,
    /** Resolves with the first value of `look` that is neither undefined nor false, now or after a change. */
    until: <T>(look: () => T | undefined | false): Promise<T> =>
      new Promise((resolve) => {
        const check = () => {
          const found = look();
          if (found === undefined || found === false) return;
          listeners.delete(check);
          resolve(found);
        };
        listeners.add(check);
        check();
      }),
  };
}
