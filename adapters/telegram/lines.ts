import type { CommandSpec } from 'hashdesk/chat';
import { channelOf } from './chats.ts';
import { commandNamed } from './menu.ts';
import type { BotUser } from './transport/api.ts';
import type { Message } from './updates.ts';

interface Reading {
  message: Message;
  bot: BotUser;
  commands: readonly CommandSpec[];
}

const COMMAND = /^\/(\w{1,64})(?:@(\w+))?(?=\s|$)/;

/** Whether a person wrote the message: no bot, no channel, and nothing that another bot wrote for them. */
export function isWritten({ from, sender_chat, chat, via_bot }: Message): boolean {
  if (via_bot) return false;
  // Admins who stay anonymous write as the group itself; Telegram names a bot of its own as the sender.
  return sender_chat ? sender_chat.id === chat.id : from !== undefined && !from.is_bot;
}

/** Whether the message asks this bot: in a group by its name, or by a command that it knows and no other is named. */
export function asksUs({ message, bot, commands }: Reading): boolean {
  const text = textOf(message);
  if (message.chat.type === 'private') return text !== '' || message.document !== undefined;
  const [, command, named] = COMMAND.exec(text) ?? [];
  if (named !== undefined) return isName(named, bot);
  if (command !== undefined && commandNamed(command, commands) !== undefined) return true;
  return mentionsIn(message).some(({ written }) => isName(written.slice(1), bot));
}

/** Whether the message replies to one of this bot in a group, and is no command: Telegram hands it over in privacy mode too. */
export function repliesToUs({ message, bot }: Pick<Reading, 'message' | 'bot'>): boolean {
  const text = textOf(message);
  return message.reply_to_message?.from?.id === bot.id && text !== '' && !COMMAND.test(text);
}

/** Whether a message is a command that this bot knows: also as a reply to a question of a form, which it is no answer to. */
export function isCommand({ message, bot, commands }: Reading): boolean {
  const [, command = '', named = bot.username] = COMMAND.exec(textOf(message)) ?? [];
  return isName(named, bot) && commandNamed(command, commands) !== undefined;
}

/**
 * The line that a message asks. People whom it names become `<@id>`, the group itself `<#id>`, as far as `idOf`
 * knows them. Nothing but the bot's name asks for help.
 */
export async function lineOf(
  asked: Reading & { idOf: (username: string) => Promise<string | undefined> },
): Promise<string> {
  const { message, bot, commands, idOf } = asked;
  let text = textOf(message);
  // From the end, so that what stands before keeps its place.
  for (const { written, offset, user } of mentionsIn(message).toReversed()) {
    const id = user === undefined ? await meant({ written, message, idOf }) : `<@${user}>`;
    const shown = user === undefined && isName(written.slice(1), bot) ? ' ' : id;
    text = text.slice(0, offset) + (shown ?? written) + text.slice(offset + written.length);
  }
  const line = text.trim().replace(COMMAND, (_, name: string) => commandNamed(name, commands) ?? name);
  return line.trim() || 'help';
}

async function meant(asked: {
  written: string;
  message: Message;
  idOf: (username: string) => Promise<string | undefined>;
}): Promise<string | undefined> {
  const { written, message, idOf } = asked;
  const name = written.slice(1);
  if (isSame(name, message.chat.username)) return `<#${channelOf(message.chat.id)}>`;
  const id = await idOf(name);
  return id === undefined ? undefined : `<@${id}>`;
}

const textOf = ({ text, caption }: Message): string => text ?? caption ?? '';
const isSame = (one: string, other: string | undefined) => one.toLowerCase() === other?.toLowerCase();
const isName = (name: string, { username }: BotUser) => isSame(name, username);

/** The names in a message, as written: `@name`, or the first name of someone who has none. */
function mentionsIn(message: Message): { written: string; offset: number; user?: number }[] {
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return entities
    .filter(({ type }) => type === 'mention' || type === 'text_mention')
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, length, user }) => ({
      written: textOf(message).slice(offset, offset + length),
      offset,
      ...(user && { user: user.id }),
    }));
}
