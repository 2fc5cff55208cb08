import { UserError } from '../../common/errors.ts';
import {
  type Bounds,
  inRange,
  measured,
  named,
  type Reader,
  refusePointGroup,
  scaled,
  scanMoney,
  scanUnit,
  type Units,
} from './scan.ts';

/** Prices and amounts of money as people type them; each reader as in quantity.ts. */

const PER = '(?:\\$|USD|dollars?)?\\s?(?:/|per\\s|a\\s)\\s?';
const POWER_PRICE_UNITS: Units = [
  { name: named(`${PER}MWh`), factor: 1 },
  { name: named(`${PER}kWh`), factor: 1000 },
];
const CENTS: Units = [{ name: named('(?:¢|c|ct|cts|cents?)(?:\\s?(?:/|per\\s|a\\s)\\s?kWh)?'), factor: 10 }];
const DAY = '(?:/s)?(?:\\s?(?:/|per\\s|a\\s)\\s?(?:d|day))?';
const HASHPRICE_UNITS: Units = [
  { name: named(`${PER}TH${DAY}`), factor: 1000 },
  { name: named(`${PER}PH${DAY}`), factor: 1 },
  { name: named(`${PER}EH${DAY}`), factor: 0.001 },
];
const USD_UNITS: Units = [{ name: named('\\$|USD|dollars?'), factor: 1 }];
const MONTH_UNITS: Units = [
  { name: named(`${PER}(?:mo|month)`), factor: 1 },
  { name: named(`${PER}(?:yr|year)`), factor: 1 / 12 },
];

const asIs = (value: number) => value;

/** A power price in $/MWh: `$45/MWh`, `4.5c`, `$0.045/kWh`, `45`; a bare number from 1 to 10 could be either. */
export function readPowerPrice({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const money = scanMoney(text);
    if (!money) return undefined;
    const units = money.dollars ? POWER_PRICE_UNITS : [...POWER_PRICE_UNITS, ...CENTS];
    const rest = scanUnit(money.rest, USD_UNITS)?.rest ?? money.rest;
    const read =
      measured(money, { units }) ?? measured({ ...money, rest }, { units: [], bare: barePowerPrice });
    return read && inRange(read, { text, what, range, unit: '$/MWh' });
  };
}

function barePowerPrice(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude >= 10) return value;
  if (magnitude < 1) return scaled(value, 1000);
  const [sign, shown] = [value < 0 ? '−' : '', String(magnitude)];
  throw new UserError(
    `A power price of ${sign}${shown} could mean ${sign}${shown}c per kWh or ${sign}$${shown} per MWh: write ${sign}${shown}c or ${sign}$${shown}/MWh.`,
  );
}

/** A hashprice in $/PH/day: `$45`, `45 $/PH/day`, `0.045 $/TH/day`; below 1 it needs its unit. */
export function readHashprice({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const money = scanMoney(text);
    if (!money) return undefined;
    const rest = scanUnit(money.rest, USD_UNITS)?.rest ?? money.rest;
    const read =
      measured(money, { units: HASHPRICE_UNITS }) ??
      measured({ ...money, rest }, { units: [], bare: bareHashprice });
    return read && inRange(read, { text, what, range, unit: '$/PH/day' });
  };
}

function bareHashprice(value: number): number {
  if (value >= 1 || value <= 0) return value;
  throw new UserError(
    `A hashprice of ${value} could be per TH or per PH: write $${value}/TH/day or $${value}/PH/day.`,
  );
}

/** What an amount may be per, each as people write it. */
const PER_PATTERNS = {
  MWh: 'MWh',
  'MW-hour': 'MW\\s?[-/·]?\\s?h(?:our)?',
  day: 'd(?:ay)?',
  'kW-month': 'kW(?:\\s?[-/·]?\\s?(?:mo|month))',
} as const;
export type Per = keyof typeof PER_PATTERNS;

/** `150k per month` is another quantity than one per MWh: the parameter that takes it reads it, as it reads `150k/month`. */
const PER_ANOTHER = /^\s*(?:per|a)\s+\p{L}/iu;

/** An amount in USD: `90k`, `$90,000`, `1.2m`; `per` is the unit that may follow it. */
export function readUsd({ what, range, per }: Bounds & { per?: Per }): Reader<number> {
  const units =
    per === undefined ? USD_UNITS : [{ name: named(`${PER}${PER_PATTERNS[per]}`), factor: 1 }, ...USD_UNITS];
  return (text) => {
    const money = scanMoney(text);
    const read = money && measured(money, { units, bare: asIs });
    if (read && per !== undefined && PER_ANOTHER.test(read.rest)) return undefined;
    if (read && per === undefined) refusePointGroup({ text, number: money });
    return read && inRange(read, { text, what, range, unit: per === undefined ? 'USD' : `USD/${per}` });
  };
}

/** An amount in USD per month: `$250k`, `250k/month`, `3m a year`. */
export function readUsdPerMonth({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const money = scanMoney(text);
    const read = money && measured(money, { units: [...MONTH_UNITS, ...USD_UNITS], bare: asIs });
    if (read) refusePointGroup({ text, number: money });
    return read && inRange(read, { text, what, range, unit: 'USD per month' });
  };
}
