import type { Lookup } from '../chat/parameter.ts';
import { readFleet } from '../chat/parameters/fleet.ts';
import { readGrantee } from '../chat/parameters/grantee.ts';
import { readMachine } from '../chat/parameters/machine.ts';
import { quote } from '../chat/read/quote.ts';
import { mostWords, readName } from '../chat/read/words.ts';
import { monthAt, weekdayAt, yearAt, zoneAt } from './dates.ts';
import type { Item, Unplaced } from './items.ts';
import type { Lexicon, Phrase } from './lexicon.ts';
import { efficiencyAt, numberAt } from './numbers.ts';
import { isSymbol, type Token, tokenOf } from './tokens.ts';

/** What a question is read with. */
export interface Known {
  lexicon: Lexicon;
  lookup: Lookup;
  /** Unix milliseconds: `last month` is one before it. */
  now: number;
}

interface Tagged {
  item: Unplaced;
  /** How many words it takes. */
  length: number;
}

/** As many words as a fleet of several parts may have. */
const MOST_WORDS = 10;

/** What stands in a question, in its order. */
export function tag(tokens: readonly Token[], known: Known): Item[] {
  const zoned = tokens.some(({ word }, at) =>
    mentionsATime(phraseAt({ tokens, at, known })?.ideas ?? [], word),
  );
  const items: Item[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { item, length } = tagAt({ tokens, at, known, zoned });
    const isFirst = items.every((one) => one.kind === 'idea' && one.weak && one.ideas.length === 0);
    const begins = isFirst && phraseAt({ tokens, at, known })?.isVerb && item.kind === 'idea';
    const { clause } = tokens[at]!;
    items.push(begins ? { kind: 'unread', text: item.text, clause } : { ...item, clause });
    at += length;
  }
  return items;
}

/** A sign alone says nothing, and is named. */
const SIGN = { ideas: [], weak: true, common: true, isThing: true, isEveryday: false };

/** Letters such as `et` mean a zone only where something is told at a time. */
const mentionsATime = (ideas: readonly string[], word: string): boolean =>
  ['digest', 'quiet', 'noAlerts'].some((idea) => ideas.includes(idea)) ||
  /^(?:\d{1,2}(?:(?::\d\d)?(?:am|pm)|:\d\d)|am|pm)$/u.test(word);

interface Place {
  tokens: readonly Token[];
  at: number;
  known: Known;
}

function tagAt(asked: Place & { zoned: boolean }): Tagged {
  const { tokens, at, zoned } = asked;
  const token = tokens[at]!;
  if (isSymbol(token.text)) return { item: { kind: 'idea', text: token.text, ...SIGN }, length: 1 };
  return (
    siteAt(asked) ??
    personAt(asked) ??
    (/\d/u.test(token.word) ? countedAt(asked) : undefined) ??
    dated('month', monthAt({ ...asked, months: asked.known.lexicon.months, now: asked.known.now })) ??
    dated('weekday', weekdayAt(token, asked.known.lexicon.weekdays)) ??
    (zoned ? dated('zone', zoneAt(tokens, at)) : undefined) ??
    ideaAt(asked) ?? { item: { kind: 'unread', text: token.text.replace(/,$/u, '') }, length: 1 }
  );
}

const dated = (
  kind: 'month' | 'year' | 'weekday' | 'zone',
  read?: { text: string; length: number },
): Tagged | undefined => read && { item: { kind, text: read.text }, length: read.length };

/** How many words of `text` a reader took that left `rest`. */
const wordsOf = (text: string, rest: string): number =>
  text
    .slice(0, text.length - rest.length)
    .trim()
    .split(/\s+/u).length;

const DEMO = ['demo'];

function siteAt({ tokens, at, known }: Place): Tagged | undefined {
  const { sites } = known.lookup;
  const near = tokens.slice(at, at + mostWords(sites));
  const sign = near.findIndex(({ text }) => isSymbol(text));
  const said = near.slice(0, sign < 0 ? undefined : sign);
  // `three rivers`, and `plant two` that is called `Plant 2`
  const isCounted = said.some(({ typed }) => typed !== undefined);
  const texts = [said.map(({ text }) => text), ...(isCounted ? [said.map((it) => it.typed ?? it.text)] : [])];
  for (const words of texts) {
    const text = words.join(' ');
    const read = readName(text, sites) ?? readName(text, DEMO);
    if (!read) continue;
    // Several words in quotes are one.
    const taken = text.length - read.rest.length;
    let [length, end] = [0, -1];
    while (end < taken) end += words[length++]!.length + 1;
    return { item: { kind: 'site', text: asWord(read.value) }, length };
  }
  return undefined;
}

/** A value of a line: in quotes where it is more than a word. */
export const asWord = (value: string): string =>
  /^[\p{L}\p{N}_.$%/+−-]+$/u.test(value) ? value : quote(value);

