import {
  ChannelType,
  type Client,
  PermissionFlagsBits,
  PermissionsBitField,
  type REST,
  Routes,
} from 'discord.js';
import type { Log } from 'hashdesk/chat';
import { z } from 'zod';
import { failureOf } from './errors.ts';
import { THREADS } from './receive.ts';

const MAY_MANAGE = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;
/** How long is believed what was asked, where no gateway tells of changes. */
const KEPT_MS = 60_000;
const ID = /^\d{17,20}$/;
const MOST_KEPT = 1_000;

const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string().regex(/^\d+$/) })),
});
const channelSchema = z.object({ type: z.int(), parent_id: z.string().nullish() });

interface Guild {
  ownerId: string;
  /** The permissions of each role. */
  roles: Map<string, bigint>;
}

export type Places = ReturnType<typeof createPlaces>;

/**
 * What servers and channels are: as the gateway has described them where this process has it, and otherwise as Discord
 * says when it is asked. A gateway that was taken up describes nothing anew.
 */
export function createPlaces(asked: {
  rest: REST;
  /** The client whose gateway is open. */
  client: () => Client | undefined;
  now: () => number;
  log: Log;
}) {
  const { rest, client, now, log } = asked;
  const asks = <T>(ask: (id: string) => Promise<T>) => {
    const kept = new Map<string, { at: number; found: Promise<T> }>();
    return (id: string): Promise<T> => {
      const known = kept.get(id);
      if (known && now() - known.at < KEPT_MS) return known.found;
      const found = ask(id);
      kept.delete(id);
      kept.set(id, { at: now(), found });
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
      found.catch(() => kept.delete(id));
      return found;
    };
  };
  const askGuild = asks(async (id): Promise<Guild> => {
    const { owner_id: ownerId, roles } = guildSchema.parse(await rest.get(Routes.guild(id)));
    return { ownerId, roles: new Map(roles.map((role) => [role.id, BigInt(role.permissions)])) };
  });
  const askChannel = asks(async (id) => channelSchema.parse(await rest.get(Routes.channel(id))));
  const unknown = (error: unknown) =>
    void log.warn({ failure: failureOf(error) }, 'Discord did not say what a server or channel is');

  async function guildOf(id: string): Promise<Guild> {
    const told = client()?.guilds.cache.get(id);
    // Every server has the role of its own id: without one it was named, and not described.
    if (!told?.roles.cache.size) return askGuild(id);
    const roles = told.roles.cache.map((role): [string, bigint] => [role.id, role.permissions.bitfield]);
    return { ownerId: told.ownerId, roles: new Map(roles) };
  }

  async function channelOf(id: string): Promise<z.infer<typeof channelSchema>> {
    const told = client()?.channels.cache.get(id);
    if (!told) return askChannel(id);
    return { type: told.type, parent_id: 'parentId' in told ? told.parentId : undefined };
  }

  return {
    /** Whether someone owns or may manage a server; false where Discord does not say. */
    async manages({ guild: id, user, roles }: { guild: string; user: string; roles: string[] }) {
      const guild = await guildOf(id).catch(unknown);
      if (!guild) return false;
      const held = [id, ...roles].map((role) => guild.roles.get(role) ?? 0n);
      return guild.ownerId === user || held.some((bits) => new PermissionsBitField(bits).any(MAY_MANAGE));
    },
    /** The channel that a thread belongs to; undefined of what is no thread, and where Discord does not say. */
    async parentOf(id: string): Promise<string | undefined> {
      const channel = await channelOf(id).catch(unknown);
      return channel && THREADS.includes(channel.type) ? (channel.parent_id ?? undefined) : undefined;
    },
    /** Why a right to an id would let nobody in: people ask in the channels of a category, and never in itself. */
    async reachesNobody(id: string): Promise<string | undefined> {
      // What is no id of Discord's is nothing to ask it about; most ids are no channel's, which it says by an error.
      if (!ID.test(id)) return undefined;
      const channel = await channelOf(id).catch(() => undefined);
      return channel?.type === ChannelType.GuildCategory
        ? 'That is a category, in which nobody can ask anything. Name its channels, a role or a person.'
        : undefined;
    },
    /** Whether an id is a role's in that server. Rejects where Discord does not say. */
    isRole: async (asked: { guild: string; id: string }) => (await guildOf(asked.guild)).roles.has(asked.id),
  };
}
