import type { Lookup } from '../chat/parameter.ts';
import { fleetWords } from '../chat/parameters/index.ts';
import { normalise } from '../chat/read/nearest.ts';
import { type CommandArguments, findCommand, readArguments } from '../chat/read/parse.ts';
import { quoted } from '../chat/read/scan.ts';
import type { Command } from '../command.ts';
import { UserError } from '../common/errors.ts';
import { machineLabel } from '../economics/index.ts';
import type { Site } from '../economics/site.ts';
import { lineOf, type Reading, readFollowUp, readQuestion } from '../words/index.ts';
import type { ToldModel } from './toldModel.ts';

/** A command with its arguments, as one line says it. */
export interface ReadLine extends CommandArguments {
  command: Command;
  line: string;
  /** It was asked in people's own words: what they are shown of how it was read. */
  inWords?: string;
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

interface Words extends Typed {
  refusal: UserError;
  /** The sites of whoever asks, beside those of the demo. */
  own: readonly string[];
  now: number;
  /** The line of the answer before, where the question may refer to it: read only where it is needed. */
  last(): Promise<string | undefined>;
  /** A site by its name, for those who may read it. */
  siteOf(name: string): Promise<{ site: Pick<Site, 'fleet' | 'pue'> }>;
  /** Asked where nothing of the question was understood. */
  model: ToldModel | undefined;
}

/**
 * Reads in people's own words what was refused as a command line. Throws the refusal again where that is no question
 * either, and a UserError with the lines that are near where there are several, or where a word is not understood.
 */
export async function readInWords(asked: Words): Promise<ReadLine> {
  const { refusal } = asked;
  if (TYPED.test(asked.text)) throw refusal;
  const byItself = readQuestion(asked);
  const followUp = await followUpOf({ ...asked, byItself });
  const reading = followUp === undefined ? byItself : { line: followUp, ...NOTHING_OFFERED };
  const named = isNamed(asked);
  if (reading.line === undefined) {
    const choices = reading.offered.filter(
      (text) => readOr(() => undefined, { ...asked, text }) !== undefined,
    );
    const byModel =
      choices.length > 0 || named || !isSentence(asked.text) ? undefined : await readByModel(asked);
    if (byModel) return byModel;
    throw askedBack({ choices, unread: reading.unread, refusal, named, text: asked.text });
  }
  // Of a line that begins with a command nothing is left out.
  if (named && reading.unread.length > 0) throw refusal;
  const read = readOr((error) => refusedIn({ line: reading.line!, error, refusal, named }), {
    ...asked,
    text: reading.line,
  });
  if (read instanceof UserError) throw read;
  // Neither a slip of the keys nor a word that refers to something is a reason to change anything.
  if ((reading.guessed || followUp !== undefined) && changes(read, asked.commands))
    throw withChoices(refusal, {
      message: named ? refusal.message : 'Did you mean this?',
      choices: [reading.line],
    });
  return { ...read, inWords: `I read: ${read.line}${leftOut(reading.unread)}` };
}

/** Names the words of which a line says nothing. */
const leftOut = (words: Reading['unread']): string =>
  words.length === 0 ? '' : `, without ${words.map((word) => quoted(word)).join(', ')}`;

/**
 * Reads what a model makes of the question as if the person had typed it, but for flags, which are the person's alone.
 * Undefined where that is no command line. Throws UserError with a button for what may change anything.
 */
async function readByModel(asked: Words): Promise<ReadLine | undefined> {
  const { model, commands, refusal } = asked;
  const line = await model?.lineFor(asked.text);
  const read = line === undefined ? undefined : readOr(() => undefined, { ...asked, text: line });
  if (!model || !read || Object.values(read.flags).includes(true)) return undefined;
  const inWords = `I read (by ${model.name}): ${read.line}`;
  if (read.command.mayChange || changes(read, commands))
    throw withChoices(refusal, {
      message: `${inWords}. That may change something. Did you mean this?`,
      choices: [read.line],
    });
  return { ...read, inWords };
}

const NOTHING_OFFERED = { offered: [], unread: [], guessed: false };

/** The line that a question means which refers to the answer before. */
async function followUpOf(asked: Words & { byItself: Reading }): Promise<string | undefined> {
  const { commands } = asked;
  const last = await asked.last();
  const before = last === undefined ? undefined : readOr(() => undefined, { ...asked, text: last });
  if (!before) return undefined;
  const { command, line, texts } = before;
  const group = commands.find(({ subcommands }) => subcommands?.includes(command));
  const name = [group?.name, command.name].filter(Boolean).join(' ');
  const inputs = Object.keys(command.parameters);
  const followUp = readFollowUp({ ...asked, last: { line, command: name, inputs, texts } });
  if (!followUp || 'line' in followUp) return followUp?.line;
  const { without, of } = followUp;
  const fleet = fleetWithout({ ...(await asked.siteOf(of.texts.site!)).site, model: without });
  return fleet === undefined ? undefined : lineOf(of.command, { ...of.texts, fleet });
}

/** The fleet without the machines of a model, `s19` being all of that line; undefined where nothing goes, or all. */
function fleetWithout({
  fleet,
  pue,
  model,
}: Pick<Site, 'fleet' | 'pue'> & { model: string }): string | undefined {
  const kept = fleet.filter(
    ({ machine }) => !normalise(machineLabel({ machine })).startsWith(normalise(model)),
  );
  return kept.length === 0 || kept.length === fleet.length ? undefined : fleetWords({ fleet: kept, pue });
}

/** Reads a line as the commands are typed or, where that is refused, as `inWords` does. */
export async function readTyped(
  typed: Typed,
  inWords: (refusal: UserError) => Promise<ReadLine>,
): Promise<ReadLine> {
  const read = readOr((refusal) => refusal, typed);
  if (isRead(read)) return read;
  if (read instanceof UserError) return inWords(read);
  throw read;
}

const isRead = (read: unknown): read is ReadLine =>
  typeof read === 'object' && read !== null && 'command' in read;

/** Reads a typed line, or makes something else of its refusal. */
function readOr<T>(otherwise: (error: unknown) => T, typed: Typed): ReadLine | T {
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

/** Whether what was read would change anything: a command that may, where more than the site is said that it shows. */
const changes = ({ command, arguments: given }: ReadLine, commands: readonly Command[]): boolean =>
  [command, commands.find(({ subcommands }) => subcommands?.includes(command))].some(
    (one) => one?.needs === 'change',
  ) ||
  (command.mayChange === true && Object.keys(given).some((name) => name !== 'site'));

/** What to say where it has to be asked back; what is offered can be pressed. */
function askedBack(asked: {
  choices: string[];
  unread: Reading['unread'];
  refusal: UserError;
  named: boolean;
  text: string;
}): UserError {
  const { choices, unread, refusal, named, text } = asked;
  if (choices.length === 0 && !named && isSentence(text))
    return new NotUnderstoodError(NOT_UNDERSTOOD, {
      suggestions: refusal.suggestions,
      choices: ['profit', 'hashprice', 'help'],
    });
  if (choices.length === 0 || (named && unread.length > 0)) return refusal;
  if (named) return withChoices(refusal, { message: refusal.message, choices });
  const words = unread.map((word) => quoted(word)).join(', ');
  const which = choices.length > 1 ? 'Did you mean one of these?' : 'Did you mean this?';
  const message =
    unread.length > 0 ? `I do not know what to do with ${words}. ${which}` : `I am not sure. ${which}`;
  return withChoices(refusal, { message, choices });
}

/** A sentence of which nothing is known. */
export class NotUnderstoodError extends UserError {}

const NOT_UNDERSTOOD = 'I do not understand that question. These I can answer:';

/** One or two words are a command that was misspelt. */
const isSentence = (text: string): boolean => text.trim().split(/\s+/u, 3).length > 2;

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
