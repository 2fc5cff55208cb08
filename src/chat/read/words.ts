import { memoize } from '../../common/memoize.ts';
import type { Read } from '../parameter.ts';
import { normalise } from './nearest.ts';
import { endsHere } from './scan.ts';

const NOISE = /^(?:@|&|\+(?=\s)|(?:at|with|and|for|in|on|of|if|the|a|an|is|to|from)(?=[\s,;]|$))/iu;

/** What is left of `text` after a word that only joins others: `at`, `with`, `@`. Undefined: it begins with another. */
export function afterNoise(text: string): string | undefined {
  const [noise] = NOISE.exec(text) ?? [];
  return noise === undefined ? undefined : text.slice(noise.length);
}

/** Reads one unquoted word. */
export function readWord(text: string): Read<string> | undefined {
  const [value = ''] = /^[^\s,;]+/u.exec(text) ?? [];
  return value === '' ? undefined : { value, rest: text.slice(value.length) };
}

/** The words at the start of `text`, at most `most` and none that reads as `name=value`, as ever shorter runs. */
export function runs(text: string, { most }: { most: number }): Read<string>[] {
  const found: Read<string>[] = [];
  const word = /\s*[^\s,;@=:$%]+/uy;
  while (found.length < most && word.test(text)) {
    const end = word.lastIndex;
    if (/^\s*[=:]/u.test(text.slice(end, end + 3))) break;
    found.unshift({ value: text.slice(0, end).trim(), rest: text.slice(end) });
  }
  return found;
}

/** The words at the start of `text` with the punctuation between them, as ever shorter runs. */
function namesAt(text: string, { most }: { most: number }): Read<string>[] {
  const found: Read<string>[] = [];
  const word = /\s*\S+/uy;
  while (found.length < most && word.test(text)) {
    const value = text.slice(0, word.lastIndex).replace(/(?<![,;])[,;]+$/u, '');
    found.unshift({ value: value.trim(), rest: text.slice(value.length) });
  }
  return found;
}

const keysOf = memoize((names: readonly string[]) => new Map(names.map((name) => [normalise(name), name])));

/** A name may be typed in more words than it has: `a 21 b` for `a21b`. */
const LEAST_TRIED = 10;

/** How many words are tried as one of `names`. */
export const mostWords = memoize((names: readonly string[]): number =>
  Math.max(LEAST_TRIED, ...names.map((name) => name.trim().split(/\s+/u).length)),
);

/** Reads the longest run of words that is one of `names`, without regard to case, spaces and punctuation. */
export function readName(text: string, names: readonly string[]): Read<string> | undefined {
  const keys = keysOf(names);
  for (const { value, rest } of namesAt(text, { most: mostWords(names) })) {
    const name = keys.get(normalise(value));
    if (name !== undefined && endsHere(rest)) return { value: name, rest };
  }
  return undefined;
}
