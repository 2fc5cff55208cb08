import {
  ChannelType,
  InteractionType,
  MessageType,
  ApplicationCommandOptionType as OptionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Address, Incoming, Person } from 'hashdesk/chat';
import { z } from 'zod';
import type { Places } from './places.ts';

const file = z.object({ filename: z.string(), url: z.string(), size: z.number().nonnegative() });
/** A file that came with a question. */
export type FileSent = z.infer<typeof file>;

const user = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
const member = z.object({
  user: user.optional(),
  nick: z.string().nullish(),
  roles: z.array(z.string()),
  permissions: z.string().regex(/^\d+$/).optional(),
});

const leaf = z.object({
  name: z.string(),
  type: z.int(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  focused: z.boolean().optional(),
});
export type OptionSent = z.infer<typeof leaf>;
const subcommand = z.object({
  name: z.string(),
  type: z.literal(OptionType.Subcommand),
  options: z.array(leaf).optional(),
});
const commandData = z.object({
  name: z.string(),
  options: z.array(z.union([subcommand, leaf])).optional(),
  resolved: z.object({ attachments: z.record(z.string(), file).optional() }).optional(),
});
const modalData = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: z.object({ custom_id: z.string(), value: z.string() }) })),
});

const where = {
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  channel_id: z.string(),
  channel: z.object({ type: z.int(), parent_id: z.string().nullish() }).optional().catch(undefined),
  guild_id: z.string().optional(),
  member: member.optional(),
  user: user.optional(),
};
const interaction = z.discriminatedUnion('type', [
  z.object({ ...where, type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  z.object({ ...where, type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  z.object({
    ...where,
    type: z.literal(InteractionType.MessageComponent),
    data: z.object({ custom_id: z.string() }),
  }),
  z.object({ ...where, type: z.literal(InteractionType.ModalSubmit), data: modalData }),
]);
export type Interaction = z.infer<typeof interaction>;
export type InteractionOf<T extends InteractionType> = Extract<Interaction, { type: T }>;

const message = z.object({
  id: z.string(),
  type: z.int(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  author: user,
  member: member.omit({ user: true }).optional(),
  webhook_id: z.string().optional(),
  content: z.string(),
  /** Whom it calls: by name, or by a reply that pings. */
  mentions: z.array(z.object({ id: z.string() })).default([]),
  attachments: z.array(file).default([]),
});
export type Message = z.infer<typeof message>;

/** What the gateway sent, where it is of a kind that is answered. */
export const readInteraction = (data: unknown): Interaction | undefined => interaction.safeParse(data).data;
export const readMessage = (data: unknown): Message | undefined => message.safeParse(data).data;

/** Who asks, and where: a server or a direct message. */
export interface Asker extends Pick<Incoming, 'parentChannel' | 'reachesNobody'> {
  person: Person;
  address: Address;
}

const MAY_MANAGE = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** The permissions of the one who asks count, not those of whoever made the button. */
export function askerOf(asked: Interaction): Asker | undefined {
  const { member, guild_id: guild, channel_id: channel } = asked;
  const user = member?.user ?? asked.user;
  if (!user) return undefined;
  const manages = (BigInt(member?.permissions ?? 0) & MAY_MANAGE) !== 0n;
  return asker({ user, member, channel, parent: parentOf(asked.channel), guild, manages });
}

export const THREADS: number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** The channel that a thread belongs to. What other channels belong to is a category, to which nobody has a right. */
function parentOf(channel: Interaction['channel']): string | undefined {
  return channel && THREADS.includes(channel.type) ? (channel.parent_id ?? undefined) : undefined;
}

/** A message carries neither permissions nor the channel of its thread: they are looked up. */
export async function authorOf(asked: Message, places: Pick<Places, 'manages' | 'parentOf'>): Promise<Asker> {
  const { author: user, member, guild_id: guild, channel_id: channel } = asked;
  const roles = member?.roles ?? [];
  const [manages, parent] = await Promise.all([
    guild !== undefined && places.manages({ guild, user: user.id, roles }),
    guild === undefined ? undefined : places.parentOf(channel),
  ]);
  return asker({ user, member, channel, parent, guild, manages });
}

interface Known {
  user: z.infer<typeof user>;
  member: { nick?: string | null | undefined; roles: string[] } | undefined;
  channel: string;
  parent: string | undefined;
  guild: string | undefined;
  manages: boolean;
}

/**
 * In a direct message everyone is the admin of what is theirs. In a server a member reads only what `access` lets
 * them, and who is no member is a stranger.
 */
function asker({ user, member, channel, parent, guild, manages }: Known): Asker {
  const tenant = guild === undefined ? `discord:U${user.id}` : `discord:G${guild}`;
  const name = member?.nick ?? user.global_name ?? user.username;
  const inGuild = manages ? 'admin' : member ? 'visitor' : 'outsider';
  const standing = guild === undefined ? 'admin' : inGuild;
  // Everyone in a server has the role of its own id, and no list says so.
  const roles = guild !== undefined && member ? [guild, ...member.roles] : [];
  const person: Person = { id: user.id, name, standing, roles };
  const address = { adapter: 'discord', tenant, channel };
  return { person, address, ...(parent !== undefined && { parentChannel: parent }) };
}

/** A slash command's path, its options, and the files among them. */
export function commandOf({ name, options = [], resolved }: z.infer<typeof commandData>) {
  const [first] = options;
  const sub = first && !('value' in first) ? first : undefined;
  const leaves = sub ? (sub.options ?? []) : options.filter((it) => 'value' in it);
  return { path: sub ? [name, sub.name] : [name], leaves, files: resolved?.attachments ?? {} };
}

/**
 * The line that a message asks; undefined when it is not addressed to the bot, or not by a person. A reply that pings the
 * bot carries its text without any intent, as a mention does.
 */
export function lineOf(
  { type, author, webhook_id, guild_id, content, mentions }: Message,
  botId: string,
): { text: string; inReply?: true } | undefined {
  const typed = type === MessageType.Default || type === MessageType.Reply;
  if (!typed || author.bot || webhook_id !== undefined || author.id === botId) return undefined;
  const mention = new RegExp(`<@!?${botId}>`, 'g');
  const text = content.replace(mention, ' ').trim();
  if (guild_id === undefined || mention.test(content)) return { text };
  const pings = type === MessageType.Reply && mentions.some(({ id }) => id === botId);
  return pings && text !== '' ? { text, inReply: true } : undefined;
}
