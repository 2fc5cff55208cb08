import type { Lookup } from '../chat/parameter.ts';
import { normalise } from '../chat/read/nearest.ts';
import { type CommandArguments, findCommand, readArguments } from '../chat/read/parse.ts';
import { quoted } from '../chat/read/scan.ts';
import type { Command } from '../command.ts';
import { UserError } from '../common/errors.ts';
import { type Reading, readQuestion } from '../words/index.ts';

/** A command with its arguments, as one line says it. */
export interface ReadLine extends CommandArguments {
  command: Command;
  line: string;
  /** It was asked in people's own words: they are shown the line. */
  inWords?: true;
}

interface Typed {
  text: string;
  commands: readonly Command[];
  lookup: Lookup;
}

/** Reads a line as the commands are typed. Throws UserError where it is none. */
function readLine({ text, commands, lookup }: Typed): ReadLine {
  const { command, rest } = findCommand(text, commands);
  return { command, line: text.trim(), ...readArguments({ command, text: rest, lookup }) };
}

/** Who writes `name=value`, a flag, a quote or several lines writes a command, and is told what is wrong with it. */
const TYPED = /=|--|["“”\n]/u;

/**
 * Reads in people's own words what was refused as a command line. Throws the refusal again where that is no question
 * either, with the lines that are near, and a UserError with those that it may mean where there are several.
 */
export function readInWords(
  asked: Typed & { refusal: UserError; own: readonly string[]; now: number },
): ReadLine {
  const { text, commands, refusal } = asked;
  if (TYPED.test(text)) throw refusal;
  const reading = readQuestion(asked);
  const named = isNamed(asked);
  if (reading.line === undefined) throw askedBack({ reading, refusal, named, typed: asked });
  const read = readOr((error) => refusedIn({ line: reading.line!, error, refusal, named }), {
    ...asked,
    text: reading.line,
  });
  if (read instanceof UserError) throw read;
  // A slip of the keys is no reason to change anything.
  if (reading.guessed && changes(read, commands))
    throw withChoices(refusal, {
      message: named ? refusal.message : 'Did you mean this?',
      choices: [reading.line],
    });
  return { ...read, inWords: true };
}

/** Reads a typed line, or makes something else of its refusal. */
export function readOr<T>(otherwise: (error: unknown) => T, typed: Typed): ReadLine | T {
  try {
    return readLine(typed);
  } catch (error) {
    return otherwise(error);
  }
}

/** What to say where a question is read as a line that its command refuses: who typed the command is told of that. */
function refusedIn(asked: { line: string; error: unknown; refusal: UserError; named: boolean }): UserError {
  const { line, error, refusal, named } = asked;
  if (!(error instanceof UserError)) throw error;
  return named ? refusal : new UserError(`I read ${quoted(line)}: ${error.message}`, error);
}

/** Whether what was read would change anything: a price that is reported does, and who may report it is anybody. */
const changes = ({ command, arguments: given }: ReadLine, commands: readonly Command[]): boolean =>
  [command, commands.find(({ subcommands }) => subcommands?.includes(command))].some(
    (one) => one?.needs === 'change',
  ) ||
  (command.name === 'power' && Object.keys(given).length > 1);

/** What to say where it has to be asked back; what is offered can be pressed. */
function askedBack(asked: { reading: Reading; refusal: UserError; named: boolean; typed: Typed }): UserError {
  const { reading, refusal, named, typed } = asked;
  const { offered, unread } = reading;
  const choices = offered.filter((text) => readOr(() => undefined, { ...typed, text }) !== undefined);
  if (choices.length === 0 || (named && unread.length > 0)) return refusal;
  if (named) return withChoices(refusal, { message: refusal.message, choices });
  const words = unread.map((word) => quoted(word)).join(', ');
  const which = choices.length > 1 ? 'Did you mean one of these?' : 'Did you mean this?';
  const message =
    unread.length > 0 ? `I do not know what to do with ${words}. ${which}` : `I am not sure. ${which}`;
  return withChoices(refusal, { message, choices });
}

const withChoices = (refusal: UserError, told: { message: string; choices: string[] }): UserError =>
  new UserError(told.message, {
    suggestions: refusal.suggestions,
    parameter: refusal.parameter,
    choices: told.choices,
  });

/** Whether the line begins with a command: what is wrong with the rest of it is said best by its refusal. */
const isNamed = ({ text, commands }: Typed): boolean => {
  const [first = ''] = text.trim().split(/\s/u, 1);
  const word = normalise(first.replace(/^\//u, '').slice(0, 100));
  return commands.some(({ name, aliases = [] }) =>
    [name, ...aliases].some((known) => normalise(known) === word),
  );
};
