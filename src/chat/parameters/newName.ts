import type { Parameter } from '../parameter.ts';
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

/** What a person calls something: a word, or several in quotes. An amount is left for the input that it is of. */
export function newName<R extends boolean = false>(
  options: Options<R> & { example: string },
): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a name, in quotes when it has several words, that is neither money nor a number with a unit',
    example: options.example,
    read: (text) => (afterNoise(text) === undefined && !isAmount(text) ? readWord(text) : undefined),
    whole: (inner) => (isAmount(inner.trim()) ? undefined : inner.trim() || undefined),
  });
}
