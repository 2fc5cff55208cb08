import { type Lexicon, unaccented, uncontracted } from './lexicon.ts';

/** The words of a question as they are compared and as they were typed. */
export interface Token {
  /** As typed, without what ends a sentence; a comma stays, since lists need it. */
  text: string;
  /** The word of which it is the number: `three` may be of a name. */
  typed?: string;
  /** In lower case, without commas and the `'s` of a name. */
  word: string;
  /** The word without its endings. */
  stem: string;
  /** Which clause of the question it stands in, from 0 on. */
  clause: number;
}

/** More is no question that anybody types. */
const MOST_CHARACTERS = 300;
const MOST_TOKENS = 60;

/** The words of `line`; none of one that is too long to be a question. Numbers in words become digits. */
export function tokensOf(line: string, lexicon: Lexicon): Token[] {
  if (line.length > MOST_CHARACTERS) return [];
  const plain = lexicon.rewritten.reduce((text, [typed, said]) => text.replace(typed, said), line);
  const texts = textsOf(plain.replaceAll('’', "'").replace(JOINED, ' $& '));
  const tokens: Token[] = [];
  let clause = 0;
  for (const text of texts) {
    const said = isSymbol(text) ? text : bare(text);
    if (isSaid(said)) tokens.push(tokenOf(said, { lexicon, clause }));
    if (ENDING.test(text)) clause++;
  }
  return tokens.length > MOST_TOKENS ? [] : inDigits(tokens, lexicon);
}

/** The words of a text; several in quotes are one name, unless they count something. */
const textsOf = (text: string): string[] =>
  [...text.matchAll(QUOTED)].flatMap(([all, straight, curly]) => {
    const inner = (straight ?? curly)?.trim();
    if (inner === undefined) return all;
    return /\d/u.test(inner) ? inner.split(/\s+/u) : inner.replace(/\s+/gu, ' ');
  });

const QUOTED = /"([^"]*)"|“([^“”]*)”|\S+/gu;

/** Whether a word is a sign alone, such as 👍, or its name in a chat: it says nothing, and is named. */
export const isSymbol = (text: string): boolean =>
  /^(?:(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F)+|:[a-z][\w+-]*:|:[+-]1:)$/u.test(
    text,
  );

/** What ends a clause: a mark after a word, or one that stands alone. */
const ENDING = /[,.?!:;…)]$|^[-–—]+$/u;

/** Signs that are often typed without a space: `hashprice<40`, `@6c`, `power=60`. */
const JOINED =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)+|(?<![-=])=(?![=>])|[<>](?==?\s?[$\p{N}])|(?<!\S)@(?=[$.\d])|(?<=[a-z]{3})\+(?=[a-z]{3})|(?<=[ap]m|:\d\d|(?<!\S)\d{1,2})[-–—](?=\d{1,2}(?!\d))|(?<=[\p{L}\p{N}])(?:\.{2,3}|…|[—–])(?=\p{L})/gu;

/** Not a dash, nor another mark that stands alone. */
const isSaid = (text: string): boolean => !/^(?:[-=]+>|[-–—*·…/|.,~=]*)$/u.test(text);

/** Without the marks that end a sentence or stand around a word. */
const bare = (text: string): string =>
  text.replace(/(?<=\p{L})%$|^(?:[("“¿¡~…?!]|\.{2,})+|^#(?=\d)|(?<![.?!:;")”…])[.?!:;")”…]+$/gu, '');

/** A word as it is compared. */
export function tokenOf(text: string, of: { lexicon: Lexicon; clause: number }): Token {
  const word = uncontracted(unaccented(text).toLowerCase().replace(/,$/u, ''));
  return {
    text: text.replace(/'s(?=,?$)|'(?=,?$)/u, ''),
    word,
    stem: of.lexicon.stem(word),
    clause: of.clause,
  };
}

/** `twenty thousand s21xp` is `20000 s21xp`, `six thirty` a time; a lone `one` may be a pronoun. */
function inDigits(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { value, length } = numberAt({ tokens, at, lexicon });
    if (length === 0) found.push(tokens[at++]!);
    else {
      const { text, clause } = tokens[at + length - 1]!;
      const number = tokenOf(`${value}${text.endsWith(',') ? ',' : ''}`, { lexicon, clause });
      found.push(length === 1 ? { ...number, typed: text } : number);
      at += length;
    }
  }
  return found;
}

/** The number whose words begin here, and how many they are: none where `length` is 0. */
function numberAt(asked: { tokens: readonly Token[]; at: number; lexicon: Lexicon }): {
  value: string;
  length: number;
} {
  const { tokens, at, lexicon } = asked;
  const { point, and } = lexicon.within;
  const word = (index: number): string => tokens[at + index]?.word ?? '';
  const valueAt = (index: number): number | undefined => lexicon.numbers.get(word(index));
  let [whole, part, length] = [0, 0, 0];
  // `a hundred` is a hundred, `an hour` is none.
  if (/^an?$/.test(word(0)) && (valueAt(1) ?? 0) >= 100) [part, length] = [1, 1];
  for (;;) {
    const joined = length > 0 && word(length) === and ? 1 : 0;
    const value = valueAt(length + joined);
    if (value === undefined || (joined === 1 && !goesOn(part, value))) break;
    if (value >= 1000) [whole, part] = [whole + Math.max(part, 1) * value, 0];
    else if (value === 100) part = Math.max(part, 1) * 100;
    else if (length === 0 || part === 0 || goesOn(part, value)) part += value;
    else if (part <= 12 && value >= 15 && value % 15 === 0)
      return { value: `${part}:${value}`, length: length + 1 };
    else break;
    length += 1 + joined;
  }
  const number = `${whole + part}`;
  if (length > 0 && word(length) === point && valueAt(length + 1) !== undefined) {
    let decimals = '';
    for (length++; (valueAt(length) ?? 10) < 10; length++) decimals += valueAt(length);
    return { value: `${number}.${decimals}`, length };
  }
  const rest = [0, 1, 2].map((index) => word(length + index)).join(' ');
  const more = { 'and a half': '.5', 'and a quarter': '.25', 'and three quarter': '.75' }[rest];
  if (length > 0 && more !== undefined) return { value: `${number}${more}`, length: length + 3 };
  const lone = length === 1 && word(0) === 'one';
  return { value: number, length: lone ? 0 : length };
}

/** Whether `value` follows in the same number: `twenty`, then `five`; `a hundred`, then `ten`. */
const goesOn = (part: number, value: number): boolean =>
  (part % 100 === 0 && value < 100) || (part % 100 >= 20 && part % 10 === 0 && value > 0 && value < 10);
