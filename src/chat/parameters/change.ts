import { UserError } from '../../common/errors.ts';
import type { Range } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import {
  inRange,
  isBare,
  named,
  type Reader,
  scaled,
  scanNumber,
  scanUnit,
  type Units,
} from '../read/scan.ts';
import { parameter } from './kind.ts';
import type { Measure } from './measures.ts';

/** What an input becomes: another value, or its present value times a factor. */
export type Change = { to: number } | { byFactor: number };

/** A change to a quantity: `90k` sets it, `-20%`, `+5%` and `x0.8` move it from where it is. */
export function readChange({ what, to }: { what: string; to: Reader<number> }): Reader<Change> {
  return (text) => {
    const relative = readFactor({ what, text });
    if (relative) return { value: { byFactor: relative.value }, rest: relative.rest };
    const absolute = to(text);
    return absolute && { value: { to: absolute.value }, rest: absolute.rest };
  };
}

const PERCENT_UNITS: Units = [{ name: named('%|percent'), factor: 0.01 }];
const FACTOR_RANGE: Range = { min: 0.001, max: 1000 };

function readFactor({ what, text }: { what: string; text: string }): Read<number> | undefined {
  const [prefix = ''] = /^[x×*]\s?/iu.exec(text) ?? [];
  const plus = /^\+\s?/u.exec(text)?.[0] ?? '';
  const number = scanNumber(text.slice(prefix.length + plus.length));
  if (!number) return undefined;
  const change = { text, what: `The factor on ${midSentence(what)}`, range: FACTOR_RANGE };
  if (prefix && isBare(number.rest)) return inRange(number, change);
  const percent = scanUnit(number.rest, PERCENT_UNITS);
  if (percent) {
    if (plus === '' && number.value > 0) refuseUnsigned({ what, value: number.value });
    return inRange({ value: scaled(1 + number.value / 100, 1), rest: percent.rest }, change);
  }
  if (plus)
    throw new UserError(
      `A rise of ${midSentence(what)} is written in percent, such as +5%, or as the new value.`,
    );
  return undefined;
}

/** `Hashprice` within a sentence; `BTC price` stays as it is. */
const midSentence = (what: string): string =>
  what.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

function refuseUnsigned({ what, value }: { what: string; value: number }): never {
  throw new UserError(
    `${what} of ${value}% is unclear: write +${value}% or −${value}% for a change, or the new value.`,
  );
}

/** A change to a quantity that is read by `quantity`: `90k` sets it, `-20%`, `+5%` and `x0.8` move it. */
export function change<R extends boolean = false>(
  options: Measure<R> & { quantity: (options: Measure<false>) => Parameter<number> },
): Parameter<Change, R> {
  const { quantity, what, range, ...rest } = options;
  const { description } = options;
  const absolute = quantity({ description, ...(what !== undefined && { what }), ...(range && { range }) });
  return parameter<Change, R>(rest, {
    accepted: `${absolute.accepted}, or a change such as -20%, +5% or x0.8`,
    example: '-20%',
    read: readChange({ what: what ?? description, to: (text) => absolute.read(text, { sites: [] }) }),
  });
}
