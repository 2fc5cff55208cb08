import type { Incoming } from '../chat/adapter.ts';
import { findCommand } from '../chat/read/parse.ts';
import type { Command } from '../command.ts';
import { UserError } from '../common/errors.ts';

/** The command that is named, whose inputs say what has to be looked up; undefined where none is. */
export function commandOf({ ask, commands }: Pick<Incoming, 'ask'> & { commands: readonly Command[] }) {
  try {
    return findCommand('text' in ask ? ask.text : ask.command.join(' '), commands).command;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Whether one of its inputs is a site by name. */
export const namesSites = ({ parameters }: Command): boolean =>
  Object.values(parameters).some(({ completes }) => completes === 'site');

const groupOf = (command: Command, commands: readonly Command[]): Command | undefined =>
  commands.find(({ subcommands }) => subcommands?.includes(command));

/** What a group of commands needs, each of its commands needs. */
export const needsOf = (command: Command, commands: readonly Command[]): Command['needs'][] => [
  command.needs,
  groupOf(command, commands)?.needs,
];

/** `site add` */
export const fullName = (command: Command, commands: readonly Command[]): string =>
  [groupOf(command, commands)?.name, command.name].filter(Boolean).join(' ');
