import { UserError } from '../../common/errors.ts';
import { memoize } from '../../common/memoize.ts';
import type { CommandSpec } from '../adapter.ts';
import type { Lookup } from '../parameter.ts';
import { type CommandArguments, readNamedOptions } from './arguments.ts';
import { isFlag, isYes, scanFlag } from './flags.ts';
import { nearest, normalise } from './nearest.ts';
import { quote } from './quote.ts';
import { quoted } from './scan.ts';

export { type CommandArguments, readArguments } from './arguments.ts';
export { completeLine } from './complete.ts';
export type { Flags } from './flags.ts';

interface Found<C> {
  command: C;
  rest: string;
}

const ADDRESSED = /^\s*[/@]?(?:hashdesk(?=$|[\s:,])[\s:,]*)?\/?/iu;

/**
 * The command that a line begins with, or its subcommand, and the rest of the line. Names and aliases are
 * understood in any case, after `/` or `hashdesk` as well.
 * @throws UserError with the nearest commands when there is none of that name.
 */
export function findCommand<C extends CommandSpec>(line: string, commands: readonly C[]): Found<C> {
  const { flags, asked } = leadingFlags(line.replace(ADDRESSED, ''));
  const { word, rest } = firstWord(asked);
  if (word === '') throw new UserError('Nothing was asked.', { suggestions: ['help'] });
  const command = named(commands, word) ?? refuseUnknown({ word, commands, path: '' });
  const found = command.subcommands ? findSubcommand(command, rest) : { command, rest };
  return { ...found, rest: flags + found.rest };
}

/** The flags that a line begins with, as in `--full cost demo`, and what is asked with them. */
function leadingFlags(line: string): { flags: string; asked: string } {
  let [flags, asked] = ['', line.trimStart()];
  for (let found = scanFlag(asked); found; found = scanFlag(asked)) {
    flags += `--${found.flag} `;
    asked = found.rest.trimStart();
  }
  return { flags, asked };
}

function findSubcommand<C extends CommandSpec>(group: C, text: string): Found<C> {
  const { word, rest } = firstWord(text);
  // A command and its subcommands are of one kind.
  const subcommands = (group.subcommands ?? []) as C[];
  const command = named(subcommands, word);
  if (command) return { command, rest };
  const takesMore = word === '' || word.startsWith('--') || Object.keys(group.parameters).length > 0;
  return takesMore
    ? { command: group, rest: text }
    : refuseUnknown({ word, commands: subcommands, path: `${group.name} ` });
}

function firstWord(text: string): { word: string; rest: string } {
  const [all = '', word = ''] = /^\s*(\S*)\s*/u.exec(text) ?? [];
  return { word, rest: text.slice(all.length) };
}

function named<C extends CommandSpec>(commands: readonly C[], word: string): C | undefined {
  const at = placesByName(commands).get(normalise(word.slice(0, 100)));
  return at === undefined ? undefined : commands[at];
}

/** Where each name and alias stands in a list of commands; of two that share one, the first is meant. */
const placesByName = memoize((commands: readonly CommandSpec[]) => {
  const places = commands.flatMap(({ name, aliases = [] }, at) =>
    [name, ...aliases].map((known) => [normalise(known), at] as const),
  );
  return new Map(places.reverse());
});

function refuseUnknown({
  word,
  commands,
  path,
}: {
  word: string;
  commands: readonly CommandSpec[];
  path: string;
}): never {
  const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const meant = nearest({ word, among: names }).map((name) => path + name);
  const known = path === '' ? 'help' : commands.map(({ name }) => path + name).join(', ');
  const hint = meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : `Type ${known}.`;
  throw new UserError(`There is no command ${quoted(path + word)}. ${hint}`);
}

/** Reads a command with options as a platform parsed them; `line` is the same as a person would type it. */
export function readOptions<C extends CommandSpec>({
  commands,
  path,
  options,
  lookup,
}: {
  commands: readonly C[];
  path: readonly string[];
  options: Record<string, string>;
  lookup: Lookup;
}): CommandArguments & { command: C; line: string } {
  const { command, rest } = findCommand(path.join(' '), commands);
  if (rest !== '')
    refuseUnknown({ word: rest, commands: command.subcommands ?? [], path: `${command.name} ` });
  return { command, line: optionsLine({ path, options }), ...readNamedOptions({ command, options, lookup }) };
}

/** A command with its options as a person would type it. */
export function optionsLine({ path, options }: { path: readonly string[]; options: Record<string, string> }) {
  return [...path, ...Object.entries(options).map(typed)].filter((part) => part !== '').join(' ');
}

/** An option as a person would type it; nothing for one that was left empty. */
function typed([name, value]: [string, string]): string {
  if (isFlag(name)) return isYes(value) ? `--${name}` : '';
  if (value.trim() === '') return '';
  return `${name}=${/^[\w.%$/+−-]+$/u.test(value) ? value : quote(value)}`;
}
