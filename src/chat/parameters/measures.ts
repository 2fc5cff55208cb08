import { type Range, SITE_RANGES } from '../../economics/index.ts';
import type { Parameter } from '../parameter.ts';
import { type Per, readHashprice, readPowerPrice, readUsd, readUsdPerMonth } from '../read/price.ts';
import {
  readCount,
  readEfficiency,
  readHashrate,
  readMegawattHours,
  readMegawatts,
  readNumber,
  readPercent,
} from '../read/quantity.ts';
import { type Change, readChange } from './change.ts';
import { type Options, parameter } from './kind.ts';

/** Options of a number: what an error calls it (`The pool fee`), and the values that are accepted. */
export interface Measure<R extends boolean> extends Options<R> {
  what?: string;
  range?: Range;
}

const HASHRATE_TH_PER_S: Range = { min: 0.001, max: 1e12 };
const HASHPRICE_USD_PER_PH_DAY: Range = { min: 0.1, max: 1_000_000 };
const BTC_PRICE_USD: Range = { min: 100, max: 100_000_000 };
const USD: Range = { min: 0, max: 1e12 };
/** Shown as examples, where they are accepted. */
const COUNTS = [3, 30, 1000, 20_000];
const ANY_NUMBER: Range = { min: -1e15, max: 1e15 };

/** Power in MW. `bare` reads a number without a unit as MW. */
export function megawatts<R extends boolean = false>(
  options: Measure<R> & { bare?: boolean },
): Parameter<number, R> {
  const { what = 'Power', range = SITE_RANGES.interconnectMw, bare = false, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'power such as 50 MW, 250 kW or 1.2 GW',
    example: '50 MW',
    read: readMegawatts({ what, range, bare }),
  });
}

/** Energy in MWh. */
export function megawattHours<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'Energy', range = { min: 0, max: 1e7 }, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'energy such as 120 MWh or 1.2 GWh',
    example: '120 MWh',
    read: readMegawattHours({ what, range }),
  });
}

/** A power price in $/MWh. */
export function powerPrice<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A power price', range = SITE_RANGES.powerPriceUsdPerMwh, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a power price such as $45/MWh, 4.5c or 45',
    example: '$45/MWh',
    read: readPowerPrice({ what, range }),
  });
}

/** A hashprice in $/PH/day. */
export function hashprice<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A hashprice', range = HASHPRICE_USD_PER_PH_DAY, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a hashprice such as $45/PH/day, 0.045 $/TH/day or 45',
    example: '$45',
    read: readHashprice({ what, range }),
  });
}

/** A hashrate in TH/s. */
export function hashrate<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A hashrate', range = HASHRATE_TH_PER_S, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a hashrate such as 1.2 EH, 900 PH/s or 234 TH',
    example: '1.2 EH',
    read: readHashrate({ what, range }),
  });
}

/** An efficiency in J/TH. */
export function efficiency<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'An efficiency', range = SITE_RANGES.efficiencyJPerTh, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'an efficiency such as 17.5 J/TH',
    example: '17.5 J/TH',
    read: readEfficiency({ what, range }),
  });
}

/** An amount in USD; `per` is the unit that may follow it: `kW-month`. */
export function usd<R extends boolean = false>(options: Measure<R> & { per?: Per }): Parameter<number, R> {
  const { what = 'An amount', range = USD, per, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: `an amount such as $1.2M, 250k or $90,000${per ? ` per ${per}` : ''}`,
    example: '$250k',
    read: readUsd({ what, range, ...(per !== undefined && { per }) }),
  });
}

/** An amount in USD per month. */
export function usdPerMonth<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'An amount', range = USD, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'an amount per month such as $250k/month or 3m a year',
    example: '$250k/month',
    read: readUsdPerMonth({ what, range }),
  });
}

/** The price of one BTC in USD. */
export function btcPrice<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A BTC price', range = BTC_PRICE_USD, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: 'a price such as 90k or $90,000',
    example: '90k',
    read: readUsd({ what, range }),
  });
}

/** A share as a fraction of 1. `bareFraction`: 0.97 without a % sign means 97%; otherwise it is refused. */
export function percent<R extends boolean = false>(
  options: Measure<R> & { bareFraction?: boolean },
): Parameter<number, R> {
  const { what = 'A share', range = { min: 0, max: 1 }, bareFraction = false, ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: bareFraction ? 'a share such as 97% or 0.97' : 'a share such as 2%',
    example: bareFraction ? '97%' : '2%',
    read: readPercent({ what, range, bareFraction }),
  });
}

/** A whole number of things, or the number that one is called by: `#3`. */
export function count<R extends boolean = false>(options: Measure<R>): Parameter<number, R> {
  const { what = 'A count', range = { min: 1, max: SITE_RANGES.count.max }, ...rest } = options;
  const within = COUNTS.filter((one) => one >= range.min && one <= range.max);
  const [least = range.min, most = least] = [within.at(0), within.at(-1)];
  const examples = [...new Set([least, most])].map((one) => one.toLocaleString('en-US'));
  return parameter<number, R>(rest, {
    accepted: `a whole number such as ${examples.join(' or ')}`,
    example: examples.at(-1)!,
    read: (text) => readCount({ what, range })(text.replace(/^#(?=\d)/u, '')),
  });
}

/** A number without a unit. */
export function number<R extends boolean = false>(
  options: Measure<R> & { unit?: string },
): Parameter<number, R> {
  const { what = 'A number', range = ANY_NUMBER, unit = '', ...rest } = options;
  return parameter<number, R>(rest, {
    accepted: `a number such as 1.05${unit && ` in ${unit}`}`,
    example: '1.05',
    read: readNumber({ what, range, unit }),
  });
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
