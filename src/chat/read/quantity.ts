import { UserError } from '../../common/errors.ts';
import {
  type Bounds,
  consumed,
  inRange,
  measured,
  named,
  quoted,
  type Reader,
  refusePointGroup,
  scaled,
  scanMoney,
  scanNumber,
  type Units,
} from './scan.ts';

/**
 * Quantities as people type them. Each reader works on the start of a text, returns undefined for what is of
 * another kind, and throws UserError for what is of its kind but ambiguous or out of range.
 */

const WATT_UNITS: Units = [
  { name: named('W|watts?'), factor: 1 },
  { name: named('kW|kilowatts?'), factor: 1e3 },
  { name: named('MW|megawatts?'), factor: 1e6 },
  { name: named('GW|gigawatts?'), factor: 1e9 },
];
const ENERGY_UNITS: Units = [
  { name: named('kWh'), factor: 1e-3 },
  { name: named('MWh'), factor: 1 },
  { name: named('GWh'), factor: 1e3 },
];
const HASHRATE_UNITS: Units = [
  { name: named('GH(?:/s)?'), factor: 1e-3 },
  { name: named('TH?(?:/s)?'), factor: 1 },
  { name: named('PH(?:/s)?'), factor: 1e3 },
  { name: named('EH(?:/s)?'), factor: 1e6 },
  { name: named('ZH(?:/s)?'), factor: 1e9 },
];
const EFFICIENCY_UNITS: Units = [{ name: named('[JW]/TH?'), factor: 1 }];
const PERCENT_UNITS: Units = [{ name: named('%|percent'), factor: 0.01 }];
const TIMES: Units = [{ name: named('x|×'), factor: 1 }];

/** Power in W: `3510W`, `3.5 kW`. */
export function readWatts({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const read = number && measured(number, { units: WATT_UNITS });
    return read && inRange(read, { text, what, range, unit: 'W' });
  };
}

/** Power in MW: `50 MW`, `250kW`, `1.2 GW`. */
export function readMegawatts({ what, range, bare }: Bounds & { bare?: boolean }): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    if (!number) return undefined;
    const watts = measured(number, { units: WATT_UNITS, ...(bare && { bare: (value) => value * 1e6 }) });
    if (!watts) return undefined;
    return inRange({ value: scaled(watts.value, 1e-6), rest: watts.rest }, { text, what, range, unit: 'MW' });
  };
}

/** Energy in MWh: `120 MWh`, `1.2 GWh`. */
export function readMegawattHours({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const read = number && measured(number, { units: ENERGY_UNITS });
    return read && inRange(read, { text, what, range, unit: 'MWh' });
  };
}

/** A hashrate in TH/s: `1.2 EH`, `900 EH/s`, `234 TH`. */
export function readHashrate({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const read = number && measured(number, { units: HASHRATE_UNITS });
    return read && inRange(read, { text, what, range, unit: 'TH/s' });
  };
}

/** An efficiency in J/TH: `31 J/TH`, `17.5`. */
export function readEfficiency({ what, range }: Bounds): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const read = number && measured(number, { units: EFFICIENCY_UNITS, bare: (value) => value });
    return read && inRange(read, { text, what, range, unit: 'J/TH' });
  };
}

/** A number without a unit: `1.05`. */
export function readNumber({ what, range, unit }: Bounds & { unit: string }): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const read = number && measured(number, { units: [], bare: (value) => value });
    return read && inRange(read, { text, what, range, unit });
  };
}

/** A whole number of things: `20,000`, `3`, `3x`, `20k`. */
export function readCount({ what, range }: Bounds): Reader<number> {
  return (text) => {
    if (/^[-−]?\s?(?:US)?\$/iu.test(text)) return undefined;
    const number = scanMoney(text);
    const read = number && measured(number, { units: TIMES, bare: (value) => value });
    if (!read) return undefined;
    refusePointGroup({ text, number });
    if (Number.isInteger(read.value)) return inRange(read, { text, what, range });
    throw new UserError(
      `${what} must be a whole number, read ${quoted(consumed({ text, rest: read.rest }))}.`,
    );
  };
}

/**
 * A share as a fraction of 1: `2%`, `97`. What a bare number below 1 means is decided by `bareFraction`: 0.97 as
 * the fraction that it is (an uptime), or refused because 0.5 could be 0.5% or 50% (a fee).
 */
export function readPercent({
  what,
  range,
  bareFraction = false,
}: Bounds & { bareFraction?: boolean }): Reader<number> {
  return (text) => {
    const number = scanNumber(text);
    const read = number && measured(number, { units: PERCENT_UNITS, bare: bareShare });
    if (!read || (read.value >= range.min && read.value <= range.max)) return read;
    const [min, max] = [range.min, range.max].map((bound) => `${scaled(bound, 100)}%`);
    const was = quoted(consumed({ text, rest: read.rest }));
    throw new UserError(`${what} must be between ${min} and ${max}, read ${was}.`);
  };

  function bareShare(value: number): number {
    const ambiguous = bareFraction ? value === 1 : value > 0 && value < 1;
    if (ambiguous) {
      const [percent, whole] = [`${value}%`, `${scaled(value, 100)}%`];
      throw new UserError(`${what} of ${value} could mean ${percent} or ${whole}: write it with its % sign.`);
    }
    return bareFraction && value < 1 ? value : scaled(value, 0.01);
  }
}
