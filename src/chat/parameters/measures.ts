import { type Range, SITE_RANGES } from '../../economics/index.ts';
import type { Parameter } from '../parameter.ts';
import { type Per, readPowerPrice, readUsd, readUsdPerMonth } from '../read/price.ts';
import {
  readEfficiency,
  readHashrate,
  readMegawattHours,
  readMegawatts,
  readNumber,
  readPercent,
} from '../read/quantity.ts';
import { type Options, parameter } from './kind.ts';

/** Options of a number: what an error calls it (`The pool fee`), and the values that are accepted. */
export interface Measure<R extends boolean> extends Options<R> {
  what?: string;
  range?: Range;
}

const HASHRATE_TH_PER_S: Range = { min: 0.001, max: 1e12 };
const USD: Range = { min: 0, max: 1e12 };
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
