import type { Parameter } from '../parameter.ts';
import { type Options, parameter } from './kind.ts';

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
