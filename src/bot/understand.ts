import { normalise } from '../chat/read/nearest.ts';
import { quoted } from '../chat/read/scan.ts';
import type { Command } from '../command.ts';
import { UserError } from '../common/errors.ts';
import { partyOf, type Reading, readQuestion } from '../words/index.ts';
import { helpOn, takesAnyWord } from './helpOn.ts';
import { needsOf } from './named.ts';
import { followUpOf, type Referring } from './referred.ts';
import { apartFromFlags, saysAsTyped } from './signs.ts';
import type { ToldModel } from './toldModel.ts';
import { type ReadLine, readOr, type Typed } from './typed.ts';

export type { ReadLine } from './typed.ts';

/** Who begins with a command and writes `name=value`, a flag or a quote is told what is wrong with it; a model is told of none. */
const TYPED = /=|--|["“”]/u;

interface Words extends Referring {
  refusal: UserError;
  /** Asked where nothing of the question was understood. */
  model: ToldModel | undefined;
}

/**
 * Reads in people's own words what was refused as a command line. Throws the refusal again where that is no question
 * either, and a UserError with the lines that are near where there are several, or where a word is not understood.
 */
export async function readInWords(typed: Words): Promise<ReadLine> {
  const { refusal } = typed;
  const helped = helpOn(typed);
  const named = !helped && isNamed(typed);
  if (named && TYPED.test(typed.text)) throw refusal;
  const { text, flags } = apartFromFlags(typed.text);
  const asked = { ...typed, text };
  const flagged = (line: string) => [line, ...flags].join(' ');
  const readable = (lines: readonly string[]) =>
    lines.map(flagged).filter((line) => readOr(() => undefined, { ...asked, text: line }) !== undefined);
  const byItself = helped ?? readQuestion(asked);
  const followUp = helped ? undefined : await followUpOf({ ...asked, byItself });
  if (followUp && 'message' in followUp)
    throw withChoices(refusal, { message: followUp.message, choices: readable(followUp.offered) });
  const isFollowUp = followUp !== undefined && 'line' in followUp;
  const reading = isFollowUp ? { ...followUp, unread: mentioned(byItself), guessed: false } : byItself;
  if (reading.line === undefined) {
    const choices = readable(byItself.offered);
    const isForModel = choices.length === 0 && !named && isSentence(text) && !TYPED.test(typed.text);
    const byModel = isForModel ? await readByModel(asked) : undefined;
    if (byModel) return byModel;
    if (followUp && 'askable' in followUp) throw notOf({ ...followUp, text });
    throw askedBack({ ...typed, choices, reading: byItself, named, text });
  }
  // Of a line that begins with a command nothing is left out but a sign alone.
  if (named && reading.unread.some((word) => /[\p{L}\p{N}]/u.test(word))) throw refusal;
  const line = flagged(reading.line);
  const read = readOr((error) => refusedIn({ line, error, refusal, named }), { ...asked, text: line });
  if (read instanceof UserError) throw read;
  // Neither a slip of the keys nor a word that refers to something is a reason to change anything, nor is a question.
  const isSure = !reading.guessed && !isFollowUp && !ASKS.test(text) && !read.flags.yes;
  if ((!isSure && changes(read, asked.commands)) || !saysAsTyped(text, read))
    throw withChoices(refusal, {
      message: named ? refusal.message : 'Did you mean this?',
      choices: [line],
    });
  return { ...read, inWords: `I read: ${read.line}${leftOut(reading.unread)}` };
}

/** A question mark, and none of an address. */
const ASKS = /[?？](?![\p{L}\p{N}])/u;

/** What a question mentions and a line that refers to another says nothing of. */
const mentioned = ({ items }: Reading): string[] =>
  items.flatMap((item) => (item.kind === 'idea' && item.isThing ? item.text : []));

/** What to say where a question refers to the line before it, and asks nothing of it that is known. */
const notOf = ({ askable, text }: { askable: readonly string[]; text: string }): UserError =>
  new UserError(`I do not know what ${quoted(text.trim())} asks of the answer before.`, {
    suggestions: [...askable],
  });

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

/** Reads a line as the commands are typed or, where that is refused, as `inWords` does. */
export async function readTyped(
  typed: Typed,
  inWords: (refusal: UserError) => Promise<ReadLine>,
): Promise<ReadLine> {
  const read = readOr((refusal) => refusal, typed);
  if (isRead(read)) return takesAnyWord(read, typed.commands) ? readAbout(read, inWords) : read;
  if (read instanceof UserError) return inWords(read);
  throw read;
}

/** Such a line as the words that it is; as it was typed where these say nothing. */
async function readAbout(
  read: ReadLine,
  inWords: (refusal: UserError) => Promise<ReadLine>,
): Promise<ReadLine> {
  const { name } = read.command;
  try {
    const asked = await inWords(new UserError('That is no command.'));
    return asked.command.name === name ? asked : read;
  } catch (error) {
    if (name === 'help' && error instanceof UserError && error.choices.length > 0) throw error;
    return read;
  }
}

const isRead = (read: unknown): read is ReadLine =>
  typeof read === 'object' && read !== null && 'command' in read;

/** What to say where a question is read as a line that its command refuses: who typed the command is told of that. */
function refusedIn(asked: { line: string; error: unknown; refusal: UserError; named: boolean }): UserError {
  const { line, error, refusal, named } = asked;
  if (!(error instanceof UserError)) throw error;
  return named ? refusal : new UserError(`I read ${quoted(line)}: ${error.message}`, error);
}

/** Whether what was read would change anything: a command that may, where more than the site is said that it shows. */
const changes = ({ command, arguments: given }: ReadLine, commands: readonly Command[]): boolean =>
  // Who has which rights is shown to those alone who may change them.
  (needsOf(command, commands).includes('change') && !/^(?:show|list)$/u.test(command.name)) ||
  (command.mayChange === true && Object.keys(given).some((name) => name !== 'site'));

/** What to say where it has to be asked back; what is offered can be pressed. */
function askedBack(
  asked: Pick<Words, 'refusal' | 'lookup'> & {
    choices: string[];
    reading: Reading;
    named: boolean;
    text: string;
  },
): UserError {
  const { choices, reading, refusal, named, text } = asked;
  if (choices.length === 0 && !named && isSentence(text))
    return new NotUnderstoodError(NOT_UNDERSTOOD, {
      suggestions: refusal.suggestions,
      choices: ['profit', 'hashprice', 'help'],
    });
  if (choices.length === 0 || (named && reading.unread.length > 0)) return refusal;
  if (named) return withChoices(refusal, { message: refusal.message, choices });
  const which = choices.length > 1 ? 'Did you mean one of these?' : 'Did you mean this?';
  return withChoices(refusal, { message: `${whyNot(asked)} ${which}`, choices });
}

/** Why a question is not answered at once. */
function whyNot({ choices, reading, lookup }: Parameters<typeof askedBack>[0]): string {
  const party = choices.some((line) => line.startsWith('comps ')) ? partyOf(reading.items) : undefined;
  const words = reading.unread.filter((word) => word !== party).map((word) => quoted(word));
  const unread = words.length > 0 ? `I do not know what to do with ${words.join(', ')}.` : undefined;
  if (party === undefined) return unread ?? 'I am not sure.';
  const site = lookup.hidden
    ? `You may not see the sites here; signed deals name ${quoted(party)}.`
    : `No site is called ${quoted(party)}; signed deals name it.`;
  return [site, unread].filter(Boolean).join(' ');
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
const isNamed = ({ text, commands }: Pick<Typed, 'text' | 'commands'>): boolean => {
  const [first = ''] = text.trim().split(/\s/u, 1);
  const word = normalise(first.replace(/^\//u, '').slice(0, 100));
  return commands.some(({ name, aliases = [] }) =>
    [name, ...aliases].some((known) => normalise(known) === word),
  );
};
