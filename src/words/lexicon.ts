import { memoize } from '../common/memoize.ts';
import type { Language } from './language.ts';

/** A phrase of the language with all that it can mean. */
export interface Phrase {
  words: readonly string[];
  /** The words without their endings. */
  stems: readonly string[];
  ideas: readonly string[];
  /** Whether a question means the same without it. */
  weak: boolean;
  /** Whether it says little, and so counts only where all else is sure. */
  common: boolean;
  /** Whether it is a verb that says little: at the beginning it may be an order. */
  isVerb: boolean;
  /** Whether it is somebody or something that is mentioned in passing, where it is not asked about. */
  isThing: boolean;
  /** Whether people also say it without meaning what it stands for. */
  isEveryday: boolean;
}

/** A language as it is looked up. */
export interface Lexicon {
  /** A word without its endings; without a `g` that was swallowed, where one is known: `makin`. */
  stem(word: string): string;
  rewritten: Language['rewritten'];
  within: Language['within'];
  /** The value of each number word. */
  numbers: ReadonlyMap<string, number>;
  /** The names of the months from January on. */
  months: readonly string[];
  /** The days of the week from Monday on. */
  weekdays: readonly string[];
  /** What a command line says for a word. */
  inLines: ReadonlyMap<string, string>;
  /** Phrases by the stem of their first word, the longest first. */
  phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Every word of four letters or more that can stand alone, by its first letter: what a slip of the keys may have meant. */
  words: ReadonlyMap<string, readonly string[]>;
  /** Those of them that mean something, and words of phrases that do. */
  telling: ReadonlySet<string>;
  /** Those that mean something by their consonants, as they are typed in haste: `brkvn`. */
  short: ReadonlyMap<string, readonly string[]>;
}

/** The consonants of a word, each once where it is doubled; its first letter stays. */
export const consonantsOf = (word: string): string =>
  word.replace(/(?<=.)[aeiou]/gu, '').replace(/(.)(?=\1)/gu, '');

/** Made once for each language. */
export const lexiconOf: (language: Language) => Lexicon = memoize((language: Language) => {
  const known = new Map<string, { ideas: Set<string>; weak: boolean }>();
  const learn = (list: string, { idea, weak }: { idea?: string; weak: boolean }) => {
    for (const phrase of listed(list)) {
      const entry = known.get(phrase) ?? { ideas: new Set<string>(), weak: false };
      if (idea !== undefined) entry.ideas.add(idea);
      entry.weak ||= weak;
      known.set(phrase, entry);
    }
  };
  for (const [idea, list] of Object.entries(language.ideas)) learn(list, { idea, weak: false });
  for (const [idea, list] of Object.entries(language.asides)) learn(list, { idea, weak: true });
  learn(language.fillers, { weak: true });
  const bare = (word: string) => stemOf(word, language.endings);
  const everyday = new Set(listed(language.everyday));
  const telling = [...known].map(([phrase, { ideas, weak }]): Phrase => {
    const words = phrase.split(' ');
    return {
      words,
      stems: words.map(bare),
      ideas: [...ideas],
      weak,
      common: false,
      isVerb: false,
      isThing: false,
      isEveryday: everyday.has(phrase),
    };
  });
  const phrases = [...telling, ...commonOf(language, { known: telling, bare })].sort(
    (one, other) => other.words.length - one.words.length,
  );
  const alone = phrases
    .filter(({ words, common, ideas }) => words.length === 1 && !common && !ideas.includes('beyond'))
    .flatMap((phrase) => phrase.words);
  const silent = new Set(phrases.filter((it) => it.weak && it.words.length === 1).flatMap((it) => it.words));
  const words = new Set(alone.filter((word) => word.length >= 4));
  const months = listed(language.months);
  const stems = new Set(phrases.flatMap((phrase) => phrase.stems));
  const meant = phrases.filter(({ words, weak }) => words.length === 1 && !weak).flatMap((it) => it.words);
  return {
    rewritten: language.rewritten,
    within: language.within,
    stem: (word) => {
      const stem = bare(word);
      const whole = stems.has(stem) || !word.endsWith('in') ? stem : bare(`${word}g`);
      return stems.has(whole) ? whole : stem;
    },
    numbers: new Map(pairs(language.numbers).map(([word, value]) => [word, Number(value)])),
    inLines: new Map(pairs(language.inLines)),
    months,
    weekdays: listed(language.weekdays),
    phrases: Map.groupBy(phrases, ({ stems: [first = ''] }) => first),
    telling: new Set(
      phrases
        .filter(({ weak }) => !weak)
        .flatMap((phrase) => phrase.words.filter((word) => !silent.has(word))),
    ),
    short: Map.groupBy(new Set(meant), (word) => consonantsOf(word)),
    words: Map.groupBy([...words, ...months], ([first = '']) => first),
  };
});

/** The common words that mean nothing else. */
function commonOf(
  { common, verbs, things }: Language,
  { known, bare }: { known: readonly Phrase[]; bare(word: string): string },
): Phrase[] {
  const taken = new Set(known.map(({ stems }) => stems.join(' ')));
  return [common, verbs, things].flatMap((list) =>
    listed(list).flatMap((phrase) => {
      const words = phrase.split(' ');
      const stems = words.map(bare);
      const [isVerb, isThing] = [list === verbs, list === things];
      return taken.has(stems.join(' '))
        ? []
        : { words, stems, ideas: [], weak: true, common: true, isVerb, isThing, isEveryday: false };
    }),
  );
}

/** Words as they are compared: without accents, which many leave out. */
export const unaccented = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

/** A word without what is drawn together with it: `what's`, `how'd`. */
export const uncontracted = (word: string): string => word.replace(/'(?:s|re|ve|ll|d|m)$|'$/u, '');

const listed = (list: string): string[] =>
  unaccented(list)
    .split(',')
    .map((it) => it.trim().split(/\s+/u).map(uncontracted).join(' '))
    .filter(Boolean);

const pairs = (list: string): [word: string, value: string][] =>
  listed(list).map((it) => it.split(' ') as [string, string]);

/** A word without its endings, taken off one after the other, so that `pay` stands for `pays` and `paying` too. */
function stemOf(word: string, endings: readonly RegExp[]): string {
  let stem = word;
  for (const ending of endings) {
    const rest = stem.replace(ending, '');
    if (rest.length >= SHORTEST) stem = rest;
  }
  return stem;
}

/** What is left of a word has to tell it from others. */
const SHORTEST = 3;
