import { createHash } from 'node:crypto';
import {
  ApplicationIntegrationType,
  DiscordAPIError,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  Routes,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { type CommandSpec, clip, type KeyValue, type Parameter } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { FILE_PARAMETER, optionName, PRIVATE_OPTION } from './options.ts';

interface OptionBody {
  type: Type;
  name: string;
  description: string;
  required?: boolean;
  choices?: { name: string; value: string }[];
  autocomplete?: boolean;
  options?: OptionBody[];
}

/** One command as Discord registers it. */
export interface CommandBody {
  name: string;
  description: string;
  options: OptionBody[];
  default_member_permissions: string | null;
  contexts: InteractionContextType[];
  integration_types: ApplicationIntegrationType[];
}

/** How much a command may say: the length of its descriptions, and whether few values are listed. */
interface Room {
  length: number;
  lists: boolean;
}

/** Less and less, until a command with all its options is within its 8,000 characters. */
const ROOMS: Room[] = [
  { length: LIMITS.commandDescription, lists: true },
  { length: 60, lists: true },
  { length: 60, lists: false },
  { length: 30, lists: false },
  { length: 10, lists: false },
];

/** The commands with typed options. What only the operator may do is not offered here. */
export function commandBodies(commands: readonly CommandSpec[]): CommandBody[] {
  return commands.filter(isOffered).map((command) => {
    const bodies = ROOMS.map((room) => commandBody(command, room));
    return bodies.find((body) => textLength(body) <= LIMITS.commandTotal) ?? bodies.at(-1)!;
  });
}

const isOffered = ({ needs }: CommandSpec) => needs !== 'operator';

function commandBody(command: CommandSpec, room: Room): CommandBody {
  const subcommands = (command.subcommands ?? []).filter(isOffered).slice(0, LIMITS.options);
  const options =
    subcommands.length > 0 ? subcommands.map((it) => subcommand(it, room)) : optionsOf(command, room);
  // Discord hides a command as a whole: one that also reads is shown to everyone, and the bot decides.
  const onlyChanges =
    [command, ...subcommands].some(changes) && (subcommands.every(changes) || changes(command));
  return {
    name: command.name,
    description: clip(command.summary, room.length),
    options,
    default_member_permissions: onlyChanges ? String(PermissionFlagsBits.ManageGuild) : null,
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

const changes = ({ needs }: CommandSpec) => needs === 'change';

function subcommand(command: CommandSpec, room: Room): OptionBody {
  const description = clip(command.summary, room.length);
  return { type: Type.Subcommand, name: command.name, description, options: optionsOf(command, room) };
}

/** Required options come first, as Discord wants it. Parameters past the 24th can be typed in a mention. */
function optionsOf({ parameters }: CommandSpec, room: Room): OptionBody[] {
  const all = Object.entries(parameters).map(([name, parameter]) => option({ name, parameter, room }));
  const ordered = [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
  const hidden = {
    type: Type.Boolean,
    name: PRIVATE_OPTION,
    description: clip('Show the answer only to you', room.length),
  };
  return [...ordered.slice(0, LIMITS.options - 1), hidden];
}

function option(asked: { name: string; parameter: Parameter<unknown, boolean>; room: Room }): OptionBody {
  const { name, parameter, room } = asked;
  const described = {
    name: optionName(name),
    description: clip(parameter.description, room.length),
    required: parameter.required,
  };
  if (name === FILE_PARAMETER) return { type: Type.Attachment, ...described };
  return { type: Type.String, ...described, ...offered(parameter, room) };
}

/** Few values are choices; many, and those of machines and sites, are offered while one types. */
function offered(
  { choices = [], completes }: Parameter<unknown, boolean>,
  { lists }: Room,
): Partial<OptionBody> {
  const fit =
    lists && choices.length <= LIMITS.choices && choices.every((value) => value.length <= LIMITS.choice);
  if (choices.length > 0 && fit) return { choices: choices.map((value) => ({ name: value, value })) };
  return choices.length > 0 || completes !== undefined ? { autocomplete: true } : {};
}

type Measured = Pick<OptionBody, 'name' | 'description' | 'options' | 'choices'>;

function textLength({ name, description, options = [], choices = [] }: Measured): number {
  const within = options.reduce((sum, it) => sum + textLength(it), 0);
  const offered = choices.reduce((sum, it) => sum + it.name.length + it.value.length, 0);
  return name.length + description.length + within + offered;
}

/** Where commands are registered: the id of a server, or everywhere. */
const EVERYWHERE = 'everywhere';
/** What was registered last, and where. */
const registeredSchema = z.object({ scope: z.string(), hash: z.string() });

/**
 * Registers the commands when they are not those registered last; in one server alone when `guildId` is given. Where
 * they were registered before, they are taken away: in both places, people would see each of them twice.
 */
export async function register(asked: {
  rest: REST;
  store: KeyValue;
  applicationId: string;
  guildId?: string;
  commands: readonly CommandSpec[];
}): Promise<boolean> {
  const { rest, store, applicationId, guildId: scope = EVERYWHERE, commands } = asked;
  const body = commandBodies(commands);
  const key = `registered ${applicationId}`;
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const last = await store.get(key, registeredSchema);
  if (last?.scope === scope && last.hash === hash) return false;
  await rest.put(pathOf(applicationId, scope), { body });
  if (last && last.scope !== scope) await clear(rest, pathOf(applicationId, last.scope));
  await store.set(key, { scope, hash });
  return true;
}

function pathOf(applicationId: string, scope: string) {
  return scope === EVERYWHERE
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, scope);
}

/** A server that is gone, or that the bot has left, shows no commands any more. */
async function clear(rest: REST, path: `/${string}`): Promise<void> {
  await rest.put(path, { body: [] }).catch((error) => {
    if (!(error instanceof DiscordAPIError && [403, 404].includes(error.status))) throw error;
  });
}
