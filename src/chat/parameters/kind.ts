import type { Lookup, Parameter, Read } from '../parameter.ts';
import { scanQuoted } from '../read/quote.ts';
import { endsHere } from '../read/scan.ts';

/** What every kind of parameter can be told. */
export interface Options<R extends boolean = false> {
  /** One line for help, at most 100 characters. */
  description: string;
  required?: R;
  /** Understood without its name; otherwise it needs `name=value`. */
  positional?: boolean;
  aliases?: readonly string[];
  /** What an error message says is accepted, where the kind's own words are too general. */
  accepted?: string;
  example?: string;
}

/** How one kind of parameter reads, beneath quotes and word ends, which all kinds share. */
export interface Kind<T>
  extends Pick<Parameter<T>, 'accepted' | 'example' | 'choices' | 'completes' | 'nearMisses'> {
  read(text: string, lookup: Lookup): Read<T> | undefined;
  /** Reads what stood in quotes, where that is not the same as reading it unquoted. */
  whole?(inner: string): T | undefined;
}

/** A parameter of one kind with its options. */
export function parameter<T, R extends boolean = false>(options: Options<R>, kind: Kind<T>): Parameter<T, R> {
  const { read, whole, ...rest } = kind;
  return {
    positional: false,
    aliases: [],
    ...rest,
    ...options,
    required: (options.required ?? false) as R,
    read(text, lookup) {
      const group = scanQuoted(text);
      if (!group) return ending(read(text, lookup), text);
      if (whole) {
        const value = whole(group.inner);
        return value === undefined ? undefined : ending({ value, rest: group.rest }, text);
      }
      const inner = read(group.inner.trim(), lookup);
      return inner?.rest === '' ? ending({ value: inner.value, rest: group.rest }, text) : undefined;
    },
  };
}

/** A reading that ends with a word, or that took nothing, as a flag does. */
function ending<T>(read: Read<T> | undefined, text: string): Read<T> | undefined {
  return read && (endsHere(read.rest) || read.rest === text) ? read : undefined;
}
