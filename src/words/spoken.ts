import type { Lexicon } from './lexicon.ts';

interface Place {
  words: readonly string[];
  at: number;
  lexicon: Lexicon;
}

/**
 * The number whose words begin here, in digits, and how many they are: none where `length` is 0. What does not go on in
 * the same number is left for the next, so that `five twenty` is two, and none is dropped.
 */
export function spokenAt({ words, at, lexicon }: Place): { value: string; length: number } {
  const { point, and } = lexicon.within;
  const word = (index: number): string => words[at + index] ?? '';
  const valueAt = (index: number): number | undefined => lexicon.numbers.get(word(index));
  let [whole, part, length] = [0, 0, 0];
  // `a hundred` is a hundred, `an hour` is none.
  if (/^an?$/.test(word(0)) && (valueAt(1) ?? 0) >= 100) [part, length] = [1, 1];
  const hundreds = hundredsAt({ words, at, lexicon });
  if (hundreds) [part, length] = [hundreds.value, hundreds.length];
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
  if (word(length) === point && valueAt(length + 1) !== undefined) {
    const tens = twoDigitsAt({ words, at: at + length + 1, lexicon });
    if (tens) return { value: `${number}.${tens.value}`, length: length + 1 + tens.length };
    let decimals = '';
    for (length++; (valueAt(length) ?? 10) < 10; length++) decimals += valueAt(length);
    return { value: `${number}.${decimals}`, length };
  }
  const rest = [0, 1, 2].map((index) => word(length + index)).join(' ');
  const more = { 'and a half': '.5', 'and a quarter': '.25', 'and three quarter': '.75' }[rest];
  if (length > 0 && more !== undefined) return { value: `${number}${more}`, length: length + 3 };
  const isLone = length === 1 && /^(?:one|oh)$/.test(word(0)) && !isCounting({ words, at, lexicon });
  return { value: number, length: isLone ? 0 : length };
}

/** Whether `one` or `oh` is a number: before a unit, beside another number, as that of an alert, or last behind `at`. */
function isCounting({ words, at, lexicon }: Place): boolean {
  const { one, many, numbered, upTo } = lexicon.within;
  const [before = '', after = ''] = [words[at - 1], words[at + 1]];
  return (
    [before, after].some((word) => /^\$?\d/u.test(word) || lexicon.numbers.has(word)) ||
    [...one, ...many].includes(after) ||
    numbered.includes(before) ||
    (after === '' && upTo.includes(before))
  );
}

/** `one twenty k`, `two oh five megawatts`: hundreds, where a unit leaves no doubt. */
function hundredsAt({ words, at, lexicon }: Place): { value: number; length: number } | undefined {
  const digitAt = (index: number): number => {
    const value = lexicon.numbers.get(words[index] ?? '') ?? 0;
    return value < 10 ? value : 0;
  };
  const [hundreds, last] = [digitAt(at), digitAt(at + 2)];
  if (hundreds === 0) return undefined;
  const isOh = lexicon.numbers.get(words[at + 1] ?? '') === 0 && last > 0;
  const tens = isOh ? { value: last, length: 2 } : twoDigitsAt({ words, at: at + 1, lexicon });
  const unit = words[at + 1 + (tens?.length ?? 0)] ?? '';
  return tens && lexicon.within.many.includes(unit)
    ? { value: hundreds * 100 + tens.value, length: 1 + tens.length }
    : undefined;
}

/** `ten`, `twenty five` */
function twoDigitsAt({ words, at, lexicon }: Place): { value: number; length: number } | undefined {
  const [tens = 0, ones = 0] = [at, at + 1].map((index) => lexicon.numbers.get(words[index] ?? ''));
  if (tens < 10 || tens >= 100) return undefined;
  return goesOn(tens, ones) ? { value: tens + ones, length: 2 } : { value: tens, length: 1 };
}

/** Whether `value` follows in the same number: `twenty`, then `five`; `a hundred`, then `ten`. */
const goesOn = (part: number, value: number): boolean =>
  (part % 100 === 0 && value < 100) || (part % 100 >= 20 && part % 10 === 0 && value > 0 && value < 10);
