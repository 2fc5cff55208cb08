import { type Lexicon, unaccented } from './lexicon.ts';

/** The words of a question as they are compared and as they were typed. */
export interface Token {
  /** As typed, without what ends a sentence; a comma stays, since lists need it. */
  text: string;
  /** In lower case, without commas and the `'s` of a name. */
  word: string;
}

/** More is no question that anybody types. */
const MOST_CHARACTERS = 300;
const MOST_TOKENS = 60;

/** The words of `line`; none of one that is too long to be a question. Numbers in words become digits. */
export function tokensOf(line: string, { numbers }: Lexicon): Token[] {
  if (line.length > MOST_CHARACTERS) return [];
  const texts = line.replaceAll('’', "'").split(/\s/u).map(bare).filter(Boolean);
  if (texts.length > MOST_TOKENS) return [];
  return inDigits(texts.map(tokenOf), numbers);
}

/** Without the marks that end a sentence or stand around a word. */
const bare = (text: string): string =>
  text.replace(/^[("¿¡]|^#(?=\d)|[.?!:;")]{1,4}$/gu, '').replace(/[?!]$/u, '');

const tokenOf = (text: string): Token => ({
  text: text.replace(/'s(?=,?$)|'(?=,?$)/u, ''),
  word: unaccented(text)
    .toLowerCase()
    .replace(/,$/u, '')
    .replace(/'(?:s|re|ve|ll)$|'$/u, ''),
});

/** `twenty thousand s21xp` is `20000 s21xp`; a lone `one` may be a pronoun. */
function inDigits(tokens: readonly Token[], numbers: Lexicon['numbers']): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { value, length } = numberAt({ tokens, at, numbers });
    if (length === 0) found.push(tokens[at++]!);
    else {
      const comma = tokens[at + length - 1]!.text.endsWith(',') ? ',' : '';
      found.push({ text: `${value}${comma}`, word: `${value}` });
      at += length;
    }
  }
  return found;
}

function numberAt(asked: { tokens: readonly Token[]; at: number; numbers: Lexicon['numbers'] }) {
  const { tokens, at, numbers } = asked;
  const wordValue = (index: number): number | undefined => numbers.get(tokens[index]?.word ?? '');
  let [whole, part, length] = [0, 0, 0];
  // `a hundred` is a hundred, `an hour` is none.
  if (/^an?$/.test(tokens[at]!.word) && (wordValue(at + 1) ?? 0) >= 100) [part, length] = [1, 1];
  for (let value = wordValue(at + length); value !== undefined; value = wordValue(at + length)) {
    if (value >= 1000) [whole, part] = [whole + Math.max(part, 1) * value, 0];
    else if (value === 100) part = Math.max(part, 1) * 100;
    else part += value;
    length++;
  }
  const lone = length === 1 && tokens[at]!.word === 'one';
  return { value: whole + part, length: lone ? 0 : length };
}
