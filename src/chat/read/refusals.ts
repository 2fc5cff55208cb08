import { UserError } from '../../common/errors.ts';
import type { CommandSpec } from '../adapter.ts';
import type { Lookup } from '../parameter.ts';
import { type Input, inputsOf } from './inputs.ts';
import { nearest } from './nearest.ts';
import { scanQuoted } from './quote.ts';
import { quoted } from './scan.ts';
import { readWord } from './words.ts';

/** Every refusal of an argument says what was read, what is accepted, and an example. */

const NEAR_MISS_CHARACTERS = 200;

/** `text` is none of the inputs that it could have been. */
export function unreadable({
  text,
  inputs,
  lookup,
  example,
}: {
  text: string;
  inputs: readonly Input[];
  lookup: Lookup;
  example: string | undefined;
}): UserError {
  const accepted = [...new Set(inputs.map(({ parameter }) => parameter.accepted))].join('; or ');
  const start = text.slice(0, NEAR_MISS_CHARACTERS);
  const meant = inputs.flatMap(({ parameter }) => parameter.nearMisses?.(start, lookup) ?? []);
  const hidden = lookup.hidden && inputs.some(({ parameter }) => parameter.completes === 'site');
  const why = hidden ? ' You may not see the sites here: ask an admin to allow it.' : '';
  return new UserError(
    `I read ${misread(text)}, expected ${accepted}.${why}${didYouMean(meant)}${showExample(example)}`,
    { parameter: inputs.length === 1 ? inputs[0]?.name : undefined },
  );
}

/** `text` stands where every positional input has its value; `left` are the names of those without one. */
export function unexpected({
  command,
  text,
  left,
}: {
  command: CommandSpec;
  text: string;
  left: readonly string[];
}): UserError {
  const meant = nearest({ word: readWord(text)?.value ?? '', among: left });
  const named = left.length > 0 ? ` but ${left.map((name) => `${name}=…`).join(', ')}` : '';
  return new UserError(
    `I read ${misread(text)}, expected nothing more${named}.${didYouMean(meant)}${showExample(command.examples[0])}`,
  );
}

/** The command has no input called `name`. */
export function unknownInput(command: CommandSpec, name: string): UserError {
  const inputs = inputsOf(command);
  const names = inputs.map(({ name }) => name);
  const among = inputs.flatMap(({ name, parameter }) => [name, ...parameter.aliases]);
  const known = names.length > 0 ? `Understood are ${names.join(', ')}.` : `${command.name} takes no inputs.`;
  const meant = didYouMean(nearest({ word: name, among }));
  return new UserError(
    `There is no input called ${quoted(name)}. ${known}${meant}${showExample(command.examples[0])}`,
  );
}

/** A required input was not given. */
export function missingInput(command: CommandSpec, { name, parameter }: Input): UserError {
  return new UserError(`${name} is missing: give ${parameter.accepted}.${showExample(command.examples[0])}`, {
    parameter: name,
  });
}

export function refuseTooLong(text: string, most: number): void {
  if (text.length <= most) return;
  const [length, limit] = [text.length, most].map((count) => count.toLocaleString('en-US'));
  throw new UserError(`The line has ${length} characters; at most ${limit} are read.`);
}

/** What could not be read: what stood in quotes, or a word; after a number also what may be its unit or its machine. */
function misread(text: string): string {
  const read = scanQuoted(text)?.inner ?? text;
  if (read.trim() === '') return 'nothing';
  if (read !== text) return quoted(read);
  const words = /^[-−+$]?\d/u.test(text) ? /^\S+(?:\s+\S+){0,2}/u : /^[^\s,;]+/u;
  return quoted(words.exec(text)?.[0] ?? text);
}

function didYouMean(names: readonly string[]): string {
  const few = [...new Set(names)].slice(0, 5);
  return few.length === 0 ? '' : ` Did you mean ${few.join(' or ')}?`;
}

function showExample(example: string | undefined): string {
  return example === undefined ? '' : ` Example: ${example}`;
}
