import { type Lexicon, unaccented, uncontracted } from './lexicon.ts';
import { spokenAt } from './spoken.ts';

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

/** `twenty thousand s21xp` is `20000 s21xp`, `six thirty` a time, `s twenty one` a machine; a lone `one` may be a pronoun. */
function inDigits(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  const words = tokens.map(({ word }) => word);
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { value, length } = spokenAt({ words, at, lexicon });
    if (length === 0) found.push(tokens[at++]!);
    else {
      const { text, clause } = tokens[at + length - 1]!;
      const before = found.at(-1);
      const joined = before?.clause === clause ? joinedTo(before.word, { value, lexicon }) : undefined;
      if (joined !== undefined) found.pop();
      const number = tokenOf(`${joined ?? value}${text.endsWith(',') ? ',' : ''}`, { lexicon, clause });
      found.push(length === 1 && joined === undefined ? { ...number, typed: text } : number);
      at += length;
    }
  }
  return found;
}

/** A spoken number with the word before it, where the two are one: `s 21`, and `few 100`, which is no number for certain. */
function joinedTo(before: string, of: { value: string; lexicon: Lexicon }): string | undefined {
  if (/^[sm]$/u.test(before) && /^[1-9]\d$/u.test(of.value)) return `${before}${of.value}`;
  const isVague = of.lexicon.within.vague.includes(before) && Number(of.value) >= 12;
  return isVague ? `${before} ${of.value}` : undefined;
}
