import { UserError } from '../../common/errors.ts';
import type { Parameter, Read } from '../parameter.ts';
import { quote } from '../read/quote.ts';
import { quoted } from '../read/scan.ts';
import { afterNoise, readWord } from '../read/words.ts';
import { type Options, parameter } from './kind.ts';
import { readMachine } from './machine.ts';

/** `$40/MWh`, `-20%`, `50 MW`, `4.5c`, `1.2 EH`, `$120k`: money, or a number with its unit. */
const AMOUNT =
  /^[-−+~]?\s?(?:us)?\s?(?:\p{Sc}|\d[\d.,]*\s?(?:[%¢/]|(?:c|cts?|cents?|usd|dollars?|btc|sats?|k|bn?|million|billion|[kmg]?wh?|watts?|megawatts?|[gpez]h|j|x|years?|y|months?|days?|hours?|h)(?![\p{L}\p{N}])))/iu;

const isAmount = (text: string): boolean => AMOUNT.test(text) || isCounted(text);

/** `20000 s21xp` is a fleet, whatever it is that has no name yet. */
function isCounted(text: string): boolean {
  const [all, after = ''] = /^\d[\d.,]*\s(?:x\s)?\s?(\S.*)/su.exec(text) ?? [];
  return all !== undefined && readMachine(after) !== undefined;
}

/** `a`, and what it stands before: UserError, since `a b` may be one name, or b alone; by itself it is a name. */
function readAfterArticle(text: string): Read<string> | undefined {
  const [article = ''] = /^(?:the|an?)(?=[\s,;]|$)/iu.exec(text) ?? [];
  const after = text.slice(article.length).trimStart();
  if (article === '' || isAmount(after)) return undefined;
  const name = readWord(after);
  if (name === undefined) return readWord(text);
  const both = `${article} ${name.value}`;
  throw new UserError(
    `I read ${quoted(both)}, which could be a name of two words or ${quoted(name.value)} alone: write ${quote(both)} or ${name.value}.`,
  );
}

/** What a person calls something: a word, or several in quotes. An amount is left for the input that it is of. */
export function newName<R extends boolean = false>(
  options: Options<R> & { example: string },
): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a name, in quotes when it has several words, that is neither money nor a number with a unit',
    example: options.example,
    read: (text) =>
      readAfterArticle(text) ??
      (afterNoise(text) === undefined && !isAmount(text) ? readWord(text) : undefined),
    whole: (inner) => (isAmount(inner.trim()) ? undefined : inner.trim() || undefined),
  });
}
