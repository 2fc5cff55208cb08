import { editDistance, normalise } from '../chat/read/nearest.ts';
import { consonantsOf } from './lexicon.ts';
import type { Known } from './tag.ts';
import type { Token } from './tokens.ts';

/** Shorter words are too close to others: of four letters only two may have changed places. */
const LEAST_LETTERS = 4;

/** The word of the language, or the name of a site, that a slip of the keys made this of; undefined where two fit, or none. */
export const spelled = ({ word }: Token, known: Known): string | undefined =>
  meantBy(word, known) ??
  (word.endsWith('s') ? meantBy(word.slice(0, -1), known) : undefined) ??
  withVowels(word, known);

/** Fewer are those of several words. */
const LEAST_CONSONANTS = 5;

/** `brkevn`: the only word that means something and has these consonants. */
function withVowels(word: string, { lexicon }: Known): string | undefined {
  const consonants = consonantsOf(word);
  if (consonants.length < LEAST_CONSONANTS) return undefined;
  const [only, ...others] = (lexicon.short.get(consonants) ?? []).filter(
    ({ length }) => length > word.length,
  );
  return others.length === 0 ? only : undefined;
}

function meantBy(word: string, { lexicon, lookup }: Known): string | undefined {
  if (word.length < LEAST_LETTERS || word.length > 20 || !/^[a-z]+$/u.test(word)) return undefined;
  const most = word.length >= 9 ? 2 : 1;
  const sites = lookup.sites.filter((site) => !site.includes(' ')).map(normalise);
  let [best, found]: [number, string[]] = [most, []];
  for (const name of [...(lexicon.words.get(word[0]!) ?? []), ...sites]) {
    const isShortened = sites.includes(name) && isShort(word, name);
    if (Math.abs(name.length - word.length) > best && !isShortened) continue;
    if (word.length === LEAST_LETTERS && !isShortened && !isSwapped(word, name)) continue;
    const distance = isShortened ? 1 : editDistance(word, name);
    if (distance > best) continue;
    found = distance < best ? [name] : [...found, name];
    best = distance;
  }
  const swapped = found.filter((name) => isSwapped(word, name));
  if (swapped.length === 1) return swapped[0];
  const telling = found.filter((name) => lexicon.telling.has(name) || sites.includes(name));
  // A word that is read as one which says nothing would be dropped: only two letters may have changed places.
  const [only, ...others] = new Set(telling.length > 0 ? telling : swapped);
  return others.length === 0 ? only : undefined;
}

const isSwapped = (one: string, other: string): boolean =>
  [...one].sort().join('') === [...other].sort().join('');

/** `rkdale`, `rckdl`: some letters of a name in their order, its first and its last letter or consonant among them. */
function isShort(word: string, name: string): boolean {
  const ends = [name.at(-1), name.replace(/(?<![aeiouy])[aeiouy]+$/u, '').at(-1)];
  if (word[0] !== name[0] || !ends.includes(word.at(-1))) return false;
  let at = 0;
  for (const letter of name) if (letter === word[at]) at++;
  return at === word.length && word.length * 2 >= name.length;
}
