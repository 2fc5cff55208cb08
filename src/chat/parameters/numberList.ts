import { UserError } from '../../common/errors.ts';
import type { Parameter } from '../parameter.ts';
import { quoted } from '../read/scan.ts';
import { type Options, parameter } from './kind.ts';

const LIST = /^#?\d+(?:\s*,\s*#?\d+)*(?![\p{L}\p{N}.%])/u;
const MOST = 50;

/** Numbers that things are called by: `3`, `#3`, `3,5,8`. */
export function numberList<R extends boolean = false>(options: Options<R>): Parameter<number[], R> {
  return parameter<number[], R>(options, {
    accepted: 'a number such as 3, or several such as 3,5',
    example: '3',
    read(text) {
      const [all] = LIST.exec(text) ?? [];
      if (all === undefined) return undefined;
      const numbers = [...new Set(all.match(/\d+/gu)?.map(Number))];
      if (numbers.length > MOST || numbers.some((number) => number < 1 || number > 1e9))
        throw new UserError(`At most ${MOST} numbers from 1 on are accepted, read ${quoted(all)}.`);
      return { value: numbers, rest: text.slice(all.length) };
    },
  });
}
