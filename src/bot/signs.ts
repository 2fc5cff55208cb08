import { isFlag, noFlags } from '../chat/read/flags.ts';
import { normalise } from '../chat/read/nearest.ts';
import { findCommand } from '../chat/read/parse.ts';
import { quoted } from '../chat/read/scan.ts';
import type { Command } from '../command.ts';
import { UserError } from '../common/errors.ts';
import type { ReadLine } from './typed.ts';

/** Flags and `name=value` in people's own words. */

/** A question on one line without its flags. Throws UserError where one is none. */
export function apartFromFlags(text: string): { text: string; flags: string[] } {
  const flags: string[] = [];
  const rest = text.replaceAll(/[\r\n]/gu, ' ').replace(/(?<!\S)--(\p{L}\S*)/gu, (_, word: string) => {
    // `--power=60` is an input.
    if (word.includes('=')) return word;
    const name = word.replace(/(?<![.?!,;])[.?!,;]+$/u, '').toLowerCase();
    if (!isFlag(name))
      throw new UserError(
        `There is no flag ${quoted(`--${word}`)}: every question takes ${FLAGS.join(', ')}.`,
      );
    flags.push(`--${name}`);
    return '';
  });
  return { text: rest, flags };
}

/** A line with flags: right behind its command, where what follows is taken as it stands. */
export function withFlags(asked: { line: string; flags: readonly string[]; commands: readonly Command[] }) {
  const { line, flags, commands } = asked;
  if (flags.length === 0) return line;
  const { command, rest } = findCommand(line, commands);
  if (!Object.values(command.parameters).some(({ verbatim }) => verbatim)) return [line, ...flags].join(' ');
  return [line.slice(0, line.length - rest.length).trim(), ...flags, rest].join(' ').trim();
}

const FLAGS = Object.keys(noFlags()).map((name) => `--${name}`);

/** Whether a line says each `name=value` of a question exactly so, where its command has an input of that name. */
export const saysAsTyped = (text: string, { texts }: ReadLine): boolean =>
  [...text.matchAll(ASSIGNED)].every(([, name = '', inQuotes, plain = '']) => {
    const said = texts[name.toLowerCase()];
    const value = inQuotes ?? plain.replace(/(?<![.?!])[.?!]+$/u, '');
    return said === undefined || normalise(said) === normalise(value);
  });

const ASSIGNED =
  /(?<![\p{L}\p{N}_-])(\p{L}[\p{L}\p{N}_-]*) ?= ?(?:["“]([^"”]*)["”]|((?:[^\s,;"“]|,(?=\d))+))/gu;
