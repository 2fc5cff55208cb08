import type { Parameter } from '../parameter.ts';
import { isPasted } from '../read/givenFile.ts';
import { scanQuoted } from '../read/quote.ts';
import { type Options, parameter } from './kind.ts';

/** Where an option or a flag begins that stands behind the name of a file. */
const OPTION = /(?<=\s)(?:(?:--|—)\p{L}|\p{L}[\p{L}\p{N}_-]*\s*=)/u;

/** The name of a file, up to the next option; or text that was pasted, which is all that is left of the line. Declare it last. */
export function file<R extends boolean = false>(
  options: Options<R> & { example: string },
): Parameter<string, R> {
  return {
    ...parameter(options, { accepted: 'any text', example: options.example, read: () => undefined }),
    verbatim: 'pasted',
    read(text) {
      if (text === '') return undefined;
      if (isPasted(text)) return { value: text, rest: '' };
      const quoted = scanQuoted(text);
      if (quoted) return { value: quoted.inner, rest: quoted.rest };
      const end = OPTION.exec(text)?.index ?? text.length;
      return { value: text.slice(0, end).trim(), rest: text.slice(end) };
    },
  };
}
