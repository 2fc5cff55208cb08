import { UserError } from '../../common/errors.ts';
import { assumptions, type LeaseForm, leaseForms } from '../../economics/index.ts';
import type { Parameter } from '../parameter.ts';
import { type Options, parameter } from '../parameters/kind.ts';
import type { Measure } from '../parameters/measures.ts';
import {
  consumed,
  inRange,
  measured,
  named,
  quoted,
  type Reader,
  scaled,
  scanMoney,
  scanNumber,
  scanUnit,
  type Units,
} from '../read/scan.ts';

/** What a lease is described in besides its rent: term, escalator, capex per megawatt, form and months of building. */

const PER = '(?:\\$|USD|dollars?)?\\s?(?:/|per\\s|a\\s)\\s?';

const MONTH_UNITS: Units = [
  { name: named('mo|mos|months?'), factor: 1 },
  { name: named('y|yrs?|years?'), factor: 12 },
];

/** A number of whole months: `18 months`, `1.5 years`. */
export function months<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A number of months', range = { min: 1, max: 240 }, ...rest } = options;
  const bare = options.positional ? undefined : (value: number) => value;
  return parameter<number, R>(rest, {
    accepted: 'a number of months such as 18 months or 1.5 years',
    example: '18 months',
    read(text) {
      const number = scanNumber(text);
      const read = number && measured(number, { units: MONTH_UNITS, ...(bare && { bare }) });
      if (!read) return undefined;
      if (Number.isInteger(read.value)) return inRange(read, { text, what, range, unit: 'months' });
      throw new UserError(`${what} must be whole, read ${quoted(consumed({ text, rest: read.rest }))}.`);
    },
  });
}

/** A number of years: `15y`, `15 years`. */
export function years<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A number of years', range = assumptions.leaseTermYears, ...rest } = options;
  const bare = options.positional ? undefined : (value: number) => value;
  const units: Units = [{ name: named('y|yrs?|years?'), factor: 1 }];
  return parameter<number, R>(rest, {
    accepted: 'a number of years such as 15y',
    example: '15y',
    read(text) {
      const number = scanNumber(text);
      const read = number && measured(number, { units, ...(bare && { bare }) });
      return read && inRange(read, { text, what, range, unit: 'years' });
    },
  });
}

const CAPEX_UNITS: Units = [{ name: named(`${PER}(?:critical\\s)?MW`), factor: 1 }];

/** Capex in million USD per critical MW: `9M/MW`, `$9M per MW`. */
export function capexPerMw<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'Capex', range = assumptions.colocationCapexUsdMPerCriticalMw, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'capex per critical MW such as $9M/MW',
    example: '$9M/MW',
    read(text) {
      const money = scanMoney(text);
      const read = money && measured(money, { units: CAPEX_UNITS, bare: millions });
      if (!read) return undefined;
      const value = scaled(read.value, 1e-6);
      return inRange({ value, rest: read.rest }, { text, what, range, unit: 'million $ per critical MW' });
    },
  });
}

/** `9` alone is nine million: nobody builds a megawatt for nine dollars. */
const millions = (value: number): number => (value < 1000 ? value * 1e6 : value);

/** How a lease divides the costs: `nnn`, `triple-net`, `modified gross`. */
export function leaseForm<R extends boolean = false>(options: Options<R>): Parameter<LeaseForm, R> {
  return parameter<LeaseForm, R>(options, {
    accepted: `one of ${leaseForms.join(', ')}`,
    example: 'nnn',
    choices: leaseForms,
    read(text) {
      const [net] = /^(?:nnn|triple[-\s]?net)(?!\p{L})/iu.exec(text) ?? [];
      const [gross] = /^modified[-\s]?gross(?!\p{L})/iu.exec(text) ?? [];
      const said = net ?? gross;
      if (said === undefined) return undefined;
      return { value: net === undefined ? 'modified gross' : 'triple-net', rest: text.slice(said.length) };
    },
  });
}

/** A yearly rate or a share in percent, as a number of percent: `10%`, `10`. */
export function percentage<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A percentage', range = { min: 0, max: 100 }, ...rest } = options;
  const bare = options.positional ? undefined : wholePercent;
  const units: Units = [{ name: named('%|percent'), factor: 1 }];
  const read: Reader<number> = (text) => {
    const number = scanNumber(text);
    const value = number && measured(number, { units, ...(bare && { bare }) });
    if (!value) return undefined;
    const after = scanUnit(value.rest, [{ name: named('(?:a|per|/)\\s?(?:yr|year)'), factor: 1 }]);
    return inRange({ ...value, rest: after?.rest ?? value.rest }, { text, what, range, unit: '%' });
  };
  return parameter<number, R>(rest, { accepted: 'a percentage such as 3%', example: '3%', read });
}

/** How much the rent rises each year, in percent: `3%`. */
export const escalator = <R extends boolean = false>(options: Options<R>): Parameter<number, R> =>
  percentage({ range: assumptions.escalatorPercentPerYear, what: 'An escalator', ...options });

/** How long building takes: `18 months`. */
export const buildMonths = <R extends boolean = false>(options: Options<R>): Parameter<number, R> =>
  months({ range: assumptions.buildMonths, what: 'Building', ...options });

/** `0.21` may be a fraction or a fifth of a percent: only who wrote it knows. */
function wholePercent(value: number): number {
  if (value === 0 || Math.abs(value) >= 1) return value;
  const [read, fraction] = [`${value}%`, `${scaled(value, 100)}%`];
  throw new UserError(`Is ${value} meant as ${read} or as ${fraction}? Write ${read} or ${fraction}.`);
}
