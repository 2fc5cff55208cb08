import type { Parameter } from '../parameter.ts';
import { afterNoise, readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

/** One word, or several in quotes. */
export function word<R extends boolean = false>(
  options: Options<R> & { example: string; completes?: 'command' },
): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a word, or several in quotes',
    example: options.example,
    read: (text) => (afterNoise(text) === undefined ? readWord(text) : undefined),
    whole: (inner) => inner.trim() || undefined,
  });
}

/** Everything that is left of the line, as it is. Declare it last. */
export function rest<R extends boolean = false>(
  options: Options<R> & { example: string },
): Parameter<string, R> {
  return {
    ...parameter(options, { accepted: 'any text', example: options.example, read: () => undefined }),
    verbatim: 'words',
    read: (text) => (text === '' ? undefined : { value: text, rest: '' }),
  };
}
