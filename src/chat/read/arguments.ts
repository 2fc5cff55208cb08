import { UserError } from '../../common/errors.ts';
import type { CommandSpec } from '../adapter.ts';
import type { Lookup, Read } from '../parameter.ts';
import { type Flags, flagsFirst, isFlag, isYes, noFlags, scanFlag } from './flags.ts';
import { findInputs, type Input, inputsOf } from './inputs.ts';
import { quote, scanQuoted } from './quote.ts';
import { missingInput, refuseTooLong, unexpected, unknownInput, unreadable } from './refusals.ts';
import { afterNoise, readWord } from './words.ts';

/** The typed arguments of a command by parameter, and the flags. */
export interface CommandArguments {
  arguments: Record<string, unknown>;
  /** The text that each was read from: options of the same names read the same values. */
  texts: Record<string, string>;
  flags: Flags;
}

/** What has been read so far of one line. */
interface Reading {
  command: CommandSpec;
  lookup: Lookup;
  values: Map<string, unknown>;
  texts: Map<string, string>;
  flags: Flags;
}

/** A value that stands at the start of `text`, for the input that was named before it. */
interface ValueAsked {
  reading: Reading;
  input: Input;
  text: string;
}

const DASHED = /^(?:--|—)(\p{L}[\p{L}\p{N}_-]*)(\s*[=:]\s*|\s+|$)/u;
const ASSIGNED = /^(\p{L}[\p{L}\p{N}_-]*)(\s*[=:]\s*)/u;
const BARE = /^(\p{L}[\p{L}\p{N}_-]*)\s+/u;
const MOST_CHARACTERS = 4_000;
const MOST_VERBATIM_CHARACTERS = 1_000_000;

/**
 * Reads the arguments of `command` from what follows its name: `name=value`, `--name value` and `name value` by
 * name, the rest by what each positional parameter can read, in the order of their declaration.
 * @throws UserError saying what was read, what is accepted, and an example.
 */
export function readArguments(asked: {
  command: CommandSpec;
  text: string;
  lookup: Lookup;
}): CommandArguments {
  const reading = begin(asked);
  const verbatim = inputsOf(asked.command).flatMap(({ parameter }) => parameter.verbatim ?? []);
  refuseTooLong(asked.text, verbatim.length > 0 ? MOST_VERBATIM_CHARACTERS : MOST_CHARACTERS);
  let rest = valueStart(verbatim.includes('words') ? flagsFirst(asked.text) : asked.text);
  while (rest !== '') rest = valueStart(readNext(reading, rest));
  return finish(reading);
}

/** Reads the arguments of `command` from options that the platform has already told apart. */
export function readNamedOptions({
  command,
  options,
  lookup,
}: {
  command: CommandSpec;
  options: Record<string, string>;
  lookup: Lookup;
}): CommandArguments {
  const reading = begin({ command, lookup });
  for (const [name, text] of Object.entries(options)) {
    if (isFlag(name)) reading.flags[name] = isYes(text);
    else if (text.trim() !== '') readOption({ reading, name, text });
  }
  return finish(reading);
}

function readOption({ reading, name, text }: { reading: Reading; name: string; text: string }): void {
  const inputs = findInputs(reading.command, name);
  if (inputs.length === 0) throw unknownInput(reading.command, name);
  const verbatim = inputs.some(({ parameter }) => parameter.verbatim);
  refuseTooLong(text, verbatim ? MOST_VERBATIM_CHARACTERS : MOST_CHARACTERS);
  // In quotes a value is read as a whole, and so is what is taken as it is.
  const found = firstRead(inputs, (input) =>
    verbatim ? { value: text, rest: '' } : readInput({ reading, input, text: quote(text.trim()) }),
  );
  put({ reading, ...found, text });
  reading.texts.set(found.input.name, text.trim());
}

/** The first of the inputs whose value can be read, or the first of them with nothing read. */
function firstRead(inputs: readonly Input[], read: (input: Input) => Read<unknown> | undefined) {
  for (const input of inputs) {
    const found = read(input);
    if (found) return { input, read: found };
  }
  return { input: inputs[0]!, read: undefined };
}

/** What the input's parameter reads; its refusal says whose it is. */
function readInput({ reading, input, text }: ValueAsked): Read<unknown> | undefined {
  try {
    return input.parameter.read(text, reading.lookup);
  } catch (error) {
    if (error instanceof UserError) error.parameter ??= input.name;
    throw error;
  }
}

function begin({ command, lookup }: { command: CommandSpec; lookup: Lookup }): Reading {
  return { command, lookup, values: new Map(), texts: new Map(), flags: noFlags() };
}

function valueStart(text: string): string {
  return text.replace(/^[\s,;]+/u, '');
}

function readNext(reading: Reading, text: string): string {
  return (
    readFlag(reading, text) ??
    readByName(reading, text) ??
    readByKind(reading, text) ??
    passed(text) ??
    refuse(reading, text)
  );
}

