import type { Parameter } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { readName, readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

/** A site that exists, by its loose name; `all` and `demo` where they are asked for. */
export function siteName<R extends boolean = false>(
  options: Options<R> & { all?: boolean; demo?: boolean },
): Parameter<string, R> {
  const { all, demo, ...rest } = options;
  const extra = [...(all ? ['all'] : []), ...(demo ? ['demo'] : [])];
  const ones = (word: string) => nearest({ word, among: extra });
  return parameter<string, R>(rest, {
    accepted: ['the name of a site', ...extra].join(' or '),
    example: demo ? 'demo' : 'prairie',
    completes: 'site',
    read: (text, { sites }) => readName(text, sites) ?? readName(text, extra),
    nearMisses: (text, { sites }) => {
      const word = readWord(text)?.value ?? '';
      return [...nearest({ word, among: sites }), ...ones(word)];
    },
  });
}
