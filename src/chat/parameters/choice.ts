import type { Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { readName, readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';

/** One of a few words. */
export function choice<const V extends string, R extends boolean = false>(
  options: Options<R> & { values: readonly V[] },
): Parameter<V, R> {
  const { values, ...rest } = options;
  return parameter<V, R>(rest, {
    accepted: `one of ${values.join(', ')}`,
    example: values[0] ?? '',
    choices: values,
    read: (text) => readName(text, values) as Read<V> | undefined,
    nearMisses: (text) => nearest({ word: readWord(text)?.value ?? '', among: values }),
  });
}

/** Yes when named alone (`--all`), or as `all=yes` and `all=no`. */
export function flag<R extends boolean = false>(options: Options<R>): Parameter<boolean, R> {
  return parameter(options, {
    accepted: 'yes or no',
    example: 'yes',
    choices: ['yes', 'no'],
    read: (text) => {
      const [said = ''] = /^(?:yes|no|true|false|on|off)(?![\p{L}\p{N}])/iu.exec(text) ?? [];
      if (said !== '') return { value: /^(?:yes|true|on)$/iu.test(said), rest: text.slice(said.length) };
      return { value: true, rest: text };
    },
  });
}
