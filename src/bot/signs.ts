import { isFlag, noFlags } from '../chat/read/flags.ts';
import { normalise } from '../chat/read/nearest.ts';
import { quoted } from '../chat/read/scan.ts';
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
