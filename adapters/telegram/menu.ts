import { type CommandSpec, clip } from 'hashdesk/chat';
import { LIMITS } from './limits.ts';
import type { Api, MenuEntry } from './transport/api.ts';

/** Offered everywhere; a command that changes something only to admins and in private chats. */
const SCOPES = [
  { scope: 'default', changes: false },
  { scope: 'all_private_chats', changes: true },
  { scope: 'all_chat_administrators', changes: true },
];

/** A name as Telegram takes it: small letters of the West, digits and underscores. */
const menuName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .slice(0, LIMITS.menuName);

/** Shows the commands in Telegram's menu. Those of a group of commands are typed after its name. */
export async function showMenu({
  api,
  commands,
}: {
  api: Api;
  commands: readonly CommandSpec[];
}): Promise<void> {
  for (const { scope, changes } of SCOPES) {
    const offered = commands.filter(({ needs }) => needs === undefined || (changes && needs === 'change'));
    await api.setMenu(scope, offered.map(entry).slice(0, LIMITS.menuCommands));
  }
}

const entry = ({ name, summary }: CommandSpec): MenuEntry => ({
  command: menuName(name),
  description: clip(summary, LIMITS.menuDescription),
});

/** What a typed `/name` is called by the bot. `start` is what Telegram types for whoever opens a private chat. */
export function commandNamed(typed: string, commands: readonly CommandSpec[]): string | undefined {
  const name = typed.toLowerCase();
  if (name === 'start') return 'help';
  return commands
    .flatMap((command) => [command.name, ...(command.aliases ?? [])])
    .find((known) => menuName(known) === name);
}