/** A word that only joins others is passed over where another follows. */
function passed(text: string): string | undefined {
  const rest = afterNoise(text);
  return rest !== undefined && valueStart(rest) !== '' ? rest : undefined;
}

function readFlag({ flags }: Reading, text: string): string | undefined {
  const scanned = scanFlag(text);
  if (scanned) flags[scanned.flag] = true;
  return scanned?.rest;
}

function readByName(reading: Reading, text: string): string | undefined {
  const dashed = DASHED.exec(text);
  const match = dashed ?? ASSIGNED.exec(text);
  if (!match) return readByBareName(reading, text);
  const [all, name = '', separator = ''] = match;
  const inputs = findInputs(reading.command, name);
  if (inputs.length > 0) {
    const value = text.slice(all.length);
    const { input, read } = firstRead(
      inputs,
      (input) => readValue({ reading, input, text: value }) ?? readNoise({ reading, input, text: value }),
    );
    // Only a flag reads nothing at all, and only where no `=` promised a value.
    const unread = separator.trim() !== '' && read?.rest === value;
    return put({ reading, input, read: unread ? undefined : read, text: value });
  }
  // An unknown `--name` or `name=` is a slip; `name:` may be the beginning of anything.
  const slip = dashed !== null || (separator.includes('=') && !open(reading)[0]?.parameter.verbatim);
  if (slip) throw unknownInput(reading.command, name);
  return undefined;
}

/** `power 45`: a name without a sign counts only where its value can be read. */
function readByBareName(reading: Reading, text: string): string | undefined {
  const { inputs, value } = bareName(reading, text);
  const left = inputs.filter(({ name }) => !reading.values.has(name));
  if (left.length === 0) return undefined;
  const start = afterNoise(value)?.trimStart() ?? value;
  const { input, read } = firstRead(left, (input) => readValue({ reading, input, text: start }));
  return read && put({ reading, input, read, text: start });
}

/** The inputs that the first word of `text` names, and what follows it. */
function bareName({ command }: Reading, text: string): { inputs: Input[]; value: string } {
  const [all = '', name = ''] = BARE.exec(text) ?? [];
  return { inputs: findInputs(command, name), value: text.slice(all.length) };
}

/** Reads a named value; in quotes even what otherwise takes all that is left ends with them. */
function readValue({ reading, input, text }: ValueAsked): Read<unknown> | undefined {
  const group = input.parameter.verbatim ? scanQuoted(text) : undefined;
  return group ? { value: group.inner, rest: group.rest } : readInput({ reading, input, text });
}

/** `name=to`: a word that otherwise only joins others is a value where a name asks for one. */
function readNoise({ reading, input, text }: ValueAsked): Read<unknown> | undefined {
  const word = afterNoise(text) === undefined ? undefined : readWord(text);
  const read = word && readInput({ reading, input, text: quote(word.value) });
  return word && read && { value: read.value, rest: word.rest };
}

/** Tries each positional parameter that has no value yet; the first that reads wins. */
function readByKind(reading: Reading, text: string): string | undefined {
  for (const input of open(reading)) {
    const read = readInput({ reading, input, text });
    if (read && read.rest.length < text.length) return put({ reading, input, read, text });
  }
  return undefined;
}

function put({
  reading,
  input,
  read,
  text,
}: {
  reading: Reading;
  input: Input;
  read: Read<unknown> | undefined;
  text: string;
}): string {
  const { name, parameter } = input;
  if (reading.values.has(name))
    throw new UserError(`${name} is given twice: give it once.`, { parameter: name });
  if (!read) {
    const example = `${name}=${parameter.example}`;
    throw unreadable({ text, inputs: [input], lookup: reading.lookup, example });
  }
  reading.values.set(name, read.value);
  reading.texts.set(name, bareText(text.slice(0, text.length - read.rest.length)));
  return read.rest;
}

/** What a value was read from, without the quotes and commas around it. */
function bareText(text: string): string {
  const bare = text.replace(/^[\s,;]+|(?<![\s,;])[\s,;]+$/gu, '');
  const group = scanQuoted(bare);
  return group?.rest === '' ? group.inner : bare;
}

function open({ command, values }: Reading): Input[] {
  return inputsOf(command).filter(({ name, parameter }) => parameter.positional && !values.has(name));
}

function refuse(reading: Reading, text: string): never {
  const { command, lookup, values } = reading;
  const { inputs: called, value } = bareName(reading, text);
  const [input] = called;
  if (input) return put({ reading, input, read: undefined, text: value }) as never;
  const inputs = open(reading);
  if (inputs.length > 0) throw unreadable({ text, inputs, lookup, example: command.examples[0] });
  const left = inputsOf(command).map(({ name }) => name);
  throw unexpected({ command, text, left: left.filter((name) => !values.has(name)) });
}

function finish({ command, values, texts, flags }: Reading): CommandArguments {
  const missing = inputsOf(command).find(({ name, parameter }) => parameter.required && !values.has(name));
  if (missing) throw missingInput(command, missing);
  return { arguments: Object.fromEntries(values), texts: Object.fromEntries(texts), flags };
}