function personAt({ tokens, at, known }: Place): Tagged | undefined {
  const { text } = tokens[at]!;
  const read = /^[<@#]|^[A-Z][A-Z0-9]{7,}$/u.test(text) ? readGrantee(text, known.lookup) : undefined;
  return read && read.rest === '' ? { item: { kind: 'person', text }, length: 1 } : undefined;
}

/** A fleet, a machine, a month, a year or a number. */
function countedAt(asked: Place): Tagged | undefined {
  const { tokens, at } = asked;
  const { inLines, months } = asked.known.lexicon;
  const text = tokens
    .slice(at, at + MOST_WORDS)
    .map(({ text, word }) => inLines.get(word) ?? text)
    .join(' ');
  const models = tokens.slice(at, at + MOST_WORDS).map(({ word }) => isModel(word));
  const fleet = models.slice(1).includes(true) ? unlessRefused(() => readFleet(text)) : undefined;
  if (fleet) return taken('fleet', text, fleet.rest);
  const machine = models[0] ? unlessRefused(() => readMachine(text)) : undefined;
  if (machine) {
    const read = taken('machine', text, machine.rest);
    // `s21xp x 1500`
    const [times, count] = /^\s*[x×]\s?(\d+(?:,\d{3})*)(?![\p{L}\p{N}.%/])/iu.exec(machine.rest) ?? [];
    if (times === undefined) return read;
    const length = read.length + times.trim().split(/\s+/u).length;
    return { item: { kind: 'fleet', text: `${count} ${read.item.text}` }, length };
  }
  const efficiency = efficiencyAt(text);
  if (efficiency && unlessRefused(() => readMachine(efficiency.machine)))
    return {
      item: { kind: 'machine', text: efficiency.machine },
      length: efficiency.text.split(/\s+/u).length,
    };
  const month = monthAt({ ...asked, months, now: asked.known.now });
  const date = dated('month', month) ?? dated('year', yearAt(tokens[at]!));
  if (date) return date;
  const number = numberAt(text);
  return (
    number && {
      item: { kind: 'number', unit: number.unit, text: number.text },
      length: number.text.split(/\s+/u).length,
    }
  );
}

/** Every model has a letter before a digit in its name; to look for one costs more than to read all else. */
const isModel = (word: string): boolean => /[a-z]\+?\d|^custom$/u.test(word);

/** `s19jpros` is what people call several `s19jpro`, `rockdales` what is of it; a name's own `s` stays. */
export function inSingular(token: Token, before: Token | undefined, { lexicon, lookup }: Known): Token {
  const one = token.text.replace(/s(?=,?$)/iu, '');
  if (one === token.text) return token;
  // `s19j pros`, `s19 j pros`
  if (before && (isModel(before.word) || before.word === 'j') && /^(?:pro|xp|hydro|hyd)s$/u.test(token.word))
    return tokenOf(one, { lexicon, clause: token.clause });
  const isRead = (text: string) =>
    readName(text, lookup.sites)?.rest === '' ||
    (isModel(text.toLowerCase()) && unlessRefused(() => readMachine(text))?.rest === '');
  const [many, single] = [token.text, one].map((text) => isRead(text.replace(/,$/u, '')));
  return !many && single ? tokenOf(one, { lexicon, clause: token.clause }) : token;
}

function taken(kind: 'fleet' | 'machine', text: string, rest: string): Tagged {
  const said = text.slice(0, text.length - rest.length).replace(/(?<![,;\s])[,;\s]+$/u, '');
  return { item: { kind, text: said }, length: wordsOf(text, rest) };
}

/** What a reader refuses is read by the command itself, whose refusal says why. */
function unlessRefused<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function ideaAt(asked: Place): Tagged | undefined {
  const phrase = phraseAt(asked);
  if (!phrase) return undefined;
  const { ideas, weak, common, isThing, isEveryday, words } = phrase;
  const text = words.join(' ');
  const said = asked.known.lexicon.inLines.get(text) ?? text;
  return {
    item: { kind: 'idea', text: said, ideas, weak, common, isThing, isEveryday },
    length: words.length,
  };
}

/** The longest phrase that begins here: as it is listed, or with other endings. */
function phraseAt({ tokens, at, known }: Place): Phrase | undefined {
  const among = known.lexicon.phrases.get(tokens[at]!.stem) ?? [];
  const fitting = among.filter(({ stems }) =>
    stems.every((stem, index) => tokens[at + index]?.stem === stem),
  );
  const isListed = ({ words }: Phrase) => words.every((word, index) => tokens[at + index]!.word === word);
  const [longest] = fitting;
  return (
    fitting.find((phrase) => phrase.words.length === longest!.words.length && isListed(phrase)) ?? longest
  );
}
