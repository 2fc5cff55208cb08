import { UserError } from '../../common/errors.ts';
import { assumptions, type Range, type SaidRent } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { parameter } from '../parameters/kind.ts';
import type { Measure } from '../parameters/measures.ts';
import {
  consumed,
  inRange,
  measured,
  named,
  quoted,
  scaled,
  scanMoney,
  scanNumber,
  scanUnit,
  type Units,
} from '../read/scan.ts';

const PER = '(?:\\$|USD|dollars?)?\\s?(?:/|per\\s|a\\s)\\s?';
const RENT_UNITS: Units = [
  { name: named(`${PER}kW(?:\\s?[-/·]?\\s?(?:mo|month))?`), factor: 1 },
  { name: named(`${PER}MW(?:\\s?[-/·]?\\s?(?:yr|year))`), factor: 1 / 12_000 },
];
const YEARS: Units = [{ name: named('y|yrs?|years?'), factor: 1 }];
/** Between these every rent that was ever signed lies: what is outside, and inside after one slip, was slipped. */
const USUAL_RENT = { min: 60, max: 400 };
const SLIPS = [
  { factor: 1 / 12, why: 'per year' },
  { factor: 1 / 100, why: 'with two zeros too many' },
  { factor: 1 / 1000, why: 'per MW' },
];
const TOTAL_RANGE = { min: 1e5, max: 1e12 };

type Basis = SaidRent['basis'];
/** What may stand before or after the amount. */
const SAID: [RegExp, Basis][] = [
  [/^(?:an?\s+|on\s+)?(?:average|avg\.?|mean)(?:\s+(?:of|rent))?(?!\p{L})/iu, 'average'],
  [/^(?:in\s+)?(?:year[\s-]?(?:1|one)|(?:the\s+)?first[\s-]year)(?:\s+rent)?(?![\p{L}\p{N}])/iu, 'year 1'],
  [/^(?:in\s+)?(?:total|altogether|contract)(?:\s+of)?(?!\p{L})/iu, 'total'],
];

/**
 * A rent of critical power on the basis that is said: of year 1 (`$140/kW-mo`, `year 1 $128/kW-mo`,
 * `$1.68M/MW-year`), an average over the term (`average $154/kW-mo`) or a total (`$3.7B over 10y`).
 */
export function rent<R extends boolean = false>(options: Measure<R>): Parameter<SaidRent, R> {
  const { what = 'A rent', range = assumptions.rentUsdPerKwMonth, ...rest } = options;
  const positional = options.positional ?? false;
  return parameter<SaidRent, R>(rest, {
    accepted: 'a rent such as $140/kW-month, average $154/kW-month or $3.7B over 10y',
    example: '$140/kW-month',
    read(text) {
      const before = scanSaid(text);
      const start = before?.rest ?? text;
      const amount =
        readPerKw({ text: start, bare: !positional || before !== undefined, what, range }) ??
        readTotal(start, before?.value);
      if (amount === undefined) return undefined;
      const after = scanAfter(amount);
      return settle({ text, ...after, bases: [before?.value, ...after.bases] });
    },
  });
}

interface Amount extends Read<number> {
  total: boolean;
}

function readPerKw(asked: { text: string; bare: boolean; what: string; range: Range }): Amount | undefined {
  const { text, bare, what, range } = asked;
  const money = scanMoney(text);
  // Beside a term and megawatts, a bare number may be anything, and a large amount of dollars is a total.
  const isRent = money?.dollars ? money.value < TOTAL_RANGE.min : bare;
  const units = money && measured(money, { units: RENT_UNITS });
  const read = units ?? (isRent ? money && measured(money, { units: [], bare: asIs }) : undefined);
  if (!read) return undefined;
  refuseSlip({ value: read.value, was: consumed({ text, rest: read.rest }), range });
  return { ...inRange(read, { text, what, range, unit: '$/kW-month' }), total: false };
}

/** A large amount is a total where it is said to be one, or over how long. */
function readTotal(text: string, said: Basis | undefined): Amount | undefined {
  const money = scanMoney(text);
  if (!money || money.value < TOTAL_RANGE.min) return undefined;
  if (said !== 'total' && !scanTerm(money.rest) && scanSaid(money.rest.trimStart())?.value !== 'total')
    return undefined;
  return { ...inRange(money, { text, what: 'A total rent', range: TOTAL_RANGE, unit: 'USD' }), total: true };
}

const asIs = (value: number) => value;

function scanSaid(text: string): Read<Basis> | undefined {
  for (const [pattern, value] of SAID) {
    const [said] = pattern.exec(text) ?? [];
    if (said !== undefined) return { value, rest: text.slice(said.length).trimStart() };
  }
  return undefined;
}

/** `over 10y`, `for 10 years`. */
function scanTerm(text: string): Read<number> | undefined {
  const [over] = /^\s*(?:over|for|across)\s+(?:the\s+)?/iu.exec(text) ?? [];
  const number = over === undefined ? undefined : scanNumber(text.slice(over.length));
  const unit = number && scanUnit(number.rest, YEARS);
  if (!number || !unit) return undefined;
  const read = { value: number.value, rest: unit.rest };
  return inRange(read, { text, what: 'The term', range: assumptions.leaseTermYears, unit: 'years' });
}

/** What follows an amount: its basis and its term, in either order. */
function scanAfter(amount: Amount) {
  let { rest } = amount;
  const bases: Basis[] = [];
  let termYears: number | undefined;
  for (;;) {
    const said = scanSaid(rest.trimStart());
    const term = said ? undefined : scanTerm(rest);
    if (!said && !term) return { amount, bases, termYears, rest };
    if (said) bases.push(said.value);
    termYears = term?.value ?? termYears;
    rest = said ? endOf(rest, said) : term!.rest;
  }
}

/** What follows a word, with the space that separates it from the next. */
const endOf = (text: string, { rest }: Read<Basis>): string => {
  const end = text.length - rest.length;
  return text.slice(text.slice(0, end).trimEnd().length);
};

function settle(asked: {
  text: string;
  amount: Amount;
  bases: readonly (Basis | undefined)[];
  termYears: number | undefined;
  rest: string;
}): Read<SaidRent> {
  const { text, amount, termYears, rest } = asked;
  const said = new Set(asked.bases.filter((one) => one !== undefined));
  if (amount.total) said.add('total');
  const [basis = termYears === undefined ? 'year 1' : undefined] = said;
  const was = quoted(consumed({ text, rest }));
  if (said.size > 1 || basis === undefined || (basis === 'total') !== amount.total)
    throw new UserError(
      `${was} could be several rents: write year 1 $128/kW-mo, average $154/kW-mo or $3.7B over 10y.`,
    );
  const term = termYears === undefined ? {} : { termYears };
  if (basis === 'year 1') return { value: { basis, usdPerKwMonth: amount.value }, rest };
  if (basis === 'average') return { value: { basis, usdPerKwMonth: amount.value, ...term }, rest };
  return { value: { basis, usd: amount.value, ...term }, rest };
}

function refuseSlip({ value, was, range }: { value: number; was: string; range: { max: number } }): void {
  if (value <= range.max) return;
  const slip = SLIPS.find(({ factor }) => {
    const meant = value * factor;
    return meant >= USUAL_RENT.min && meant <= USUAL_RENT.max;
  });
  if (slip === undefined) return;
  const meant = scaled(value, slip.factor).toLocaleString('en-US', { maximumFractionDigits: 2 });
  throw new UserError(
    `A rent must be between 1 and 1,000 $/kW-month, read ${quoted(was)}: did you mean $${meant}? It looks like a rent ${slip.why}.`,
  );
}
